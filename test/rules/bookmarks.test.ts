import { describe, expect, it } from 'vitest';
import { dayAhead, remindAt } from '../../server/rules/bookmarks.ts';
import { atHourOf } from '../../server/rules/mail-times.ts';

const at = (iso: string) => Date.parse(iso);
const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());
const times = (zone: string, hour: number) => ({ zone, hour, quiet: null });

describe('a reminder', () => {
  const now = at('2026-11-27T12:00:00Z');

  it('comes on its day at the member’s hour, where they are', () => {
    expect(iso(remindAt('2026-11-28', times('UTC', 8), now))).toBe('2026-11-28T08:00:00.000Z');
    expect(iso(remindAt('2026-11-28', times('Asia/Dhaka', 0), now))).toBe('2026-11-27T18:00:00.000Z');
    expect(iso(remindAt('2026-12-01', times('Asia/Kathmandu', 9), now))).toBe('2026-12-01T03:15:00.000Z');
    expect(iso(remindAt('2026-12-01', times('Pacific/Kiritimati', 23), now))).toBe('2026-12-01T09:00:00.000Z');
    expect(iso(remindAt('2026-12-01', times('Etc/GMT+12', 23), now))).toBe('2026-12-02T11:00:00.000Z');
  });

  it('comes also on a day that has its hour twice, or not at all', () => {
    expect(iso(atHourOf('2027-03-28', times('Europe/Berlin', 2)))).toBe('2027-03-28T01:00:00.000Z');
    expect(iso(atHourOf('2027-10-31', times('Europe/Berlin', 2)))).toBe('2027-10-31T00:00:00.000Z');
    // There it is eleven in the evening on no clock.
    expect(iso(atHourOf('2027-03-27', times('America/Nuuk', 23)))).toBe('2027-03-28T00:45:00.000Z');
    // Samoa went over a day.
    expect(atHourOf('2011-12-30', times('Pacific/Apia', 8))).toBe(null);
  });

  it('is for a day that comes, within five years', () => {
    const day = (text: string) => remindAt(text, times('UTC', 8), now);
    for (const text of [
      '2026-11-27',
      '2026-11-26',
      '2032-01-01',
      '2026-13-01',
      '2026-02-30x',
      'tomorrow',
      '',
      '٢٠٢٦-١١-٢٨',
    ])
      expect([text, day(text)]).toEqual([text, null]);
    expect(iso(remindAt('2026-11-27', times('UTC', 13), now))).toBe('2026-11-27T13:00:00.000Z');
  });

  it('is offered so many days from the one that it is for the member', () => {
    expect(dayAhead(1, times('UTC', 8), at('2026-12-31T23:30:00Z'))).toBe('2027-01-01');
    expect(dayAhead(1, times('Asia/Dhaka', 8), at('2026-12-31T23:30:00Z'))).toBe('2027-01-02');
    expect(dayAhead(30, times('America/New_York', 8), at('2027-03-01T03:00:00Z'))).toBe('2027-03-30');
  });
});
