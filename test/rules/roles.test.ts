import { describe, expect, it } from 'vitest';
import {
  type Actor,
  whyNotAdminister,
  whyNotEdit,
  whyNotEnter,
  whyNotStartThread,
  whyNotWithdraw,
} from '../../server/rules/roles.ts';
import { ROLES, type Role } from '../../shared/words.ts';

const actor = (role: Role, id = 1): Actor => ({ id, role });

describe('a role', () => {
  it('of any kind or none enters what is for all', () => {
    for (const rule of ['anyone', 'visitor'] as const)
      for (const who of [null, ...ROLES.map((role) => actor(role))]) expect(whyNotEnter(rule, who)).toBeNull();
  });

  it('of any kind enters what is for members; visitors sign in', () => {
    for (const role of ROLES) expect(whyNotEnter('member', actor(role))).toBeNull();
    expect(whyNotEnter('member', null)).toBe('not_signed_in');
  });

  it('of an admin alone administers', () => {
    for (const role of ROLES) {
      const wanted = role === 'admin' ? null : 'forbidden';
      expect([whyNotEnter('admin', actor(role)), whyNotAdminister(actor(role))], role).toEqual([wanted, wanted]);
    }
    expect([whyNotEnter('admin', null), whyNotAdminister(null)]).toEqual(['not_signed_in', 'not_signed_in']);
  });

  it('gives nobody power over the posts of others', () => {
    for (const role of ROLES) {
      expect(whyNotEdit(actor(role), { authorId: 2, withdrawnAt: null })).toBe('not_yours');
      expect(whyNotWithdraw(actor(role), { authorId: 2 })).toBe('not_yours');
      expect(whyNotEdit(actor(role), { authorId: null, withdrawnAt: null })).toBe('not_yours');
    }
  });

  it('lets authors edit what is there, and withdraw or restore always', () => {
    expect(whyNotEdit(actor('member'), { authorId: 1, withdrawnAt: null })).toBeNull();
    expect(whyNotEdit(actor('member'), { authorId: 1, withdrawnAt: 5 })).toBe('withdrawn');
    expect(whyNotWithdraw(actor('member'), { authorId: 1 })).toBeNull();
    expect([whyNotEdit(null, { authorId: 1, withdrawnAt: null }), whyNotWithdraw(null, { authorId: 1 })]).toEqual([
      'not_signed_in',
      'not_signed_in',
    ]);
  });

  it('of staff starts no thread', () => {
    expect(ROLES.map((role) => whyNotStartThread(actor(role)))).toEqual([null, 'staff_cannot', null, null]);
    expect(whyNotStartThread(null)).toBe('not_signed_in');
  });
});
