import { describe, expect, it } from 'vitest';
import { whyNotAgain } from '../../server/rules/moderation.ts';

describe('whoever an appeal overruled', () => {
  const hidden = { verb: 'hide', opposite: 'hide' } as const;
  it('does not do the same there again, nor what comes to the same', () => {
    for (const verb of ['hide', 'refuse', 'remove'] as const)
      expect(whyNotAgain(verb, [hidden], false)).toBe('own_act');
    expect(whyNotAgain('suspend', [{ verb: 'silence', opposite: null }], false)).toBe('own_act');
    expect(whyNotAgain('close', [{ verb: 'lock', opposite: null }], false)).toBe('own_act');
  });
  it('does not take back what took it back, whichever verb that needs', () => {
    expect(whyNotAgain('unmerge', [{ verb: 'split', opposite: 'unmerge' }], false)).toBe('own_act');
  });
  it('does anything else, and all where nobody else could', () => {
    expect(whyNotAgain('remind', [hidden], false)).toBe(null);
    expect(whyNotAgain('hide', [], false)).toBe(null);
    expect(whyNotAgain('hide', [hidden], true)).toBe(null);
  });
});
