import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  accentOf,
  BUTTON_INK,
  colourFaults,
  contrast,
  GROUNDS,
  LABEL,
  LEAST_CONTRAST,
  leastContrast,
  nearestReadable,
  readColour,
  SCHEMES,
} from '../../server/rules/colours.ts';

const colour = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`);

describe('a contrast', () => {
  it('is what the standard says it is', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
    expect(contrast('#ff0000', '#ff0000')).toBe(1);
  });

  it('is the same either way round', () => {
    fc.assert(fc.property(colour, colour, (a, b) => contrast(a, b) === contrast(b, a) && contrast(a, b) >= 1));
  });
});

describe('a colour that an admin chooses', () => {
  it('is read however it is typed, and kept in one way', () => {
    expect(
      ['#0D5C58', '0d5c58', ' #0d5c58 ', '#abc', ' Teal', 'teel', '#0d5c5', '', '#0d5c58ff'].map(readColour),
    ).toEqual([...['#0d5c58', '#0d5c58', '#0d5c58', '#aabbcc', '#008080', null, null, null, null]]);
  });

  it('is taken, or refused with one that is taken', () => {
    fc.assert(
      fc.property(colour, fc.constantFrom(...SCHEMES), (chosen, scheme) => {
        const [fault] = colourFaults('value', chosen, scheme);
        if (!fault)
          return leastContrast(chosen, scheme) >= LEAST_CONTRAST && nearestReadable(chosen, scheme) === chosen;
        const isHonest = fault.fault === 'like_the_label' || fault.length! < LEAST_CONTRAST;
        return isHonest && colourFaults('value', fault.text!, scheme).length === 0;
      }),
      { numRuns: 300 },
    );
  });

  it('has a form for the dark that can be read there, whatever it is', () => {
    fc.assert(
      fc.property(colour, (chosen) => {
        const look = accentOf({ accent: chosen, accentDark: '' })!;
        return SCHEMES.every((scheme) => colourFaults('value', look[scheme], scheme).length === 0);
      }),
      { numRuns: 200 },
    );
    expect(accentOf({ accent: '', accentDark: '#ffffff' })).toBeNull();
  });

  it('keeps its hue, and is not the colour of the staff label', () => {
    expect(nearestReadable('#3b82f6', 'light')).toMatch(/^#1[0-9a-f]6/);
    for (const scheme of SCHEMES) expect(colourFaults('value', LABEL[scheme], scheme)[0]!.fault).toBe('like_the_label');
  });
});

it('grounds and colours of the rule are those of the stylesheet', () => {
  const tokens = readFileSync('client/styles/tokens.css', 'utf8');
  const pairOf = (name: string) =>
    new RegExp(`--${name}: light-dark\\((#\\w+), (#\\w+)\\)`).exec(tokens)!.slice(1) as [string, string];
  ['paper', 'raised', 'sunk', 'staff-wash', 'bad-wash'].forEach((name, i) =>
    expect([name, GROUNDS.light[i], GROUNDS.dark[i]]).toEqual([name, ...pairOf(name)]),
  );
  expect([LABEL.light, LABEL.dark]).toEqual(pairOf('staff'));
  expect([BUTTON_INK.light, BUTTON_INK.dark]).toEqual(pairOf('btn-ink'));
});
