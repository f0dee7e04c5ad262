import { beforeAll, describe, expect, it } from 'vitest';
import { rebuildHealth } from '../../server/insight/health/actions.ts';
import { putSetting } from '../../server/platform/site/queries.ts';
import type { Conn } from '../../server/platform/store/store.ts';
import { type Forum, makeForum, type Member } from '../support/forum.ts';
import { ask, setMark, write } from '../support/talk.ts';

let statements = 0;

/** Counts what a connection is asked: each built query that is awaited, each prepared one that runs. */
function counting(conn: Conn): Conn {
  const watched = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null || !('then' in value)) return value;
    return new Proxy(value, {
      get(target, name) {
        const found = Reflect.get(target, name) as unknown;
        if (name === 'then')
          return (...args: unknown[]) => (
            (statements += 1),
            (found as (...all: unknown[]) => unknown).apply(target, args)
          );
        return typeof found === 'function'
          ? (...args: unknown[]) => watched((found as (...all: unknown[]) => unknown).apply(target, args))
          : found;
      },
    });
  };
  const started =
    (name: 'select' | 'selectDistinct') =>
    (...args: unknown[]) => {
      const builder = (conn.q[name] as (...all: unknown[]) => { from(...all: unknown[]): unknown })(...args);
      return { from: (...all: unknown[]) => watched(builder.from(...all)) };
    };
  return {
    ...conn,
    q: { ...conn.q, select: started('select'), selectDistinct: started('selectDistinct') } as unknown as Conn['q'],
    prepared: (name, build) => {
      const query = conn.prepared(name, build);
      return { execute: (values) => ((statements += 1), query.execute(values)) };
    },
    raw: (statement, values) => ((statements += 1), conn.raw(statement, values)),
  };
}

/** How many queries a page may make for a visitor who is first to see it, whatever is in it. */
const CEILINGS: Record<string, number> = {
  '/': 4,
  '/needs-answer': 4,
  '/new.atom': 4,
  '/s/wheels': 6,
  '/s/wheels/tag/hub': 7,
  '/spaces': 3,
  '/t/1/why-does-my-wheel-wobble': 5,
  '/p/1': 6,
  '/u/rina': 4,
  '/search?q=wobble': 5,
  '/health': 5,
  '/s/wheels/health': 6,
};

describe('a page', () => {
  let forum: Forum;
  let rina: Member;
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
    (forum.adda.store as { read: Conn }).read = counting(forum.adda.store.read);
  });

  for (const [url, ceiling] of Object.entries(CEILINGS)) {
    it(`${url} makes at most ${ceiling} queries`, async () => {
      statements = 0;
      const answer = await forum.get(url);
      expect(answer.status, answer.text.slice(0, 200)).toBe(200);
      expect(statements).toBeGreaterThan(0);
      expect(statements).toBeLessThanOrEqual(ceiling);
    });
  }

  it('of a thread makes two more for a member: who they are, and their marks', async () => {
    statements = 0;
    expect((await forum.get('/t/1/why-does-my-wheel-wobble', rina)).status).toBe(200);
    expect(statements).toBeLessThanOrEqual(CEILINGS['/t/1/why-does-my-wheel-wobble']! + 2);
  });

  it('that is kept asks only whether it is still true, and nothing once it has asked', async () => {
    const asked = async (url: string) => {
      statements = 0;
      await forum.get(url);
      return statements;
    };
    for (const url of ['/', '/s/wheels', '/new.atom', '/t/1/why-does-my-wheel-wobble', '/health']) {
      await forum.adda.store.write((tx) => putSetting(tx, 'test', url));
      await asked(url);
      expect(await asked(url), url).toBeLessThanOrEqual(3);
      expect(await asked(url), url).toBe(0);
    }
  });
});
