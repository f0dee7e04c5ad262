/** The way of a Stack Exchange dump into the forum: files → spool → members → threads. */
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Adda } from '../../../platform/adda.ts';
import { rebuildRanks } from '../../../forum/upkeep/rebuild.ts';
import { raise } from '../../../platform/events/raise.ts';
import { forumWords } from '../../../forum/spaces/drawn-in.ts';
import { insertSpace, type Space, spaceBySlug } from '../../../forum/spaces/queries.ts';
import { reachBack } from '../../../insight/health/actions.ts';
import type { Conn } from '../../../platform/store/store.ts';
import { openSpool, type Spool } from '../../../platform/store/spool.ts';
import { LIMITS } from '../../../../shared/limits.ts';
import { cleanLine, shorten, slugify } from '../../../../shared/text.ts';
import type { Kind } from '../../../../shared/words.ts';
import { tagsPath } from '../../../platform/http/paths.ts';
import { getSetting, putSetting, site } from '../../../platform/site/queries.ts';
import { type DrawOptions, plainText } from '../../../../shared/markdown.ts';
import { type Written, writtenIn } from '../written.ts';
import { tidyAndTurn } from '../../../platform/memory.ts';
import { type Progress, stepsOf } from '../../../platform/progress.ts';
import { bringPictures } from '../pictures.ts';
import { fromFolder, fromNetwork, type PicturesFrom } from '../pictures-from.ts';
import { spaceOfSource } from '../queries.ts';
import { Report } from '../report.ts';
import { writeAccounts } from './accounts.ts';
import { draftBatch, type Maker } from './batch.ts';
import { makeTextMaker } from './markdown.ts';
import { PASSES, PICTURES_LEFT, readDump } from './passes.ts';
import { type Reading, readSpool } from './reading-queries.ts';
import { writeTies } from './ties.ts';
import { writeBatch } from './write.ts';

/** Questions whose threads are written in one transaction; a few hundred rows in all. */
const QUESTIONS_AT_ONCE = 40;
/** By so many questions, and so much of each, the language of a community is told. */
const LOOKED_AT = 300;
const LETTERS_OF_EACH = 4_000;
/** A running forum hears of new threads at most this often. */
const TELL_EVERY_MS = 5_000;
/** Whether something came in since. */
const UNTOLD_KEY = 'import_untold';

export type ImportOptions = {
  folder: string;
  /** Under which name rows of this community are known; the folder's by default. */
  as?: string;
  /** Name of the space that is made. */
  space?: string;
  kind?: Kind;
  /** The community's address; links to it become links within the forum. */
  origin?: string;
  /** Where its pictures are had: a folder of files, or `fetch` for where they lie. Without it they stay links. */
  pictures?: string;
};

/** A dump that cannot be read at all; its message is one sentence. */
export class ImportError extends Error {}

function titleCase(name: string): string {
  return name
    .replace(/[-_]+/g, ' ')
    .replace(/(^|\s)(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase());
}

function checkFolder(folder: string): void {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) throw new ImportError(`There is no folder ${folder}.`);
  if (existsSync(path.join(folder, 'Posts.xml'))) return;
  const others = PASSES.some(({ file }) => existsSync(path.join(folder, file)));
  throw new ImportError(
    `There is no Posts.xml in ${folder}${others ? '; without it nothing can be imported' : ', so it is no Stack Exchange dump'}.`,
  );
}

