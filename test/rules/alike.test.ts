import { describe, expect, it } from 'vitest';
import { isStopWord } from '../../server/platform/store/stopwords.ts';
import { isAlike, isMeant, spacesAlike } from '../../server/rules/alike.ts';

describe('what is offered to who is about to ask', () => {
  const asked = [['wheel'], ['wobbl', 'wobble'], ['hub']];
  it.each([
    [['wheel'], false],
    [['wheel', 'wobble'], true],
    [['wobbl', 'wobble'], false],
    [['spoke'], false],
    [[], false],
  ])('has two words in common: %j', (terms, alike) => {
    expect(isAlike(asked, new Set(), new Set(terms))).toBe(alike);
    expect(isAlike(asked, new Set(terms.slice(0, 1)), new Set(terms.slice(1)))).toBe(alike);
  });

  it('is of the one word where there is only one, and nothing where there is none', () => {
    expect(isAlike([['wheel']], new Set(['wheel']), new Set())).toBe(true);
    expect(isAlike([['wheel']], new Set(['fortune']), new Set(['wheel']))).toBe(false);
    expect(isAlike([], new Set(['wheel']), new Set(['wheel']))).toBe(false);
  });
});

describe('spaces like one that is proposed', () => {
  const space = (name: string, charter = '') => ({
    name: new Set(name.split(' ')),
    charter: new Set(charter.split(' ')),
  });
  const asked = (name: string, charter = '') => ({
    name: name.split(' ').map((word) => [word]),
    charter: charter
      .split(' ')
      .filter(Boolean)
      .map((word) => [word]),
  });

  it('share a word of their names, or enough words of what they are for', () => {
    const spaces = [space('damp house', 'mould wall'), space('bread', 'flour starter oven'), space('wheel', 'spoke')];
    expect(spacesAlike(asked('damp cellar'), spaces)).toEqual([0]);
    expect(spacesAlike(asked('sourdough', 'flour starter oven'), spaces)).toEqual([1]);
    expect(spacesAlike(asked('sourdough', 'flour starter'), spaces)).toEqual([]);
    expect(spacesAlike(asked('flour', 'starter'), spaces)).toEqual([1]);
    expect(spacesAlike(asked('', ''), spaces)).toEqual([]);
  });

  it('are the likest first, whatever their order', () => {
    const spaces = [space('house', ''), space('old house', ''), space('house plants', '')];
    expect(spacesAlike(asked('old house'), spaces)).toEqual([1, 0, 2]);
  });

  it('are not alike by a word that many spaces use, nor by one that is said twice', () => {
    const spaces = ['a', 'b', 'c', 'd'].map((name) => space(name, 'people help'));
    expect(spacesAlike(asked('people help', 'people help'), spaces)).toEqual([]);
    expect(spacesAlike(asked('bread', 'bread'), [space('oven', 'bread')])).toEqual([]);
  });
});

describe('stop words', () => {
  it.each(['when', 'Without', 'because', 'কেন', 'কীভাবে'])('say nothing: %s', (word) => {
    expect(isStopWord(word, [])).toBe(true);
  });
  it.each(['wheel', 'lime', 'চাকা', 'warum'])('are not words that tell: %s', (word) => {
    expect(isStopWord(word, [])).toBe(false);
  });
  it('are those of the space’s language, too', () => {
    expect(isStopWord('warum', ['de'])).toBe(true);
  });
});

describe('a thread that is named with words', () => {
  const typed = [['bamboo'], ['spoke', 'spokes'], ['squeak'], ['monthly']];
  it.each([
    [['bamboo'], false],
    [['bamboo', 'spokes'], true],
    [['bamboo', 'spoke', 'squeak', 'monthly'], true],
    [[], false],
  ])('with %j of four is meant: %s', (terms, meant) => expect(isMeant(typed, new Set(terms))).toBe(meant));

  it('is not meant where nothing tells of it', () => expect(isMeant([], new Set(['bamboo']))).toBe(false));
});
