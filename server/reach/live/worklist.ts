/** Ids that are worked off in their order, some at a time, in the background. */

const TOGETHER = 200;
const TRIES = 4;

/**
 * What fails is tried again a little later, a few times; what else there is goes on meanwhile.
 * @param work says which of them failed; where it throws, all have
 * @param giveUp is told of ids that failed for the last time
 */
export function makeWorklist(
  work: (ids: readonly number[]) => Promise<readonly number[]>,
  { giveUp, againAfterMs = 1_000 }: { giveUp: (ids: readonly number[]) => void; againAfterMs?: number },
) {
  const waiting = new Set<number>();
  const failures = new Map<number, number>();
  const timers = new Set<NodeJS.Timeout>();
  let working: Promise<void> | null = null;

  function tryAgain(ids: readonly number[], failed: readonly number[]): void {
    for (const id of ids) if (!failed.includes(id)) failures.delete(id);
    for (const id of failed) failures.set(id, (failures.get(id) ?? 0) + 1);
    const lost = failed.filter((id) => failures.get(id)! >= TRIES);
    for (const id of lost) failures.delete(id);
    if (lost.length > 0) giveUp(lost);
    const left = failed.filter((id) => failures.has(id));
    if (left.length === 0) return;
    const timer = setTimeout(() => (timers.delete(timer), add(left)), againAfterMs);
    timers.add(timer.unref());
  }

  async function run(): Promise<void> {
    while (waiting.size > 0) {
      const ids = [...waiting].slice(0, TOGETHER);
      for (const id of ids) waiting.delete(id);
      tryAgain(ids, await work(ids).catch(() => ids));
    }
    // At once after the last look, so that whoever adds something now begins anew.
    working = null;
  }

  function add(ids: readonly number[]): void {
    for (const id of ids) waiting.add(id);
    if (working === null && waiting.size > 0) working = run();
  }

  /** Forgets what is left to do. */
  function clear(): void {
    waiting.clear();
    failures.clear();
    for (const timer of timers) clearTimeout(timer);
    timers.clear();
  }

  return {
    add,
    clear,
    async stop(): Promise<void> {
      clear();
      await working;
      clear();
    },
  };
}
