/** What work costs the processor, in milliseconds: unlike the time it takes, other work on the machine does not change it. */
export function costOf(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}
