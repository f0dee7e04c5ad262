import { describe, expect, it } from 'vitest';
import {
  type Other,
  readsConversation,
  type Recipient,
  stateOfAdded,
  whyNotBegin,
  whyNotReach,
  whyNotTogether,
  whyNotWriteInto,
} from '../../server/rules/messages.ts';
import { actorAs } from '../../server/rules/roles.ts';

const member = actorAs(1, 'member');
const moderator = actorAs(2, 'moderator');
const nothing: Recipient = {
  isThere: true,
  takesFrom: 'everyone',
  follows: false,
  hasAccepted: false,
  blocks: false,
  isBlocked: false,
};

describe('beginning', () => {
  it('is for members and those in office, never for brand staff', () => {
    expect(whyNotBegin(null)).toBe('not_signed_in');
    expect(whyNotBegin(actorAs(3, 'staff'))).toBe('staff_cannot');
    for (const role of ['member', 'moderator', 'admin'] as const) expect(whyNotBegin(actorAs(3, role))).toBeNull();
  });

  it.each<[string, Partial<Recipient>, string | null]>([
    ['everyone is taken', {}, null],
    ['nobody is', { takesFrom: 'nobody', hasAccepted: true, follows: true }, 'takes_no_messages'],
    ['a stranger is not known', { takesFrom: 'known' }, 'takes_no_messages'],
    ['whom they follow is', { takesFrom: 'known', follows: true }, null],
    ['with whom they talked is', { takesFrom: 'known', hasAccepted: true }, null],
    ['who blocked reads like who takes none', { blocks: true }, 'takes_no_messages'],
    ['one knows whom one blocked', { isBlocked: true, blocks: true }, 'you_blocked'],
    ['who is gone takes none', { isThere: false }, 'takes_no_messages'],
  ])('%s', (_what, to, expected) => {
    expect(whyNotReach(member, { ...nothing, ...to })).toBe(expected);
  });

  it('is open to moderators of the forum whatever was chosen, but not by a token without their office', () => {
    expect(whyNotReach(moderator, { ...nothing, takesFrom: 'nobody', blocks: true })).toBeNull();
    expect(whyNotReach({ ...moderator, scope: 'write' }, { ...nothing, takesFrom: 'nobody' })).toBe(
      'takes_no_messages',
    );
    expect(whyNotReach(actorAs(4, 'member', [7]), { ...nothing, blocks: true })).toBe('takes_no_messages');
  });

  it('is a request to whoever never accepted the writer', () => {
    expect(stateOfAdded(member, nothing, false)).toBe('requested');
    expect(stateOfAdded(member, { ...nothing, follows: true }, false)).toBe('requested');
    expect(stateOfAdded(member, { ...nothing, hasAccepted: true }, false)).toBe('accepted');
    expect(stateOfAdded(member, { ...nothing, hasAccepted: true }, true)).toBe('requested');
    expect(stateOfAdded(moderator, nothing, true)).toBe('accepted');
  });

  it('brings at most eight together', () => {
    expect(whyNotTogether(1, 7)).toBeNull();
    expect(whyNotTogether(1, 8)).toBe('too_many_participants');
  });
});

describe('writing', () => {
  const other = (state: Other['state'], rest: Partial<Other> = {}): Other => ({
    ...{ state, blocks: false, isBlocked: false },
    ...rest,
  });
  it.each<[string, Parameters<typeof whyNotWriteInto>[0], Other[], string | null]>([
    ['one accepted', 'accepted', [other('accepted')], null],
    ['one of several did', 'accepted', [other('requested'), other('accepted')], null],
    ['nobody has answered', 'accepted', [other('requested')], 'awaits_acceptance'],
    ['refusing is not told', 'accepted', [other('refused')], 'awaits_acceptance'],
    ['all left', 'accepted', [other('left')], 'nobody_here'],
    ['the only one blocked the writer', 'accepted', [other('accepted', { blocks: true })], 'takes_no_messages'],
    ['the writer blocked the only one', 'accepted', [other('accepted', { isBlocked: true })], 'you_blocked'],
    ['another one is there', 'accepted', [other('accepted', { blocks: true }), other('accepted')], null],
    ['who was asked accepts first', 'requested', [other('accepted')], 'accept_first'],
    ['who refused is out', 'refused', [other('accepted')], 'not_found'],
    ['who left is out', 'left', [other('accepted')], 'not_found'],
    ['who takes no part is out', null, [other('accepted')], 'not_found'],
  ])('%s', (_what, state, others, expected) => {
    expect(whyNotWriteInto(state, others)).toBe(expected);
  });

  it('is read by those who take part or are asked to, and nobody else', () => {
    expect([null, 'requested', 'accepted', 'refused', 'left'].filter((s) => readsConversation(s as never))).toEqual([
      'requested',
      'accepted',
    ]);
  });
});
