/** What the importer's tests share: an Adda on a fresh database, small dumps, a view of everything stored. */
import { FEATURES } from '../../server/features.ts';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Adda } from '../../server/platform/adda.ts';
import { makeAdda } from '../../server/platform/events/consumers.ts';
import { loadConfig } from '../../server/platform/config.ts';
import { type Progress, silent } from '../../server/platform/progress.ts';
import { importStackExchange, type ImportOptions } from '../../server/reach/importers/stackexchange/import.ts';
import { makeLog } from '../../server/platform/log.ts';
import type { Engine } from '../../server/platform/store/store.ts';
import { row } from '../support/dump.ts';
import { openTestStore, temporaryFolder } from '../support/store.ts';

export async function openAdda(engine: Engine): Promise<Adda> {
  const dataFolder = temporaryFolder();
  const config = loadConfig({ ADDA_DATA: dataFolder, ADDA_LOG: 'silent', ADDA_DATABASE_URL: 'sqlite:unused' });
  return makeAdda({ config, store: await openTestStore(engine), log: makeLog(config), features: FEATURES });
}

export function bring(adda: Adda, folder: string, options: Partial<ImportOptions> = {}, progress: Progress = silent) {
  return importStackExchange(adda, { folder, as: 'test', ...options }, progress);
}

type Attributes = Record<string, string | number | null>;
type FileName = 'Posts' | 'Users' | 'Comments' | 'Votes' | 'PostHistory' | 'PostLinks' | 'Badges';
export type Files = Partial<Record<FileName, (Attributes | string)[]>>;

export function fileText(name: string, rows: (Attributes | string)[]): string {
  const root = name.toLowerCase();
  return `\ufeff<?xml version="1.0" encoding="utf-8"?>\r\n<${root}>\r\n${rows.map((each) => (typeof each === 'string' ? `${each}\r\n` : row(each))).join('')}</${root}>\r\n`;
}

/** Writes files of these rows (a string is a line as it is) into a new folder. */
export function writeDump(files: Files): string {
  const folder = path.join(temporaryFolder(), 'bread-and-lamps');
  mkdirSync(folder);
  for (const [name, rows] of Object.entries(files))
    writeFileSync(path.join(folder, `${name}.xml`), fileText(name, rows));
  return folder;
}

const DAY = '2015-03-01T';
export const at = (time: string) => `${DAY}${time}`;
export const ms = (time: string) => Date.parse(`${DAY}${time}Z`);

export const question = (id: number, more: Attributes = {}): Attributes => ({
  Id: id,
  PostTypeId: 1,
  CreationDate: at('10:00:00.000'),
  Score: 0,
  Body: '<p>How is it done?</p>',
  Title: `Question number ${id}`,
  Tags: '<bread>',
  OwnerUserId: 1,
  ...more,
});
export const answer = (id: number, parent: number, more: Attributes = {}): Attributes => ({
  Id: id,
  PostTypeId: 2,
  ParentId: parent,
  CreationDate: at('11:00:00.000'),
  Score: 0,
  Body: '<p>Like this.</p>',
  OwnerUserId: 2,
  ...more,
});
export const comment = (id: number, post: number, more: Attributes = {}): Attributes => ({
  Id: id,
  PostId: post,
  Score: 0,
  Text: 'Thank you',
  CreationDate: at('12:00:00.000'),
  UserId: 3,
  ...more,
});
export const user = (id: number, name: string, more: Attributes = {}): Attributes => ({
  Id: id,
  DisplayName: name,
  CreationDate: at('09:00:00.000'),
  ...more,
});

const TABLES = [
  'accounts',
  'spaces',
  'tags',
  'threads',
  'helpers',
  'threadTags',
  'threadLinks',
  'posts',
  'revisions',
  'pictures',
  'marks',
  'settings',
] as const;

/** Every row of every table that an import touches, versions included. */
export async function everything(adda: Adda): Promise<Record<string, unknown[]>> {
  const { q, t } = adda.store.read;
  const all: Record<string, unknown[]> = {};
  for (const name of TABLES) {
    const rows = await q.select().from(t[name]);
    all[name] = rows.map((each) => JSON.stringify(each)).sort();
  }
  const [first] = await adda.store.read.raw<{ n: number }>('select count(*) as n from search');
  all.search = [Number(first!.n)];
  return all;
}

/** The same without what depends on the order of writing: ids and versions. Rows name each other by external id. */
export async function content(adda: Adda): Promise<Record<string, string[]>> {
  const { q, t } = adda.store.read;
  const accounts = await q.select().from(t.accounts);
  const threads = await q.select().from(t.threads);
  const posts = await q.select().from(t.posts);
  const tags = await q.select().from(t.tags);
  const nameOf = (rows: { id: number; externalId?: string | null; name?: string }[]) => {
    const names = new Map(rows.map((each) => [each.id, each.externalId ?? each.name]));
    return (id: number | null) => (id === null ? null : names.get(id));
  };
  const [account, thread, post, tag] = [nameOf(accounts), nameOf(threads), nameOf(posts), nameOf(tags)];
  const lines = (rows: object[]) =>
    rows.map((each) => JSON.stringify({ ...each, id: 0, version: 0, spaceId: 0 })).sort();
  return {
    accounts: lines(accounts),
    threads: lines(threads.map((each) => ({ ...each, authorId: account(each.authorId) }))),
    posts: lines(
      posts.map((each) => ({
        ...each,
        threadId: thread(each.threadId),
        parentId: post(each.parentId),
        authorId: account(each.authorId),
        toId: account(each.toId),
      })),
    ),
    revisions: lines(
      (await q.select().from(t.revisions)).map((each) => ({
        ...each,
        postId: post(each.postId),
        editorId: account(each.editorId),
      })),
    ),
    threadLinks: lines(
      (await q.select().from(t.threadLinks)).map((each) => ({
        ...each,
        fromId: thread(each.fromId),
        toId: thread(each.toId),
      })),
    ),
    tags: lines(tags),
    threadTags: lines(
      (await q.select().from(t.threadTags)).map((each) => ({
        ...each,
        threadId: thread(each.threadId),
        tagId: tag(each.tagId),
      })),
    ),
    marks: lines(
      (await q.select().from(t.marks)).map((each) => ({
        ...each,
        postId: post(each.postId),
        threadId: thread(each.threadId),
        accountId: account(each.accountId),
      })),
    ),
    helpers: lines((await q.select().from(t.helpers)).map((each) => ({ ...each, accountId: account(each.accountId) }))),
    spaces: lines((await q.select().from(t.spaces)).map((each) => ({ ...each, createdAt: 0 }))),
  };
}

export async function postsBy(adda: Adda) {
  const rows = await adda.store.read.q.select().from(adda.store.read.t.posts);
  return new Map(rows.map((each) => [each.externalId!, each]));
}
export async function threadsBy(adda: Adda) {
  const rows = await adda.store.read.q.select().from(adda.store.read.t.threads);
  return new Map(rows.map((each) => [each.externalId!, each]));
}
export async function accountsBy(adda: Adda) {
  const rows = await adda.store.read.q.select().from(adda.store.read.t.accounts);
  return new Map(rows.map((each) => [each.externalId!, each]));
}
