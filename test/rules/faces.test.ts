import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { drawnFace } from '../../shared/faces.ts';

describe('a drawn face', () => {
  it.each([
    ['Rina Begum', 'R'],
    ['রিনা বেগম', 'র'],
    ['élodie', 'É'],
    ['ßeta', 'S'],
    ['  ·7th heaven', '7'],
    ['شيماء', 'ش'],
    ['𐐨deseret', '𐐀'],
    ['👩‍👩‍👧', ''],
    ['', ''],
  ])('of %s has the first letter of its own script: %s', (name, initial) => {
    expect(drawnFace(name).initial).toBe(initial);
  });

  it('is the same for the same name, however it is encoded, and one that the stylesheet knows', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
        const { shape, pattern, hue, initial } = drawnFace(name);
        expect(drawnFace(name.normalize('NFD'))).toEqual(drawnFace(name.normalize('NFD').normalize('NFC')));
        expect([shape < 8, pattern < 4, hue < 10, [...initial].length < 2]).toEqual([true, true, true, true]);
      }),
    );
  });

  it('tells those apart whose names differ in a digit', () => {
    const drawn = Array.from({ length: 320 }, (_, i) => {
      const { shape, pattern, hue } = drawnFace(`member-${i}`);
      return `${shape} ${pattern} ${hue}`;
    });
    expect(new Set(drawn).size).toBeGreaterThan(160);
  });
});
