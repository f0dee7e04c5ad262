import { describe, expect, it } from 'vitest';
import { actRule, APPEAL_MS, whyNotAgain, whyNotAppeal } from '../../server/rules/moderation.ts';
import { ACT_TARGETS, type ActVerb, MEMBER_ACTS, POST_ACTS, THREAD_ACTS } from '../../shared/words.ts';

describe('an appeal', () => {
  const why = (verb: ActVerb, changes: object = {}, hasAppealed = false, now = 1) => {
    const target = ACT_TARGETS.find((one) => actRule(one, verb))!;
    const act = { verb, accountId: 7, createdAt: 0, undoneById: null, ...changes };
    return whyNotAppeal(act, actRule(target, verb), 7, hasAppealed, now);
  };
  it('is made once, in time, against what stands and concerns oneself', () => {
    expect(why('hide')).toBe(null);
    expect(why('hide', { accountId: 8 })).toBe('not_found');
    expect(why('hide', { undoneById: 3 })).toBe('no_change');
    expect(why('hide', {}, true)).toBe('taken');
    expect([why('hide', {}, false, APPEAL_MS), why('hide', {}, false, APPEAL_MS + 1)]).toEqual([null, 'appeal_over']);
  });
  it('is made against no act that gives back what another one took, nor one of which nobody is told', () => {
    const against = [...new Set<ActVerb>([...POST_ACTS, ...THREAD_ACTS, ...MEMBER_ACTS])].filter((verb) => !why(verb));
    expect(against.toSorted()).toEqual(
      [
        'as-answer',
        'as-reply',
        'clear-picture',
        'close',
        'edit',
        'hide',
        'lock',
        'merge',
        'move',
        'refuse',
        'remind',
        'remove',
      ].concat([...['retitle', 'silence', 'split', 'suspend', 'unlist']]),
    );
  });
});

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
