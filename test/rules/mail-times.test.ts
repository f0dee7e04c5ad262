import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterQuiet, nextDigest, timeZoneOf } from '../../server/rules/mail-times.ts';
import type { MailTimes } from '../../shared/words.ts';

const at = (iso: string) => Date.parse(iso);
const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());
const times = (zone: string, hour: number, quiet: MailTimes['quiet'] = null): MailTimes => ({ zone, hour, quiet });

describe('a digest', () => {
  it('comes at its hour by the clock of its reader, each day', () => {
    const dhaka = times('Asia/Dhaka', 8);
    expect(iso(nextDigest(at('2026-11-27T01:59:00Z'), 'daily', dhaka))).toBe('2026-11-27T02:00:00.000Z');
    expect(iso(nextDigest(at('2026-11-27T02:00:00Z'), 'daily', dhaka))).toBe('2026-11-28T02:00:00.000Z');
    expect(iso(nextDigest(at('2026-11-27T09:00:00Z'), 'daily', times('Asia/Kathmandu', 9)))).toBe(
      '2026-11-28T03:15:00.000Z',
    );
  });

  it('comes on a day whose last hour the clock leaves out, at its end', () => {
    const nuuk = times('America/Nuuk', 23);
    expect(iso(nextDigest(at('2027-03-27T02:00:00Z'), 'daily', nuuk))).toBe('2027-03-28T00:45:00.000Z');
    expect(iso(nextDigest(at('2027-03-28T00:45:00Z'), 'daily', nuuk))).toBe('2027-03-29T00:00:00.000Z');
  });

  it('or each Monday', () => {
    expect(iso(nextDigest(at('2026-11-27T12:00:00Z'), 'weekly', times('UTC', 8)))).toBe('2026-11-30T08:00:00.000Z');
    expect(iso(nextDigest(at('2026-11-30T08:00:00Z'), 'weekly', times('UTC', 8)))).toBe('2026-12-07T08:00:00.000Z');
    // It is Monday there already.
    expect(iso(nextDigest(at('2026-11-29T12:00:00Z'), 'weekly', times('Pacific/Auckland', 6)))).toBe(
      '2026-11-29T17:00:00.000Z',
    );
  });

  it('is not missed where the clock leaves its hour out, and comes once where the hour comes twice', () => {
    const berlin = times('Europe/Berlin', 2);
    // On 29 March 2026 the clocks go from 2 to 3.
    expect(iso(nextDigest(at('2026-03-28T12:00:00Z'), 'daily', berlin))).toBe('2026-03-29T01:00:00.000Z');
    // On 25 October 2026 they go from 3 back to 2.
    const first = nextDigest(at('2026-10-24T12:00:00Z'), 'daily', berlin)!;
    expect(iso(first)).toBe('2026-10-25T00:00:00.000Z');
    expect(iso(nextDigest(first, 'daily', berlin))).toBe('2026-10-26T01:00:00.000Z');
  });

  it('comes to nobody who wants none', () => {
    expect(nextDigest(0, null, times('UTC', 8))).toBeNull();
  });

  it('always lies ahead, and by no more than a day and a week', () => {
    const zone = fc.constantFrom(
      'UTC',
      'Asia/Dhaka',
      'Asia/Kathmandu',
      'America/St_Johns',
      'Europe/Berlin',
      'Australia/Lord_Howe',
    );
    const moment = fc.integer({ min: at('2025-01-01T00:00:00Z'), max: at('2030-01-01T00:00:00Z') });
    fc.assert(
      fc.property(zone, fc.integer({ min: 0, max: 23 }), moment, (name, hour, now) => {
        const day = nextDigest(now, 'daily', times(name, hour))! - now;
        expect(day).toBeGreaterThan(0);
        expect(day).toBeLessThanOrEqual(26 * 3_600_000);
      }),
      { numRuns: 300 },
    );
  });
});

describe('quiet hours', () => {
  it('hold a letter until they end, also over midnight', () => {
    const night = times('Asia/Dhaka', 8, { from: 22, to: 7 });
    expect(iso(afterQuiet(at('2026-11-27T17:10:00Z'), night))).toBe('2026-11-28T01:00:00.000Z');
    expect(iso(afterQuiet(at('2026-11-28T01:00:00Z'), night))).toBe('2026-11-28T01:00:00.000Z');
    const noon = times('UTC', 8, { from: 12, to: 14 });
    expect(iso(afterQuiet(at('2026-11-27T13:59:59Z'), noon))).toBe('2026-11-27T14:00:00.000Z');
    expect(iso(afterQuiet(at('2026-11-27T11:59:59Z'), noon))).toBe('2026-11-27T11:59:59.000Z');
  });

  it('are none where they begin when they end', () => {
    expect(afterQuiet(5, times('UTC', 8, { from: 3, to: 3 }))).toBe(5);
    expect(afterQuiet(5, times('UTC', 8))).toBe(5);
  });
});

describe('a time zone', () => {
  it('is one that has a name, in its one spelling', () => {
    for (const zone of ['UTC', 'Asia/Dhaka', 'Asia/Calcutta', 'Etc/GMT+5', 'America/Lima'])
      expect([zone, timeZoneOf(zone)]).toEqual([zone, zone]);
    expect([timeZoneOf('aSIA/dHAKA'), timeZoneOf('utc')]).toEqual(['Asia/Dhaka', 'UTC']);
    for (const zone of ['', '+05:30', 'Mars/Phobos', 'Asia/Dhaka\u202e', 'a'.repeat(100), 'Asia/'])
      expect([zone, timeZoneOf(zone)]).toEqual([zone, null]);
  });
});
