import { describe, expect, it } from 'vitest';
import {
  type Actor,
  actorAs,
  knowsWhetherOutdated,
  moderates,
  whyNotAdminister,
  whyNotEdit,
  whyNotAuthorized,
  whyNotOpenEarlyAccess,
  whyNotStartThread,
  whyNotHoldOffice,
  whyNotModerate,
  whyNotModerateAnything,
  whyNotSpeakForBrand,
  whyNotWithdraw,
} from '../../server/rules/roles.ts';
import { mayInForum, mayInSpace } from '../../server/rules/may.ts';
import { MEMBER_FORMS, ROLES, type Role, STAFF_FORMS } from '../../shared/words.ts';

const actor = (role: Role, id = 1): Actor => actorAs(id, role);
const HERE = 7;
const ELSEWHERE = 8;
const moderatorOf = (space: number, id = 1): Actor => actorAs(id, 'member', [space]);

describe('a role', () => {
  it('of any kind or none enters what is for all', () => {
    for (const rule of ['anyone', 'visitor'] as const)
      for (const who of [null, ...ROLES.map((role) => actor(role))]) expect(whyNotAuthorized(rule, who)).toBeNull();
  });

  it('of any kind enters what is for members; visitors sign in', () => {
    for (const role of ROLES) expect(whyNotAuthorized('member', actor(role))).toBeNull();
    expect(whyNotAuthorized('member', null)).toBe('not_signed_in');
  });

  it('of an admin alone administers', () => {
    for (const role of ROLES) {
      const wanted = role === 'admin' ? null : 'forbidden';
      expect([whyNotAuthorized('admin', actor(role)), whyNotAdminister(actor(role))], role).toEqual([wanted, wanted]);
    }
    expect([whyNotAuthorized('admin', null), whyNotAdminister(null)]).toEqual(['not_signed_in', 'not_signed_in']);
  });

  it('gives nobody power over the posts of others', () => {
    for (const role of ROLES) {
      expect(whyNotEdit(actor(role), { authorId: 2, withdrawnAt: null, isLabelled: false })).toBe('not_yours');
      expect(whyNotWithdraw(actor(role), { authorId: 2 })).toBe('not_yours');
      expect(whyNotEdit(actor(role), { authorId: null, withdrawnAt: null, isLabelled: false })).toBe('not_yours');
    }
  });

  it('lets authors edit what is there, and withdraw or restore always', () => {
    expect(whyNotEdit(actor('member'), { authorId: 1, withdrawnAt: null, isLabelled: false })).toBeNull();
    expect(whyNotEdit(actor('member'), { authorId: 1, withdrawnAt: 5, isLabelled: false })).toBe('withdrawn');
    expect(whyNotWithdraw(actor('member'), { authorId: 1 })).toBeNull();
    expect([
      whyNotEdit(null, { authorId: 1, withdrawnAt: null, isLabelled: false }),
      whyNotWithdraw(null, { authorId: 1 }),
    ]).toEqual(['not_signed_in', 'not_signed_in']);
  });

  it('of staff starts its own forms and no other; no other role starts those', () => {
    for (const form of MEMBER_FORMS.filter((one) => one !== 'resource'))
      expect(ROLES.map((role) => whyNotStartThread(actor(role), form))).toEqual([null, 'staff_form', null, null]);
    expect(ROLES.map((role) => whyNotStartThread(actor(role), 'resource'))).toEqual([null, null, null, null]);
    for (const form of STAFF_FORMS.filter((one) => one !== 'resource'))
      expect(ROLES.map((role) => whyNotStartThread(actor(role), form))).toEqual([
        'not_staff',
        null,
        'not_staff',
        'not_staff',
      ]);
    expect(whyNotStartThread(null, 'question')).toBe('not_signed_in');
  });

  it('of staff leaves alone what was written as a member', () => {
    expect(whyNotEdit(actor('staff'), { authorId: 1, withdrawnAt: null, isLabelled: false })).toBe('staff_cannot');
    expect(whyNotEdit(actor('staff'), { authorId: 1, withdrawnAt: null, isLabelled: true })).toBeNull();
  });

  it('opens the door as asker or moderator only, and never as staff', () => {
    const question = { authorId: 1, form: 'question' as const, closedAt: null };
    expect(whyNotOpenEarlyAccess(actor('member'), question, HERE)).toBeNull();
    expect(whyNotOpenEarlyAccess(actor('member', 2), question, HERE)).toBe('not_the_asker');
    expect(whyNotOpenEarlyAccess(actor('moderator', 2), question, HERE)).toBeNull();
    expect(whyNotOpenEarlyAccess(actor('staff'), question, HERE)).toBe('staff_cannot');
    expect(whyNotOpenEarlyAccess(actor('member'), { ...question, form: 'discussion' }, HERE)).toBe('not_a_question');
    expect(whyNotOpenEarlyAccess(actor('member'), { ...question, closedAt: 1 }, HERE)).toBe('closed');
  });

  it('of a space’s moderator does in that space what a moderator does, and elsewhere nothing', () => {
    const question = { authorId: 2, form: 'question' as const, closedAt: null };
    const answers = (who: Actor) => [
      whyNotModerate(who, HERE),
      whyNotOpenEarlyAccess(who, question, HERE),
      knowsWhetherOutdated(who!, { authorId: 2, askerId: 3, spaceId: HERE }),
    ];
    expect(answers(moderatorOf(HERE))).toEqual([null, null, true]);
    expect(answers(moderatorOf(HERE))).toEqual(answers(actor('moderator')));
    expect(answers(moderatorOf(ELSEWHERE))).toEqual(['forbidden', 'not_the_asker', false]);
    expect(answers(moderatorOf(ELSEWHERE))).toEqual(answers(actor('member')));
  });

  it('of a space’s moderator does nothing for the forum as a whole', () => {
    expect(whyNotModerate(moderatorOf(HERE), null)).toBe('forbidden');
    expect(whyNotModerate(actor('moderator'), null)).toBeNull();
    expect([whyNotAuthorized('admin', moderatorOf(HERE)), whyNotAuthorized('moderator', moderatorOf(HERE))]).toEqual([
      'forbidden',
      null,
    ]);
  });

  it('of staff moderates nothing, whatever the rows say', () => {
    expect(moderates('staff', [HERE])).toEqual(new Set());
    expect(whyNotModerateAnything(actorAs(1, 'staff', [HERE]))).toBe('forbidden');
  });

  it('with power over others never speaks for a brand, and the other way round', () => {
    expect(ROLES.map((role) => whyNotSpeakForBrand(actorAs(1, role)))).toEqual([null, null, 'has_power', 'has_power']);
    expect(whyNotSpeakForBrand(actorAs(1, 'member', [HERE]))).toBe('has_power');
    expect(ROLES.map((role) => whyNotHoldOffice({ role }))).toEqual([null, 'is_staff', null, null]);
  });

  it('shows in pages what its holder may do', () => {
    const forum = { operator: null, formerOperator: null };
    const may = (who: Actor) => {
      const { administer, makeSpace, moderate, proposeSpace } = mayInForum(who, forum, 0);
      return { administer, makeSpace, moderate, proposeSpace, editSpace: mayInSpace(who, HERE).editSpace };
    };
    const nothing = { administer: false, makeSpace: false, moderate: false, proposeSpace: false, editSpace: false };
    expect(may(null)).toEqual(nothing);
    expect(may(actor('staff'))).toEqual(nothing);
    expect(may(actor('member'))).toEqual({ ...nothing, proposeSpace: true });
    expect(may(moderatorOf(HERE))).toEqual({ ...nothing, proposeSpace: true, moderate: true, editSpace: true });
    expect(may(moderatorOf(ELSEWHERE))).toEqual({ ...nothing, proposeSpace: true, moderate: true });
    expect(may(actor('moderator'))).toEqual({ ...nothing, makeSpace: true, moderate: true, editSpace: true });
    expect(may(actor('admin'))).toEqual({
      administer: true,
      makeSpace: true,
      moderate: true,
      proposeSpace: false,
      editSpace: true,
    });
  });
});
