import { describe, expect, it } from 'vitest';
import * as rules from '../../server/rules/elections.ts';
import { actorAs } from '../../server/rules/roles.ts';

const DAY = 86_400_000;
const NOW = 1_000 * DAY;
const KNOWN: rules.Standing = {
  ...{ id: 1, role: 'member', createdAt: NOW - 10 * DAY, heardAt: NOW - 9 * DAY, marks: 0 },
  ...{ lastCaseAt: null, suspendedUntil: null },
};
const SPACE = { id: 7, archivedAt: null };
const VOTING = { nomineeId: 2, nominatorId: 3, state: 'voting', endsAt: NOW + DAY } as const;
const PROPOSED = { ...VOTING, state: 'proposed' } as const;
const member = actorAs(1, 'member');

describe('who may propose, support and vote', () => {
  it('has taken part, is not new, not suspended, and does not speak for a brand', () => {
    expect(rules.isEntitled(KNOWN, NOW)).toBe(true);
    for (const other of [
      null,
      { ...KNOWN, heardAt: null },
      { ...KNOWN, createdAt: NOW - DAY },
      { ...KNOWN, lastCaseAt: NOW - DAY },
      { ...KNOWN, suspendedUntil: NOW + 1 },
      { ...KNOWN, role: 'staff' as const },
    ])
      expect(rules.isEntitled(other, NOW), JSON.stringify(other)).toBe(false);
    expect(rules.isEntitled({ ...KNOWN, suspendedUntil: NOW }, NOW)).toBe(true);
  });

  it('is told why not, in this order: brand, archive, standing', () => {
    expect(rules.whyNotNominate(null, SPACE, KNOWN, NOW)).toBe('not_signed_in');
    expect(rules.whyNotNominate(actorAs(1, 'staff'), SPACE, KNOWN, NOW)).toBe('staff_cannot');
    expect(rules.whyNotNominate(member, { ...SPACE, archivedAt: 1 }, KNOWN, NOW)).toBe('archived');
    expect(rules.whyNotNominate(member, SPACE, null, NOW)).toBe('not_entitled');
    expect(rules.whyNotNominate(member, SPACE, KNOWN, NOW)).toBe(null);
  });

  it('supports what others proposed of others, as long as it waits', () => {
    expect(rules.whyNotSecond(member, SPACE, PROPOSED, KNOWN, NOW)).toBe(null);
    expect(rules.whyNotSecond(actorAs(2, 'member'), SPACE, PROPOSED, KNOWN, NOW)).toBe('own_matter');
    expect(rules.whyNotSecond(actorAs(3, 'member'), SPACE, PROPOSED, KNOWN, NOW)).toBe('own_matter');
    expect(rules.whyNotSecond(member, SPACE, VOTING, KNOWN, NOW)).toBe('no_change');
    expect(rules.whyNotSecond(member, SPACE, PROPOSED, KNOWN, PROPOSED.endsAt)).toBe('no_change');
  });

  it('votes until the very end, and never about themself', () => {
    expect(rules.whyNotVote(member, SPACE, VOTING, KNOWN, VOTING.endsAt - 1)).toBe(null);
    expect(rules.whyNotVote(member, SPACE, VOTING, KNOWN, VOTING.endsAt)).toBe('vote_over');
    expect(rules.whyNotVote(member, SPACE, PROPOSED, KNOWN, NOW)).toBe('vote_over');
    expect(rules.whyNotVote(actorAs(2, 'member'), SPACE, VOTING, KNOWN, NOW)).toBe('own_matter');
    expect(rules.whyNotVote(member, SPACE, VOTING, null, NOW)).toBe('not_entitled');
  });
});

describe('how many it takes', () => {
  it('is three to support it, and fewer in a small space', () => {
    expect([0, 4, 5, 9, 10, 14, 15, 10_000].map(rules.secondsNeeded)).toEqual([1, 1, 1, 1, 2, 2, 3, 3]);
  });

  it('is a tenth of those who may vote, and five at least', () => {
    expect([0, 5, 50, 51, 60, 1_001].map(rules.quorumOf)).toEqual([5, 5, 5, 6, 6, 101]);
    expect([4, 5, 5_000].map(rules.whyNotElect)).toEqual(['too_few_voters', null, null]);
  });

  it('is two thirds of those who voted', () => {
    const result = (yes: number, no: number, entitled = 20) => rules.isElected({ yes, no, entitled });
    expect([result(4, 0), result(5, 0), result(4, 2), result(4, 3), result(3, 2), result(0, 5)]).toEqual([
      ...[false, true, true, false, false, false],
    ]);
    expect([result(9, 0, 100), result(10, 0, 100)]).toEqual([false, true]);
  });
});

describe('whoever is proposed', () => {
  it('cannot be elected where they keep the peace already, are not entitled, or were proposed lately', () => {
    expect(rules.whyNotStand(member, SPACE, KNOWN, NOW)).toBe(null);
    expect(rules.whyNotStand(actorAs(1, 'member', [7]), SPACE, KNOWN, NOW)).toBe('holds_office_here');
    expect(rules.whyNotStand(actorAs(1, 'admin'), SPACE, KNOWN, NOW)).toBe('holds_office_here');
    expect(rules.whyNotStand(actorAs(1, 'member', [8]), SPACE, KNOWN, NOW)).toBe(null);
    expect(rules.whyNotStand(null, SPACE, KNOWN, NOW)).toBe('not_entitled');
    expect(rules.whyNotStand(member, SPACE, null, NOW)).toBe('not_entitled');
    // A refusal must not tell who was moderated.
    expect(rules.whyNotStand(member, SPACE, { ...KNOWN, lastCaseAt: NOW - 1 }, NOW)).toBe(null);
    expect(rules.whyNotStand(member, SPACE, KNOWN, NOW, NOW - rules.AGAIN_MS + 1)).toBe('nominated_lately');
    expect(rules.whyNotStand(member, SPACE, KNOWN, NOW, NOW - rules.AGAIN_MS)).toBe(null);
  });

  it('accepts once, and declines as long as it is open', () => {
    const one = { ...PROPOSED, acceptedAt: null };
    const nominee = actorAs(2, 'member');
    expect(rules.whyNotAnswer(nominee, one, true, NOW)).toBe(null);
    expect(rules.whyNotAnswer(nominee, { ...one, acceptedAt: 1 }, true, NOW)).toBe('no_change');
    expect(rules.whyNotAnswer(nominee, { ...VOTING, acceptedAt: 1 }, false, NOW)).toBe(null);
    expect(rules.whyNotAnswer(nominee, one, false, one.endsAt)).toBe('no_change');
    expect(rules.whyNotAnswer(nominee, { ...one, state: 'elected' }, false, NOW)).toBe('no_change');
    expect(rules.whyNotAnswer(member, one, false, NOW)).toBe('forbidden');
  });

  it('is objected to by admins only, before the end', () => {
    expect(rules.whyNotObject(actorAs(9, 'admin'), VOTING, NOW)).toBe(null);
    expect(rules.whyNotObject(actorAs(9, 'moderator'), VOTING, NOW)).toBe('forbidden');
    expect(rules.whyNotObject(actorAs(9, 'admin'), VOTING, VOTING.endsAt)).toBe('no_change');
  });
});