function readSite(origin: string | undefined): { origin: string | null } {
  if (!origin) return { origin: null };
  try {
    const url = new URL(/^https?:\/\//.test(origin) ? origin : `https://${origin}`);
    return { origin: url.origin };
  } catch {
    throw new ImportError(`--origin must be an address such as https://bicycles.stackexchange.com, not "${origin}".`);
  }
}

function readPictures(where: string | undefined): PicturesFrom | null {
  if (!where) return null;
  const from = where === 'fetch' ? fromNetwork() : fromFolder(where);
  if (!from) throw new ImportError(`--pictures must be "fetch" or a folder; there is no folder ${where}.`);
  return from;
}

/** An address for a space of this name. */
async function freeSlug(conn: Conn, name: string): Promise<string> {
  const base = slugify(name);
  let slug = base;
  for (let n = 2; await spaceBySlug(conn, slug); n++) slug = `${base}-${n}`;
  return slug;
}

/** The space of this source; it is made with its first thread. */
async function ensureSpace(
  adda: Adda,
  source: string,
  space: { name: string; kind: Kind; written: Written },
): Promise<Space> {
  const found = await spaceOfSource(adda.store.read, source);
  if (found) return found;
  const { name, kind, written } = space;
  return adda.store.write(async (tx) => {
    const slug = await freeSlug(tx, name);
    const charter = shorten(
      `Imported from the Stack Exchange community ${name}. Its questions, answers and comments stand under the names of those who wrote them.`,
      LIMITS.charter.max,
    );
    const made = await insertSpace(tx, { slug, name, kind, charter, source, ...written, createdAt: tx.now });
    await raise(tx, { kind: 'space.made', actorId: null, spaceId: made.id });
    return made;
  });
}

/** As the space says where there is one, else as the first questions look. */
async function writtenOf(adda: Adda, source: string, reading: Reading): Promise<Written> {
  const conn = adda.store.read;
  const found = await spaceOfSource(conn, source);
  if (found) return { language: found.language, maths: found.maths };
  const questions = reading.questions(Number.MIN_SAFE_INTEGER, LOOKED_AT);
  const texts = questions.map(({ title, body }) => `${title ?? ''}\n${plainText(body.slice(0, LETTERS_OF_EACH))}`);
  return writtenIn(texts, (await site(conn)).languages[0] ?? 'en');
}

/** How its posts are drawn: as all of the space that there is, or will be. */
async function drawnAs(adda: Adda, source: string, name: string, { language, maths }: Written): Promise<DrawOptions> {
  const conn = adda.store.read;
  const slug = (await spaceOfSource(conn, source))?.slug ?? (await freeSlug(conn, name));
  return { language, maths, tags: tagsPath(slug), ...(await forumWords(conn)) };
}

type Run = { adda: Adda; report: Report; progress: Progress; maker: Maker; space(): Promise<Space> };

async function writeThreads({ adda, report, progress, maker, space }: Run): Promise<void> {
  const { reading, source } = maker;
  const counts = reading.counts();
  progress.start('Writing threads', counts.posts + counts.comments);
  const [posts, comments] = [report.file('Posts.xml'), report.file('Comments.xml')];
  let toldAt = Date.now();
  for (let after = Number.MIN_SAFE_INTEGER; ;) {
    const questions = reading.questions(after, QUESTIONS_AT_ONCE);
    if (questions.length === 0) break;
    after = questions.at(-1)!.id;
    const batch = await draftBatch(adda.store.read, questions, maker);
    if (batch.threads.length > 0) {
      const spaceId = (await space()).id;
      const tell = Date.now() - toldAt >= TELL_EVERY_MS;
      const written = await adda.store.write(async (tx) => {
        if (tell) await raise(tx, { kind: 'forum.filled', actorId: null });
        await putSetting(tx, UNTOLD_KEY, !tell);
        await reachBack(tx);
        return writeBatch(tx, batch, { source, spaceId });
      });
      if (tell) toldAt = Date.now();
      for (const [what, count] of Object.entries(written)) report.made[what as keyof typeof written] += count;
    }
    const { found, faults } = batch;
    posts.existing += found.known.posts;
    posts.imported += found.posts - found.known.posts;
    comments.existing += found.known.comments;
    comments.imported += found.comments - found.known.comments;
    for (const { line, reason } of faults) report.note('Posts.xml', reason, line);
    progress.add(found.posts + found.comments, found.posts + found.comments);
    await tidyAndTurn();
  }
  progress.stop();
}

/** The times are those of the history, and so are the ranks. An import that was cut off may have left them undone. */
async function rankThreads({ adda, progress }: Run, spaceId: number): Promise<void> {
  await rebuildRanks(adda, spaceId, stepsOf(progress, 'Ranking threads'));
  progress.stop();
}

/** Tells a running forum of what it has not heard of, also of an import that was cut off. */
async function tellAll(adda: Adda): Promise<void> {
  if (!(await getSetting<boolean>(adda.store.read, UNTOLD_KEY))) return;
  await adda.store.write(async (tx) => {
    await putSetting(tx, UNTOLD_KEY, false);
    await raise(tx, { kind: 'forum.filled', actorId: null });
  });
}

async function bring(
  adda: Adda,
  spool: Spool,
  report: Report,
  options: ImportOptions,
  progress: Progress,
  { origin, pictures }: { origin: { origin: string | null }; pictures: PicturesFrom | null },
): Promise<void> {
  const folder = path.resolve(options.folder);
  await readDump(folder, spool, report, progress);
  if (pictures) report.left.delete(PICTURES_LEFT);
  const reading = readSpool(spool);
  if (reading.counts().posts === 0) {
    if (!report.isBroken) report.broke('Posts.xml', 'there is no question in it that can be used');
    return;
  }
  const written = await writtenOf(adda, report.source, reading);
  const text = makeTextMaker(origin, written);
  const name = shorten(cleanLine(options.space ?? '') || titleCase(path.basename(folder)), LIMITS.spaceName.max);
  const votes = report.file('Votes.xml').state;
  const drawn = await drawnAs(adda, report.source, name, written);
  const maker: Maker = { source: report.source, reading, text, votes, drawn };
  let made: Promise<Space> | undefined;
  const space = () => (made ??= ensureSpace(adda, report.source, { name, kind: options.kind ?? 'problem', written }));
  await writeAccounts({ store: adda.store, source: report.source, reading, text, report, progress });
  const run: Run = { adda, report, progress, maker, space };
  await writeThreads(run);
  const filled = await spaceOfSource(adda.store.read, report.source);
  if (!filled) return;
  report.space = { name: filled.name, slug: filled.slug };
  await writeTies({ store: adda.store, source: report.source, reading, report });
  if (pictures) await bringPictures({ adda, source: report.source, from: pictures, report, progress });
  await rankThreads(run, filled.id);
  await tellAll(adda);
}

/**
 * Brings a Stack Exchange dump into the forum. What is there already stays as it is; it can be stopped at
 * any moment and run again.
 * @throws {ImportError} when there is nothing to read
 */
export async function importStackExchange(adda: Adda, options: ImportOptions, progress: Progress): Promise<Report> {
  const startedAt = Date.now();
  const folder = path.resolve(options.folder);
  checkFolder(folder);
  const origin = readSite(options.origin);
  const pictures = readPictures(options.pictures);
  const name = slugify(options.as ?? path.basename(folder));
  const report = new Report(`stackexchange:${name}`);
  const spool = openSpool(path.join(adda.config.dataFolder, 'import'), name);
  try {
    await bring(adda, spool, report, options, progress, { origin, pictures });
  } finally {
    progress.stop();
    spool.discard();
  }
  report.seconds = (Date.now() - startedAt) / 1_000;
  return report;
}
