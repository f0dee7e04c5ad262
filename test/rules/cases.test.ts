import { describe, expect, it } from 'vitest';
import {
  answeredBy,
  type CaseMatter,
  contentAt,
  isAboutCase,
  isClaimedByOther,
  queueAt,
  REPORTER_MS,
  whyNotDecideCase,
} from '../../server/rules/cases.ts';
import { type Actor, actorAs } from '../../server/rules/roles.ts';
import { ROLES } from '../../shared/words.ts';

const HERE = 1;
const matter: CaseMatter = {
  target: 'post',
  ...{ spaceId: HERE, authorId: 6, hasReported: false, hasDecided: false, concernsBrand: false, isOnlyOne: false },
};
const actor = (role: (typeof ROLES)[number], id = 1): Actor => actorAs(id, role, []);
const moderatorOf = (spaceId: number): Actor => actorAs(1, 'member', [spaceId]);

describe('a case', () => {
  it('is decided by those who moderate where it is', () => {
    expect(ROLES.map((role) => whyNotDecideCase(actor(role), matter, false))).toEqual([
      ...['forbidden', 'forbidden', null, null],
    ]);
    expect(whyNotDecideCase(null, matter, false)).toBe('not_signed_in');
    expect(whyNotDecideCase(moderatorOf(HERE), matter, false)).toBeNull();
    expect(whyNotDecideCase(moderatorOf(2), matter, false)).toBe('not_found');
    expect(whyNotDecideCase(moderatorOf(HERE), { ...matter, spaceId: null }, false)).toBe('not_found');
  });

  it('is decided by nobody whom it concerns, who reported it, or who decided about it before', () => {
    const moderator = actor('moderator');
    expect(whyNotDecideCase(actor('admin', 6), matter, false)).toBe('own_matter');
    expect(whyNotDecideCase(moderator, { ...matter, hasReported: true }, false)).toBe('own_matter');
    expect(whyNotDecideCase(moderator, { ...matter, hasDecided: true }, false)).toBe('own_act');
    expect(whyNotDecideCase(moderator, { ...matter, hasDecided: true, isOnlyOne: true }, false)).toBeNull();
  });

  it('of a space is decided by moderators of the forum, not by those of that space', () => {
    const ofSpace = { ...matter, target: 'space' as const, authorId: null };
    expect(whyNotDecideCase(moderatorOf(HERE), ofSpace, false)).toBe('own_matter');
    expect(whyNotDecideCase(moderatorOf(2), ofSpace, false)).toBe('not_found');
    expect(whyNotDecideCase(actor('moderator'), ofSpace, false)).toBeNull();
    expect(whyNotDecideCase(actorAs(1, 'moderator', [HERE]), ofSpace, false)).toBeNull();
  });

  it('that is about brands is decided by nobody with a stake in one', () => {
    const moderator = actor('moderator');
    expect(whyNotDecideCase(moderator, { ...matter, concernsBrand: true }, true)).toBe('affiliated');
    expect(whyNotDecideCase(moderator, { ...matter, concernsBrand: true }, false)).toBeNull();
    expect(whyNotDecideCase(moderator, matter, true)).toBeNull();
  });

  it('comes earlier for each who reported it, up to a week', () => {
    expect(queueAt(1_000, 1)).toBe(1_000);
    expect(queueAt(1_000, 3)).toBe(1_000 - 2 * REPORTER_MS);
    expect(queueAt(1_000, 1_000)).toBe(1_000 - 7 * 24 * 3_600_000);
  });

  it('is somebody’s until their time is over', () => {
    const claim = { claimedBy: 2, claimedUntil: 100 };
    expect([99, 100].map((now) => isClaimedByOther(claim, 1, now))).toEqual([true, false]);
    expect(isClaimedByOther(claim, 2, 99)).toBe(false);
    expect(isClaimedByOther({ claimedBy: null, claimedUntil: null }, 1, 99)).toBe(false);
  });

  it('is met by acts on the thing, what is around it and who wrote it', () => {
    const post = { target: 'post' as const, postId: 7, threadId: 3, accountId: 6, spaceId: HERE };
    const act = { postId: null, threadId: null, accountId: null, spaceId: HERE };
    expect(isAboutCase(post, { ...act, target: 'post', postId: 7, threadId: 3 })).toBe(true);
    expect(isAboutCase(post, { ...act, target: 'post', postId: 8, threadId: 3 })).toBe(false);
    expect(isAboutCase(post, { ...act, target: 'thread', threadId: 3 })).toBe(true);
    expect(isAboutCase(post, { ...act, target: 'member', accountId: 6 })).toBe(true);
    expect(isAboutCase(post, { ...act, target: 'member', accountId: 5 })).toBe(false);
    expect(isAboutCase({ ...post, accountId: null }, { ...act, target: 'member', accountId: null })).toBe(false);
    const member = { target: 'member' as const, postId: null, threadId: null, accountId: 6, spaceId: null };
    expect(isAboutCase(member, { ...act, target: 'post', postId: 9, accountId: 6 })).toBe(true);
    const space = { ...member, target: 'space' as const, accountId: null, spaceId: HERE };
    expect(isAboutCase(space, { ...act, target: 'thread', threadId: 9 })).toBe(true);
    expect(isAboutCase(space, { ...act, target: 'thread', threadId: 9, spaceId: 2 })).toBe(false);
  });
});

