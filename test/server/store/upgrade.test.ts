/** Forums of every release, with rows in every table, become forums of today and lose nothing. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Adda } from '../../../server/platform/adda.ts';
import { verifyLog } from '../../../server/platform/audit/actions.ts';
import { rebuildStale } from '../../../server/forum/upkeep/rebuild.ts';
import { pageNow } from '../../../server/platform/site/page-queries.ts';
import { site } from '../../../server/platform/site/queries.ts';
import { openStore } from '../../../server/platform/store/open.ts';
import { BOOKKEEPING, readMigrations } from '../../../server/platform/store/migrate.ts';
import type { Engine, Store } from '../../../server/platform/store/store.ts';
import { appOn } from '../../support/forum.ts';
import {
  countsOf,
  forumOf,
  type Release,
  RELEASES,
  schemaOf,
  withRaw,
  underTodaysNames,
} from '../../support/releases.ts';
import { eachEngine, freshDatabase } from '../../support/store.ts';
import { wireConsumers } from '../../../server/platform/events/consumers.ts';
import { FEATURES } from '../../../server/features.ts';

/** What every forum answers, with or without rows. */
const PAGES = ['/', '/new', '/needs-answer', '/spaces', '/search?q=wheel', '/health', '/new.atom', '/u/rina'];

async function freshSchema(engine: Engine): Promise<string[]> {
  const url = await freshDatabase(engine);
  const store = openStore(url);
  await store.migrate();
  await store.close();
  return schemaOf(engine, url);
}

async function upgraded(url: string): Promise<Store> {
  const store = openStore(url);
  await store.migrate();
  return store;
}

for (const release of Object.keys(RELEASES) as Release[]) {
  eachEngine(`a forum of ${release}`, (engine) => {
    let url: string;
    let before: Record<string, number>;
    let store: Store;
    beforeAll(async () => {
      url = await forumOf(engine, release);
      before = await countsOf(engine, url);
      const set =
        engine === 'sqlite' ? `json_set(value, '$.rules', 'Be kind.')` : `jsonb_set(value, '{rules}', '"Be kind."')`;
      await withRaw(engine, url, (raw) => raw.run(`update settings set value = ${set} where key = 'site'`));
      store = await upgraded(url);
    });
    afterAll(() => store.close());

    it('held a row in every table of that release', () => {
      expect(Object.keys(before).length).toBeGreaterThan(15);
      expect(Object.entries(before).filter(([, count]) => count === 0)).toEqual([]);
    });

    it('says its house rules on their page', async () => {
      const forum = await site(store.read);
      expect(forum).not.toHaveProperty('rules');
      expect(forum.pages).toEqual({ rules: [forum.languages[0]] });
      expect(await pageNow(store.read, 'rules', forum.languages[0]!)).toMatchObject({ markdown: 'Be kind.' });
    });

    it('has as many rows as before in every table', async () => {
      expect(await countsOf(engine, url)).toMatchObject(underTodaysNames(before));
    });

    it('has the tables, keys, indexes and triggers of a new one', async () => {
      expect(await schemaOf(engine, url)).toEqual(await freshSchema(engine));
    });

    it('points at nothing that is not there', async () => {
      if (engine === 'sqlite')
        expect(await withRaw(engine, url, (raw) => raw.all('pragma foreign_key_check'))).toEqual([]);
      const rows = await withRaw(engine, url, (raw) =>
        raw.all('select count(*) as n from posts p left join threads t on t.id = p.thread_id where t.id is null'),
      );
      expect(Number(rows[0]!.n)).toBe(0);
    });

    it('has each report in a case of its post, and those that wait of one post in one', async () => {
      const { reports, cases } = store.read.t;
      const found = await store.read.q.select().from(reports);
      const all = new Map((await store.read.q.select().from(cases)).map((one) => [one.id, one]));
      // Nobody could report anything in the first release.
      expect(found.length > 0).toBe(release !== '0.1.0');
      for (const { caseId, postId, state } of found)
        expect(all.get(caseId)).toMatchObject({ target: 'post', postId, subjectId: postId, state });
      const open = [...all.values()].filter(({ state }) => state === 'open').map(({ postId }) => postId);
      expect(new Set(open).size).toBe(open.length);
      const [next] = await store.write((tx) =>
        tx.q
          .insert(cases)
          .values({ target: 'space', subjectId: 1, queueAt: tx.now, createdAt: tx.now })
          .returning({ id: cases.id }),
      );
      expect(all.has(next!.id)).toBe(false);
    });

    it('has its log whole', async () => {
      const { adda, app } = await appOn(store);
      expect((await verifyLog(adda)).wrong).toBe(null);
      await app.close();
    });

    it('answers on its pages, old threads and addresses', async () => {
      const { get, app } = await appOn(store);
      const { threads: t } = store.read.t;
      const threads = await store.read.q.select({ id: t.id, slug: t.slug, visible: t.visible }).from(t);
      expect(threads.length).toBeGreaterThan(4);
      for (const page of PAGES) expect([page, (await get(page)).status]).toEqual([page, 200]);
      for (const { id, slug, visible } of threads)
        expect([id, (await get(`/t/${id}/${encodeURIComponent(slug)}`)).status]).toEqual([id, visible ? 200 : 404]);
      expect((await get('/search?q=spokes')).text).toContain('Why does my rear wheel wobble?');
      await app.close();
    });

    it('gives new rows new ids', async () => {
      const { spaces } = store.read.t;
      const ids = (await store.read.q.select({ id: spaces.id }).from(spaces)).map(({ id }) => id);
      const [made] = await store.write((tx) =>
        tx.q
          .insert(spaces)
          .values({ slug: 'brand-new', name: 'Brand new', kind: 'craft', charter: 'New.', createdAt: tx.now })
          .returning({ id: spaces.id }),
      );
      expect(made!.id).toBeGreaterThan(Math.max(...ids));
    });
  });
}

