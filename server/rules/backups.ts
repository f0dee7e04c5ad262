/** Backups that a forum makes by itself: how they are called, and which are kept. */

const DAY = 24 * 3_600_000;
const NAME = /^adda-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z\.tar\.zst(?:\.age)?$/;

/** How many are kept: of the newest days, weeks and months, one each. */
export type KeepRule = { days: number; weeks: number; months: number };

export const nameOfBackup = (at: number, isEncrypted: boolean): string =>
  `adda-${new Date(at).toISOString().replaceAll(/[-:]|\.\d+/g, '')}.tar.zst${isEncrypted ? '.age' : ''}`;

/** When a backup was made, UTC milliseconds; null for a file that is none of ours. */
export function momentOfBackup(name: string): number | null {
  const parts = NAME.exec(name)?.slice(1).map(Number);
  return parts ? Date.UTC(parts[0]!, parts[1]! - 1, parts[2], parts[3], parts[4], parts[5]) : null;
}

const periods: Record<keyof KeepRule, (at: number) => string> = {
  days: (at) => String(Math.floor(at / DAY)),
  // 1970 began on a Thursday; weeks begin on Monday.
  weeks: (at) => String(Math.floor((at / DAY + 3) / 7)),
  months: (at) => new Date(at).toISOString().slice(0, 7),
};

/**
 * Those that go. Of each of the newest periods in which there was a backup the newest is kept, and the newest of all.
 * @param names of files; what is no backup of ours is never among those that go
 */
export function backupsToDrop(names: readonly string[], rule: KeepRule): string[] {
  const backups = names
    .map((name) => ({ name, at: momentOfBackup(name) }))
    .filter((one): one is { name: string; at: number } => one.at !== null)
    .sort((a, b) => b.at - a.at || (a.name < b.name ? 1 : -1));
  const kept = new Set(backups.slice(0, 1).map(({ name }) => name));
  for (const kind of Object.keys(periods) as (keyof KeepRule)[]) {
    const seen = new Set<string>();
    for (const { name, at } of backups) {
      const period = periods[kind](at);
      if (seen.has(period) || seen.size >= rule[kind]) continue;
      seen.add(period);
      kept.add(name);
    }
  }
  return backups.filter(({ name }) => !kept.has(name)).map(({ name }) => name);
}
