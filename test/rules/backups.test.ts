/** Which backups are kept. */
import { describe, expect, it } from 'vitest';
import { backupsToDrop, momentOfBackup, nameOfBackup } from '../../server/rules/backups.ts';

const DAY = 86_400_000;
const monday = Date.UTC(2026, 10, 23, 3);
const daily = (count: number) => Array.from({ length: count }, (_, i) => nameOfBackup(monday - i * DAY, false));
const kept = (names: string[], rule: Parameters<typeof backupsToDrop>[1]) => {
  const gone = new Set(backupsToDrop(names, rule));
  return names.filter((name) => !gone.has(name));
};

describe('backups', () => {
  it('say in their names when they were made', () => {
    expect(nameOfBackup(monday, true)).toBe('adda-20261123T030000Z.tar.zst.age');
    expect(momentOfBackup(nameOfBackup(monday, false))).toBe(monday);
    for (const name of ['adda-before-0.3.0-20261123T030000Z.sqlite', 'adda-20261123T030000Z.tar.zst.partial', 'x'])
      expect(momentOfBackup(name)).toBe(null);
  });

  it('are kept one a day, a week and a month, the newest of each', () => {
    const all = daily(400);
    expect(kept(all, { days: 3, weeks: 0, months: 0 })).toEqual(daily(3));
    const weeks = kept(all, { days: 0, weeks: 3, months: 0 });
    expect(weeks).toEqual([0, 1, 8].map((days) => nameOfBackup(monday - days * DAY, false)));
    const months = kept(all, { days: 0, weeks: 0, months: 3 });
    expect(months).toEqual(
      [monday, Date.UTC(2026, 9, 31, 3), Date.UTC(2026, 8, 30, 3)].map((at) => nameOfBackup(at, false)),
    );
    expect(kept(all, { days: 7, weeks: 4, months: 6 }).length).toBeLessThanOrEqual(17);
  });

  it('of long ago are kept while there are no newer ones, and the newest always', () => {
    const old = daily(3);
    expect(kept(old, { days: 7, weeks: 4, months: 6 })).toEqual(old);
    expect(kept(old, { days: 0, weeks: 0, months: 0 })).toEqual(old.slice(0, 1));
  });

  it('that are somebody else’s files never go', () => {
    expect(backupsToDrop(['mine.txt', 'adda.sqlite'], { days: 0, weeks: 0, months: 0 })).toEqual([]);
  });
});
