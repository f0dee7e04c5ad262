import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FieldFault } from '../../shared/faults.ts';
import { LIMITS } from '../../shared/limits.ts';
import { dueAt, momentIn, WAITS, wallTime, whyNotWait } from '../../server/rules/waiting.ts';

const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());
const ZONES = ['UTC', 'Asia/Dhaka', 'Asia/Kathmandu', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe'];
const MINUTE = 60_000;
const zone = fc.constantFrom(...ZONES);
const moment = fc
  .integer({ min: Date.parse('2024-01-01T00:00Z') / MINUTE, max: Date.parse('2035-01-01T00:00Z') / MINUTE })
  .map((minutes) => minutes * MINUTE);

describe('a moment by a clock', () => {
  it('is what that clock shows, the first where it shows it twice', () => {
    expect(iso(momentIn('2026-11-27T18:30', 'Asia/Dhaka'))).toBe('2026-11-27T12:30:00.000Z');
    expect(iso(momentIn('2026-11-27T18:30:59', 'UTC'))).toBe('2026-11-27T18:30:00.000Z');
    expect(iso(momentIn('2027-10-31T02:30', 'Europe/Berlin'))).toBe('2027-10-31T00:30:00.000Z');
  });

  it('is as much later as the clock was put forward where it never shows it', () => {
    expect(iso(momentIn('2027-03-28T02:30', 'Europe/Berlin'))).toBe('2027-03-28T01:30:00.000Z');
  });

  it('is none for what is no moment', () => {
    for (const text of [
      '',
      'soon',
      '2026-11-27',
      '2026-02-30T10:00',
      '2026-11-27T24:00',
      '2026-13-01T10:00',
      '9'.repeat(9_999),
    ])
      expect(momentIn(text, 'UTC'), text.slice(0, 40)).toBe(null);
  });

  it('is read back as it is shown, in every zone', () => {
    fc.assert(
      fc.property(moment, zone, (at, where) => {
        const wall = wallTime(at, where);
        const read = momentIn(wall, where)!;
        expect(wallTime(read, where)).toBe(wall);
        expect(read).toBeLessThanOrEqual(at);
      }),
    );
  });
});

describe('when a post is posted', () => {
  it('is from ten minutes to sixty days ahead, whatever the zone, and nothing else', () => {
    const off = fc.integer({ min: -2 * WAITS.most, max: 2 * WAITS.most });
    fc.assert(
      fc.property(moment, zone, off, (now, where, ms) => {
        const faults: FieldFault[] = [];
        const wall = wallTime(now + ms, where);
        const meant = momentIn(wall, where)!;
        const at = dueAt(wall, where, now, faults);
        const fits = meant >= now + WAITS.least && meant <= now + WAITS.most;
        expect(faults.map(({ field, fault }) => `${field} ${fault}`)).toEqual(fits ? [] : ['postAt not_later']);
        if (fits) expect(at).toBe(meant);
      }),
    );
  });

  it('has to be said', () => {
    const faults: FieldFault[] = [];
    dueAt(' ', 'UTC', 0, faults);
    expect(faults).toEqual([{ field: 'postAt', fault: 'required' }]);
  });
});

describe('who lets posts wait', () => {
  const step = fc.constantFrom('new', 'known', 'regular', null);
  it('is whom the forum knows, with at most so many; never who speaks for a brand', () => {
    fc.assert(
      fc.property(fc.boolean(), step, fc.nat({ max: 20 }), (speaksForBrand, trust, waiting) => {
        const no = whyNotWait({ speaksForBrand, step: trust as 'known' | null }, waiting);
        const may = !speaksForBrand && (trust === 'known' || trust === 'regular') && waiting < LIMITS.waiting;
        expect(no === null).toBe(may);
        if (speaksForBrand) expect(no).toBe('staff_not_later');
      }),
    );
    expect(whyNotWait({ speaksForBrand: false, step: 'new' }, 0)).toBe('known_first');
    expect(whyNotWait({ speaksForBrand: false, step: 'known' }, LIMITS.waiting)).toBe('too_many_waiting');
  });
});