describe('a migration that was released', () => {
  for (const release of Object.keys(RELEASES) as Release[])
    it(`is what ${release} had, to the letter`, () => {
      const kept = readFileSync(path.join('test', 'fixtures', 'upgrade', `${release}.sql`), 'utf8');
      for (const engine of ['sqlite', 'postgres'] as const) {
        const table = engine === 'sqlite' ? BOOKKEEPING : `drizzle.${BOOKKEEPING}`;
        const noted = kept.split('\n').find((line) => line.startsWith(`--${engine}: insert into ${table} `));
        const notes = [...noted!.matchAll(/\('([0-9a-f]{64})', (\d+)\)/g)].map(([, hash, when]) => [
          hash,
          Number(when),
        ]);
        const today = readMigrations(engine).slice(0, RELEASES[release]);
        expect(today.map(({ hash, when }) => [hash, when])).toEqual(notes);
        for (const { tag, hash } of today)
          expect(
            createHash('sha256')
              .update(readFileSync(`migrations/${engine}/${tag}.sql`))
              .digest('hex'),
          ).toBe(hash);
      }
    });
});

eachEngine('what was said before ranks were kept', (engine) => {
  let store: Store;
  beforeAll(async () => {
    store = await upgraded(await forumOf(engine, '0.2.0'));
  });
  afterAll(() => store.close());

  it('was said to a member, to nobody where staff said or heard it', async () => {
    const { posts: p, postLabels: l } = store.read.t;
    const posts = await store.read.q.select().from(p).orderBy(p.id);
    const labelled = new Set((await store.read.q.select({ id: l.postId }).from(l)).map(({ id }) => id));
    expect(labelled.size).toBeGreaterThan(1);
    for (const post of posts) {
      const heard =
        posts.find(({ id }) => id === post.parentId) ??
        posts.find(({ threadId, number }) => threadId === post.threadId && number === 1)!;
      const isToMember =
        post.number > 1 && !labelled.has(post.id) && !labelled.has(heard.id) && heard.authorId !== post.authorId;
      expect([post.id, post.toId]).toEqual([post.id, isToMember ? heard.authorId : null]);
    }
  });

  it('gives threads their ranks and the time of the last word among members', async () => {
    wireConsumers(store, FEATURES);
    await rebuildStale({ store, log: { info: () => undefined } } as unknown as Adda);
    const { threads: t, posts: p, postLabels: l } = store.read.t;
    const [thread] = await store.read.q.select().from(t).orderBy(t.id);
    expect(thread).toMatchObject({ id: 1, rankFacts: { answerers: 2, pairs: expect.any(Number) } });
    expect(thread!.rankKey).toBeTypeOf('number');
    const [note] = await store.read.q.select({ at: l.at }).from(l).orderBy(l.postId);
    const latest = Math.max(
      ...(await store.read.q.select().from(p)).filter((one) => one.threadId === 1).map((one) => one.createdAt),
    );
    expect(latest).toBeGreaterThan(note!.at);
    expect(thread!.lastPostAt).toBeLessThan(note!.at);
  });

  it('keeps its labels from being changed or deleted', async () => {
    await expect(store.write((tx) => tx.raw(`update post_labels set label = 'x'`))).rejects.toThrow();
    await expect(store.write((tx) => tx.raw('delete from post_labels'))).rejects.toThrow();
    await expect(
      store.write((tx) => tx.raw(`update accounts set role = 'admin' where role = 'staff'`)),
    ).rejects.toThrow();
  });

  it('has the invitations that it had, without reasons', async () => {
    const { invitations } = store.read.t;
    const rows = await store.read.q.select().from(invitations).orderBy(invitations.id);
    expect(rows.map(({ because, label }) => [because, label !== null])).toEqual([
      [null, false],
      [null, true],
    ]);
  });
});
