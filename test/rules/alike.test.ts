import { describe, expect, it } from 'vitest';
import { isStopWord } from '../../server/platform/store/stopwords.ts';
import { isAlike } from '../../server/rules/alike.ts';

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