it('an address leads to a post, a thread, a member or a space of this forum, or to nothing', () => {
  const at = (text: string) => contentAt(text, 'https://adda.example');
  expect(at('https://adda.example/t/7/how-do-i?x=1#p')).toEqual({ target: 'thread', id: 7 });
  expect(at('https://adda.example/t/7/how/3')).toEqual({ target: 'place', threadId: 7, number: 3 });
  expect(at(' /p/12 ')).toEqual({ target: 'post', id: 12 });
  expect(at('/u/%E0%A6%B0')).toEqual({ target: 'member', slug: 'র' });
  expect(at('http://adda.example/s/wheels/new')).toEqual({ target: 'space', slug: 'wheels' });
  for (const text of [
    '',
    '/',
    'https://other.example/t/7',
    '/t/x',
    '/t/99999999999',
    '/p/0',
    '/u/%',
    '/u/%00',
    '/s/',
    'javascript:1',
  ])
    expect(at(text), text).toBeNull();
  expect(at('//other.example/t/7')).toBeNull();
  expect(at('https://adda.example@other.example/t/7')).toBeNull();
});

describe('an act answers', () => {
  const opening = { postId: 7, threadId: 3 };
  const answered = (target: 'post' | 'thread' | 'member', verb: Parameters<typeof answeredBy>[0]['verb'], id: number) =>
    answeredBy({ target, verb, id }, target === 'member' ? null : opening).map(
      (one) => `${one.target} ${one.subjectId}`,
    );
  it('what reports ask for, of a thread with the post that began it', () => {
    expect(answered('post', 'hide', 7)).toEqual(['post 7', 'thread 3']);
    expect(answered('thread', 'hide', 3)).toEqual(['post 7', 'thread 3']);
    expect(answered('thread', 'lock', 3)).toEqual(['thread 3']);
    expect(answered('post', 'remind', 7)).toEqual(['post 7']);
    expect(answered('member', 'suspend', 5)).toEqual(['member 5']);
    expect(answeredBy({ target: 'post', verb: 'remove', id: 8 }, null)).toEqual([{ target: 'post', subjectId: 8 }]);
  });

  it('nothing that keeps house or takes an act back', () => {
    for (const verb of ['show', 'approve', 'edit', 'as-reply'] as const) expect(answered('post', verb, 7)).toEqual([]);
    for (const verb of ['move', 'pin', 'slow', 'unlock'] as const) expect(answered('thread', verb, 3)).toEqual([]);
    for (const verb of ['unsilence', 'end-sessions'] as const) expect(answered('member', verb, 5)).toEqual([]);
  });
});
