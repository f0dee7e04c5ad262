import { beforeAll, describe, expect, it } from 'vitest';
import { rebuildHealth } from '../../server/insight/health/actions.ts';
import { putSetting } from '../../server/platform/site/queries.ts';
import type { Conn } from '../../server/platform/store/store.ts';
import { counting } from '../support/counting.ts';
import { type Forum, makeForum, type Member } from '../support/forum.ts';
import { filesUnder } from '../support/sources.ts';
import { ask, setMark, write } from '../support/talk.ts';

/** How many queries a page may make for a visitor who is first to see it, whatever is in it. */
const CEILINGS: Record<string, number> = {
  '/': 4,
  '/needs-answer': 4,
  '/new.atom': 4,
  '/s/wheels': 7,
  '/s/wheels/tag/hub': 7,
  '/spaces': 3,
  '/t/1/why-does-my-wheel-wobble': 5,
  '/p/1': 6,
  '/u/rina': 7,
  '/search?q=wobble': 5,
  // The figures on moderation are four of them.
  '/health': 9,
  '/s/wheels/health': 6,
};

describe('a page', () => {
  let forum: Forum;
  let rina: Member;
  let asked: () => number;
  beforeAll(async () => {
    forum = await makeForum('sqlite');
    const jamal = await forum.member('Jamal');
    rina = await forum.member('Rina');
    for (let i = 0; i < 12; i++) {
      const { id } = await ask(forum, rina, { tags: ['hub'] });
      const answer = await write(forum, jamal, id, 'Tighten the spokes.');
      await write(forum, rina, id, 'Which?', { parentId: answer.id });
      await setMark(forum, rina, answer.id, 'accept');
    }
    await rebuildHealth(forum.adda);
    const counted = counting(forum.adda.store.read);
    asked = counted.asked;
    (forum.adda.store as { read: Conn }).read = counted.conn;
  });

  for (const [url, ceiling] of Object.entries(CEILINGS)) {
    it(`${url} makes at most ${ceiling} queries`, async () => {
      asked();
      const answer = await forum.get(url);
      const statements = asked();
      expect(answer.status, answer.text.slice(0, 200)).toBe(200);
      expect(statements).toBeGreaterThan(0);
      expect(statements).toBeLessThanOrEqual(ceiling);
    });
  }

  it('of a thread makes two more for a member: who they are, and their marks', async () => {
    asked();
    expect((await forum.get('/t/1/why-does-my-wheel-wobble', rina)).status).toBe(200);
    expect(asked()).toBeLessThanOrEqual(CEILINGS['/t/1/why-does-my-wheel-wobble']! + 2);
  });

  it('that is kept asks only whether it is still true, and nothing once it has asked', async () => {
    const askedBy = async (url: string) => {
      asked();
      await forum.get(url);
      return asked();
    };
    for (const url of ['/', '/s/wheels', '/new.atom', '/t/1/why-does-my-wheel-wobble', '/health']) {
      await forum.adda.store.write((tx) => putSetting(tx, 'test', url));
      await askedBy(url);
      expect(await askedBy(url), url).toBeLessThanOrEqual(3);
      expect(await askedBy(url), url).toBe(0);
    }
  });
});

/** Where a query is built once under a name. */
const NAMED = /\bprepared(?:<[^(]*>)?\(\s*(?:'([^']+)'|`([^`]+)`)/g;

describe('a query that is built once', () => {
  it('has a name that no other has: on PostgreSQL all connections share what stands under it', () => {
    const names = [...filesUnder('server').values()].flatMap((text) =>
      [...text.matchAll(NAMED)].map(([, name, shaped]) => name ?? shaped!),
    );
    expect(names.length).toBeGreaterThan(50);
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
  });
});
