/** What the database does for a page of a feed, of 200,000 threads: it walks along an index, sorts nothing, reads no table through. */
import { beforeAll, expect, it } from 'vitest';
import {
  type Cursor,
  feedRows,
  FEEDS,
  feedOrder,
  type OpenFeed,
  type Scope,
} from '../../../server/forum/feeds/queries.ts';
import { rankedOf } from '../../../server/forum/feeds/following-queries.ts';
import type { Conn } from '../../../server/platform/store/store.ts';
import { EVERYBODY } from '../../../server/platform/audience/audience.ts';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { eachEngine } from '../../support/store.ts';

const THREADS = 200_000;
const SPACES = 20;

type Built = { toSQL(): { sql: string; params: unknown[] } };

eachEngine('a page of a feed', (engine) => {
  let forum: Forum;
  let rina: Member;
  let spaceId: number;
  let tagId: number;
  beforeAll(async () => {
    forum = await makeForum(engine);
    rina = await forum.member('Rina');
    await forum.adda.store.write(async (tx) => {
      for (let i = 0; i < SPACES; i++)
        await tx.raw(
          `insert into spaces (slug, name, kind, charter, created_at) values ('room-${i}', 'Room ${i}', 'craft', 'A room for many.', 1)`,
        );
      [{ id: spaceId }] = (await tx.raw<{ id: number }>("select id from spaces where slug = 'room-3'")) as [
        { id: number },
      ];
      await tx.raw(`insert into tags (space_id, name, thread_count) values (${spaceId}, 'busy', 1)`);
      [{ id: tagId }] = (await tx.raw<{ id: number }>("select id from tags where name = 'busy'")) as [{ id: number }];
      const numbers =
        engine === 'sqlite'
          ? `with recursive numbers (n) as (select 1 union all select n + 1 from numbers where n < ${THREADS}) select`
          : 'select';
      const from = engine === 'sqlite' ? 'from numbers' : `from generate_series(1::bigint, ${THREADS}) numbers (n)`;
      const yes = engine === 'sqlite' ? '1' : 'true';
      await tx.raw(`insert into threads (space_id, author_id, form, title, slug, excerpt, tag_names, created_at, last_post_at, rank_key, space_rank_key, needs_answer, needs_key)
        ${numbers} ${spaceId} - 3 + n % ${SPACES}, case when n % 50 = 0 then ${rina.id} end, 'question', 'A thread', 'a', '', '[]', n, n, (n * 7919 % 200003) / 10.0, (n * 104729 % 200003) / 10.0, ${engine === 'sqlite' ? 'n % 3 = 0' : '(n % 3 = 0)'}, n * 31 % 200003 ${from}`);
      await tx.raw(`insert into thread_tags (thread_id, tag_id, created_at, rank_key, space_rank_key, needs_key)
        select id, ${tagId}, created_at, rank_key, space_rank_key, case when needs_answer = ${yes} then needs_key end from threads where space_id = ${spaceId}`);
      await tx.raw('analyze');
    });
  });

  /** The statement that a query runs, and its plan with these values. */
  async function planOf(run: (conn: Conn) => Promise<unknown>): Promise<string[]> {
    const { read } = forum.adda.store;
    let built: Built | null = null;
    let given: Record<string, unknown> = {};
    await run({
      ...read,
      prepared: (_name, build) => ({
        async execute(values = {}) {
          built = build(read.q, read.t) as unknown as Built;
          given = values;
          return [];
        },
      }),
    });
    const { sql, params } = built!.toSQL();
    const values = params.map((param) =>
      typeof param === 'object' && param !== null && 'name' in param ? given[(param as { name: string }).name] : param,
    );
    const explain = engine === 'sqlite' ? 'explain query plan' : 'explain';
    const rows = await read.raw<Record<string, string>>(`${explain} ${sql}`, values);
    return rows.map((row) => row.detail ?? row['QUERY PLAN'] ?? '');
  }

  function expectWalk(plan: string[], what: string): void {
    const text = plan.join('\n');
    if (engine === 'sqlite') {
      expect(text, what).not.toMatch(/TEMP B-TREE|AUTOMATIC/);
      for (const line of plan.filter((one) => /^(SCAN|SEARCH) (threads|thread_tags)/.test(one)))
        expect(line, `${what}\n${text}`).toMatch(/USING (COVERING )?INDEX|USING INTEGER PRIMARY KEY/);
      expect(
        plan.some((one) => /INDEX (threads|thread_tags)_/.test(one)),
        text,
      ).toBe(true);
    } else {
      expect(text, what).not.toMatch(/\bSort\b|Seq Scan on (threads|thread_tags)|Bitmap/);
      expect(text, what).toMatch(/Index (Only )?Scan( Backward)? using (threads|thread_tags)_/);
    }
  }

  const scopes = (): Record<string, Scope> => ({
    forum: { spaceId: null, tagId: null },
    space: { spaceId, tagId: null },
    tag: { spaceId, tagId },
  });
  const CURSORS: Record<string, Cursor | null> = { first: null, 'behind another': { key: 9_000, id: 77 } };

  for (const feed of FEEDS.filter((one): one is OpenFeed => one !== 'following'))
    for (const [behind, cursor] of Object.entries(CURSORS))
      it(`of ${feed}, ${behind}, walks along an index, for the forum, a space and a tag`, async () => {
        for (const audience of [EVERYBODY, { ...EVERYBODY, key: 's2', spaces: [2, 3] }])
          for (const [name, scope] of Object.entries(scopes())) {
            expectWalk(await planOf((conn) => feedRows(conn, audience, feed, scope, cursor)), `${feed} of the ${name}`);
            expectWalk(
              await planOf((conn) => feedOrder(conn, audience, feed, scope, cursor)),
              `version of ${feed}, ${name}`,
            );
          }
      });

  for (const kind of ['space', 'tag', 'member'] as const)
    it(`of what one follows, by ${kind}, walks along an index`, async () => {
      const targetId = { space: spaceId, tag: tagId, member: rina.id }[kind];
      for (const cursor of Object.values(CURSORS)) {
        const run = (conn: Conn) =>
          rankedOf(conn, EVERYBODY, { kind, targetId }, { spaceId: null, tagId: null }, cursor, 26);
        expectWalk(await planOf(run), `following a ${kind}`);
      }
    });

  it('goes on behind a cursor without a gap and without repeating, by rank', async () => {
    const seen = new Set<number>();
    let cursor: Cursor | null = null;
    const keys: number[] = [];
    for (let page = 0; page < 20; page++) {
      const rows = await feedRows(forum.adda.store.read, EVERYBODY, 'among-members', scopes()['forum']!, cursor);
      for (const row of rows.slice(0, 25)) {
        seen.add(row.id);
        keys.push(row.rankKey!);
      }
      const last = rows[24]!;
      cursor = { key: last.rankKey!, id: last.id };
    }
    expect(seen.size).toBe(500);
    expect(keys).toEqual(keys.toSorted((a, b) => b - a));
  });
});
