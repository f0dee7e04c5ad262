/** A forum of 0.2.0 with words in it becomes one of today, on both databases, and gets its ranks. */
import Database from 'better-sqlite3';
import { drizzle as drizzlePostgres } from 'drizzle-orm/postgres-js';
import { migrate as migratePostgres } from 'drizzle-orm/postgres-js/migrator';
import { drizzle as drizzleSqlite } from 'drizzle-orm/better-sqlite3';
import { migrate as migrateSqlite } from 'drizzle-orm/better-sqlite3/migrator';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import postgres from 'postgres';
import { expect, it } from 'vitest';
import type { Adda } from '../../../server/platform/adda.ts';
import { rebuildStale } from '../../../server/forum/upkeep/rebuild.ts';
import { openPostgres } from '../../../server/platform/store/postgres.ts';
import { openSqlite } from '../../../server/platform/store/sqlite.ts';
import type { Engine } from '../../../server/platform/store/store.ts';
import { eachEngine, freshDatabase, temporaryFolder } from '../../support/store.ts';

/** The last migration of 0.2.0. */
const LAST = 3;

/** The migrations as that release had them. */
function migrationsOfThen(engine: Engine): string {
  const folder = temporaryFolder();
  cpSync(path.join('migrations', engine), folder, { recursive: true });
  const file = path.join(folder, 'meta', '_journal.json');
  const journal = JSON.parse(readFileSync(file, 'utf8')) as { entries: { idx: number }[] };
  writeFileSync(file, JSON.stringify({ ...journal, entries: journal.entries.filter(({ idx }) => idx <= LAST) }));
  return folder;
}

/** A question by 1, an answer by 2 with a reply by 1, a note by staff (3) with a reply by 2, an invitation. */
const ROWS = [
  `insert into accounts (id, name, slug, role, created_at) values (1, 'Rina', 'rina', 'member', 1), (2, 'Jamal', 'jamal', 'member', 1), (3, 'Dana', 'dana', 'member', 1)`,
  `insert into spaces (id, slug, name, kind, charter, created_at) values (1, 'wheels', 'Wheels', 'problem', 'For wheels.', 1)`,
  `insert into threads (id, space_id, author_id, form, title, slug, excerpt, tag_names, created_at, last_post_at) values (1, 1, 1, 'question', 'Why?', 'why', '', '[]', 1000, 5000)`,
  ...[
    `1, null, 1, 'opening', 1, 1000`,
    `2, null, 2, 'answer', 2, 2000`,
    `3, 2, 1, 'reply', 3, 3000`,
    `4, null, 3, 'note', 4, 4000`,
    `5, 4, 2, 'reply', 5, 5000`,
  ].map((row) => {
    const [id, ...rest] = row.split(', ');
    return `insert into posts (id, thread_id, parent_id, author_id, kind, number, markdown, html, created_at) values (${id}, 1, ${rest.slice(0, 4).join(', ')}, '-', '-', ${rest[4]})`;
  }),
  `insert into brands (id, slug, name, domains, products, contact, created_at) values (1, 'acme', 'Acme', '[]', '[]', 'a@acme.example', 1)`,
  `insert into post_labels (post_id, thread_id, number, brand_id, brand_name, label, at) values (4, 1, 4, 1, 'Acme', 'Staff · Acme', 4000)`,
  `insert into invitations (thread_id, invitee_id, inviter_id, created_at) values (1, 2, 3, 6000)`,
];

async function makeForumOfThen(engine: Engine): Promise<string> {
  const url = await freshDatabase(engine);
  const migrationsFolder = migrationsOfThen(engine);
  if (engine === 'sqlite') {
    const database = new Database(url.slice('sqlite:'.length));
    migrateSqlite(drizzleSqlite(database), { migrationsFolder });
    for (const row of ROWS) database.exec(row);
    database.close();
    return url;
  }
  const client = postgres(url, { max: 1, onnotice: () => undefined });
  await migratePostgres(drizzlePostgres(client), { migrationsFolder });
  for (const row of ROWS) await client.unsafe(row);
  await client.end();
  return url;
}

eachEngine('a forum of 0.2.0', (engine) => {
  it('keeps all that is in it, and knows who spoke to whom', async () => {
    const url = await makeForumOfThen(engine);
    const store = engine === 'sqlite' ? openSqlite(url.slice('sqlite:'.length)) : openPostgres(url, 2);
    try {
      await store.migrate();
      const { q, t } = store.read;
      const posts = await q.select({ id: t.posts.id, toId: t.posts.toId }).from(t.posts).orderBy(t.posts.id);
      expect(posts.map(({ id, toId }) => [id, toId])).toEqual([
        [1, null],
        [2, 1],
        [3, 2],
        // Staff's own words, and what is said to them, are said to nobody who counts.
        [4, null],
        [5, null],
      ]);
      expect(await q.select().from(t.invitations)).toMatchObject([
        { threadId: 1, inviteeId: 2, inviterId: 3, because: null },
      ]);
      await rebuildStale({ store, log: { info: () => undefined } } as unknown as Adda);
      const [thread] = await q.select().from(t.threads);
      expect(thread).toMatchObject({ rankFacts: { answerers: 1, talkers: 1, pairs: 1 }, lastPostAt: 3000 });
      expect(thread!.rankKey).toBeTypeOf('number');
      await expect(store.write((tx) => tx.raw(`update post_labels set label = 'x'`))).rejects.toThrow();
    } finally {
      await store.close();
    }
  });
});
