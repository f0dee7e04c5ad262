/**
 * What staff do, and what is said to them, changes no rank: thousands of random histories on each database, each
 * kept twice, as it was and without all of that; and some more told through the actions, so that the incremental
 * path is proved too.
 */
import { eq } from 'drizzle-orm';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { postsOf } from '../../../server/forum/threads/recount-queries.ts';
import { factsOf } from '../../../server/rules/thread-state.ts';
import { addressPosts } from '../../../server/forum/upkeep/import-queries.ts';
import { fromEvents } from '../../../server/forum/rank/rank.ts';
import { insertAll } from '../../../server/platform/store/bulk.ts';
import { insertSpace } from '../../../server/forum/spaces/queries.ts';
import { makeBrand, makeStaff } from '../../support/brands.ts';
import { type Forum, makeForum, type Member } from '../../support/forum.ts';
import { type History, histories, type Told, withoutStaff } from '../../support/rank-histories.ts';
import { isLong } from '../../support/long.ts';
import { eachEngine } from '../../support/store.ts';
import { tell } from '../../support/rank-telling.ts';

const DAY = 86_400_000;
/** The sums are the same on both; PostgreSQL takes longer to be filled with them. */
const HISTORIES_ON = isLong ? { sqlite: 4_000, postgres: 2_000 } : { sqlite: 1_000, postgres: 500 };
const TOLD = isLong ? 60 : 15;
const AT_ONCE = 500;

eachEngine('among random histories', (engine) => {
  const HISTORIES = HISTORIES_ON[engine];
  let forum: Forum;
  let people: Member[];
  let labels: { grantId: number; brandId: number };
  afterEach(() => void vi.useRealTimers());

  beforeAll(async () => {
    forum = await makeForum(engine);
    const brand = await makeBrand(forum);
    people = [];
    for (let i = 0; i < 6; i++) people.push(await forum.member(`Member ${i + 1}`));
    for (let i = 0; i < 2; i++) people.push(await makeStaff(forum, `Staff ${i + 1}`, brand));
    labels = { grantId: 1, brandId: brand.id };
  });

  /** Writes histories as rows, thread k with id `base + k`. @returns the ids of the threads */
  async function keep(list: (History | null)[], base: number, spaceId: number): Promise<void> {
    const { t } = forum.adda.store.read;
    const rows = { threads: [] as object[], posts: [] as object[], labels: [] as object[], marks: [] as object[] };
    list.forEach((history, k) => history && addRows(rows, history, base + k, spaceId, `${base}`));
    await forum.adda.store.write(async (tx) => {
      for (const [table, all] of [
        [t.threads, rows.threads],
        [t.posts, rows.posts],
        [t.postLabels, rows.labels],
        [t.marks, rows.marks],
      ] as const)
        for (let i = 0; i < all.length; i += 5_000)
          await insertAll(tx, table as never, all.slice(i, i + 5_000) as never);
    });
  }

  function addRows(
    rows: { threads: object[]; posts: object[]; labels: object[]; marks: object[] },
    { posts, marks }: History,
    threadId: number,
    spaceId: number,
    source: string,
  ): void {
    const opening = posts[0]!;
    rows.threads.push({
      ...{ id: threadId, spaceId, authorId: people[opening.by]!.id, form: 'question', title: 'A history', slug: 'a' },
      ...{ excerpt: '', tagNames: [], createdAt: opening.at, lastPostAt: opening.at },
    });
    posts.forEach((post, i) => {
      const id = threadId * 40 + i;
      const parentId = post.under === null ? null : threadId * 40 + post.under;
      rows.posts.push({
        ...{ id, threadId, parentId, authorId: people[post.by]!.id, kind: post.kind, number: i + 1, markdown: '-' },
        ...{ html: '', isOnProbation: post.isOnProbation, source, externalId: String(id), createdAt: post.at },
        withdrawnAt: post.isWithdrawn ? post.at + 1 : null,
      });
      if (post.isStaff)
        rows.labels.push({
          ...{ postId: id, threadId, number: i + 1, brandName: 'Acme', label: 'Staff · Acme', at: post.at, ...labels },
        });
    });
    for (const { on, by, kind, at, isOnProbation } of marks)
      rows.marks.push({ postId: threadId * 40 + on, accountId: people[by]!.id, kind, threadId, isOnProbation, at });
  }

  it(`of ${HISTORIES}, all have the same rank and the same last words among members, to the bit, without staff`, async () => {
    const whole = histories(HISTORIES, 20_260_301);
    const reduced = whole.map(withoutStaff);
    await keep(whole, 100_000, forum.space.id);
    await keep(reduced, 200_000, forum.space.id);
    await forum.adda.store.write(async (tx) => {
      for (const source of ['100000', '200000']) await addressPosts(tx, source, 1, 1_000_000_000);
    });
    const conn = forum.adda.store.read;
    let ranked = 0;
    for (let i = 0; i < HISTORIES; i += AT_ONCE) {
      const part = [...Array(AT_ONCE).keys()].map((k) => i + k);
      const ranks = (base: number) =>
        fromEvents(
          conn,
          part.map((k) => ({ id: base + k, visible: true, closedAt: null, halfLifeHours: 7 })),
        );
      const [with_, without] = [await ranks(100_000), await ranks(200_000)];
      for (const k of part) {
        const [one, other] = [with_.get(100_000 + k)!, without.get(200_000 + k)!];
        if (reduced[k] === null) {
          // Begun by staff: nothing counts but what passed between members.
          expect(one.rankKey !== null, `history ${k}`).toBe(whole[k]!.hasMemberTalk);
          continue;
        }
        if (!Object.is(one.rankKey, other.rankKey) || !Object.is(one.spaceRankKey, other.spaceRankKey))
          expect({ k, ...one }).toEqual({ k, ...other });
        expect(one).toEqual(other);
        if (one.rankKey !== null) ranked++;
      }
    }
    expect(ranked).toBeGreaterThan(HISTORIES / 2);
    await expectSameLastWords(whole, reduced);
  });

  async function expectSameLastWords(whole: History[], reduced: (History | null)[]): Promise<void> {
    const conn = forum.adda.store.read;
    const lastWords = (posts: Awaited<ReturnType<typeof postsOf>>, k: number, base: number) =>
      factsOf({ form: 'question', authorId: people[whole[k]!.posts[0]!.by]!.id }, posts.get(base + k)!, {
        meToo: { all: 0, recent: 0 },
        excerpt: '',
      }).lastSaidAt;
    const ids = reduced.flatMap((without, k) => (without ? [k] : []));
    for (let i = 0; i < ids.length; i += AT_ONCE) {
      const part = ids.slice(i, i + AT_ONCE);
      const all = async (base: number) => {
        const posts = await postsOf(
          conn,
          part.map((k) => base + k),
        );
        return part.map((k) => lastWords(posts, k, base));
      };
      expect(await all(100_000)).toEqual(await all(200_000));
    }
  }

  it(`told through the actions, ${TOLD} of them end with the same rank, to the bit, and as counted recompute`, async () => {
    const { store } = forum.adda;
    vi.useFakeTimers({ toFake: ['Date'] });
    const conn = store.read;
    for (const [k, history] of histories(TOLD, 7, { isLive: true }).entries()) {
      const reduced = withoutStaff(history);
      const told: Told[] = [];
      for (const one of [history, reduced]) {
        if (!one) continue;
        // People of their own, so that nobody has been heard before; in their first days at first.
        vi.setSystemTime(history.posts[0]!.at - 2 * DAY);
        const cast = [];
        for (let i = 0; i < 6; i++) cast.push(await forum.member(`P${k}-${one === history ? 'a' : 'b'}-${i}`));
        told.push(await tell(forum, one, [...cast, ...people.slice(6)]));
      }
      const [first, second] = told;
      const row = async (id: number) => {
        const [thread] = await conn.q.select().from(conn.t.threads).where(eq(conn.t.threads.id, id));
        return thread!;
      };
      const one = await row(first!.threadId);
      if (second) {
        const other = await row(second.threadId);
        for (const column of [
          'rankKey',
          'spaceRankKey',
          'rankFacts',
          'probationKey',
          'spaceProbationKey',
          'lastPostAt',
          'visible',
        ] as const)
          expect({ k, [column]: one[column] }).toEqual({ k, [column]: other[column] });
        expect(Object.is(one.rankKey, other.rankKey)).toBe(true);
      }
      const recompute = (
        await fromEvents(conn, [{ id: first!.threadId, visible: one.visible, closedAt: null, halfLifeHours: null }])
      ).get(first!.threadId)!;
      expect(one.rankFacts ?? recompute.rankFacts).toEqual(recompute.rankFacts);
      if (one.rankKey === null || recompute.rankKey === null) expect(one.rankKey).toBe(recompute.rankKey);
      else expect(Math.abs(one.rankKey - recompute.rankKey)).toBeLessThan(1e-9);
    }
  });

  it('replacing staff by members who are there already established never lowers a rank', async () => {
    const whole = histories(2_000, 99);
    const replaced = whole.map(({ posts, ...rest }) => ({
      ...rest,
      posts: posts.map((post) =>
        post.isStaff
          ? {
              ...post,
              isStaff: false,
              isOnProbation: false,
              kind: post.kind === 'note' ? ('answer' as const) : post.kind,
            }
          : post,
      ),
    }));
    const space = await forum.adda.store.write((tx) =>
      insertSpace(tx, { slug: 'other', name: 'Other', kind: 'craft', charter: 'Another place.', createdAt: tx.now }),
    );
    await keep(whole, 300_000, space.id);
    await keep(replaced, 400_000, space.id);
    await forum.adda.store.write(async (tx) => {
      for (const source of ['300000', '400000']) await addressPosts(tx, source, 1, 1_000_000_000);
    });
    const all = (base: number) =>
      fromEvents(
        forum.adda.store.read,
        whole.map((_, k) => ({ id: base + k, visible: true, closedAt: null, halfLifeHours: null })),
      );
    const lowered: string[] = [];
    const [staff, members] = [await all(300_000), await all(400_000)];
    for (const k of whole.keys()) {
      const [before, after] = [staff.get(300_000 + k)!.rankKey, members.get(400_000 + k)!.rankKey];
      if (before !== null && (after === null || after < before - 1e-9)) lowered.push(`history ${k}`);
    }
    expect(lowered).toEqual([]);
  });
});

describe('the histories', () => {
  it('hold staff, members who speak to them, withdrawn posts and marks of every kind', () => {
    const all = histories(2_000, 1);
    const posts = all.flatMap((history) => history.posts);
    expect(posts.filter((post) => post.isStaff).length).toBeGreaterThan(1_000);
    expect(posts.filter((post) => post.isWithdrawn).length).toBeGreaterThan(100);
    expect(all.filter((history) => withoutStaff(history) === null).length).toBeGreaterThan(100);
    expect(new Set(all.flatMap((history) => history.marks.map(({ kind }) => kind))).size).toBe(4);
  });
});
