/**
 * Looks at what lies where links lead. A link is lent to one process; who dies looking has looked. Nobody waits for it:
 * the link is there until its card is.
 */
import { randomBytes } from 'node:crypto';
import type { Adda } from '../../platform/adda.ts';
import { raise } from '../../platform/events/raise.ts';
import { type Got, makeOutsideClient, type OutsideClient } from '../../platform/outside/client.ts';
import type { PageHead } from '../../platform/outside/page-head.ts';
import { site } from '../../platform/site/queries.ts';
import type { Tx } from '../../platform/store/store.ts';
import { afterLook, type Outcome, videoAt } from '../../rules/link-previews.ts';
import { makePicture } from '../pictures/make.ts';
import { lockThread } from '../threads/queries.ts';
import * as queries from './queries.ts';

const MB = 1_048_576;
const WITHIN_MS = 5_000;
/** So many sites are asked at once, each of them alone, and again after a rest. */
const AT_ONCE = 4;
const REST_MS = 2_000;
const HOLD_MS = 60_000;
/** A smaller picture shows nothing: it counts visits. */
const SMALLEST = 64;
/** As the small file of a picture is made. */
const LONGEST = 480;
/** Where more posts hold one, every page may look different. */
const MANY = 50;

type Get = OutsideClient['get'];
/** How pages, what sites say of a video, and pictures are got. */
export type Outside = { page: Get; embed: Get; picture: Get };

/** @param more for tests */
export function outsideFor(more: Partial<Parameters<typeof makeOutsideClient>[0]> = {}): Outside {
  const client = (maxBytes: number, accept: string, isCut = false) =>
    makeOutsideClient({ maxBytes, timeoutMs: WITHIN_MS, accept, isCut, ...more }).get;
  return {
    page: client(MB, 'text/html, application/xhtml+xml', true),
    embed: client(MB, 'application/json'),
    picture: client(5 * MB, 'image/webp, image/png, image/jpeg, image/gif'),
  };
}

const outside = outsideFor();

type Found = { outcome: Outcome; head: PageHead | null; problem: string | null };
const without = (outcome: Outcome, problem: string): Found => ({ outcome, head: null, problem });

function whyNothing({ problem }: Got): Found {
  return without(problem === 'not there' ? 'gone' : problem === 'refused' ? 'nothing' : 'failed', problem ?? '');
}

/** What a page, or its site, says of it. */
async function headOf({ workerPool }: Adda, address: string, { page, embed }: Outside): Promise<Found> {
  const video = videoAt(address);
  const got = video?.oEmbed ? await embed(video.oEmbed) : await page(address);
  if (!got.bytes) return whyNothing(got);
  const { bytes, url = address, type = '' } = got;
  if (!video?.oEmbed && !/^\s*(?:text\/html|application\/xhtml\+xml)\b/i.test(type))
    return without('nothing', 'no page');
  const head = video?.oEmbed
    ? await workerPool.run('embedHead', { bytes, url })
    : await workerPool.run('pageHead', { bytes, url, type });
  if (!head) return without('nothing', 'no title');
  const isVideo = video !== null && (video.isSure || head.isVideo);
  return { outcome: 'found', head: { ...head, isVideo }, problem: null };
}

type Picture = { name: string; width: number; height: number };

/** Keeps the picture of a page, made anew; null where it has none that can be shown. */
async function bringPicture({ files }: Adda, address: string | null, { picture }: Outside): Promise<Picture | null> {
  const { bytes } = address === null ? { bytes: null } : await picture(address);
  const made = bytes && (await makePicture(bytes));
  if (!made || 'fault' in made || Math.min(made.width, made.height) < SMALLEST) return null;
  const name = `preview-${randomBytes(12).toString('hex')}.webp`;
  await files.put(name, made.small);
  const scale = Math.min(1, LONGEST / Math.max(made.width, made.height));
  const side = (length: number) => Math.max(1, Math.round(length * scale));
  return { name, width: side(made.width), height: side(made.height) };
}

/** Pages that show it are drawn anew when they are asked for next; none that somebody reads moves. */
async function tellPages(tx: Tx, previewId: number): Promise<void> {
  const posts = await queries.postsHolding(tx, previewId, MANY + 1);
  if (posts.length > MANY) return void (await raise(tx, { kind: 'forum.changed', actorId: null }));
  for (const threadId of new Set(posts.map((post) => post.threadId))) await lockThread(tx, threadId);
  for (const post of posts) await raise(tx, { kind: 'post.previewed', actorId: null, ...post });
}

const removeLater = ({ files, log }: Adda, name: string): void =>
  void files.remove([name]).catch((error) => log.warn({ err: error }, 'a preview that is gone left a file'));

async function note(adda: Adda, due: queries.DuePreview, found: Found, picture: Picture | null): Promise<void> {
  const failures = found.outcome === 'found' ? 0 : due.failures + 1;
  const { waitMs, keepsCard } = afterLook(found.outcome, failures);
  const { head, problem } = found;
  const card = head
    ? {
        ...{ title: head.title, line: head.line, isVideo: head.isVideo, picture: picture?.name ?? null },
        ...{ width: picture?.width ?? 0, height: picture?.height ?? 0 },
      }
    : keepsCard
      ? {}
      : { title: '', line: '', picture: null };
  const isKept = await adda.store.write(async (tx) => {
    const state = { lookedAt: tx.now, dueAt: tx.now + waitMs, heldUntil: null, failures, problem };
    if (!(await queries.updatePreview(tx, due.id, { ...state, ...card }))) return false;
    if (!('title' in card) || (card.title === '' && due.title === '')) return true;
    await tellPages(tx, due.id);
    if (due.picture !== null) tx.afterCommit(() => removeLater(adda, due.picture!));
    return true;
  });
  if (!isKept && picture) removeLater(adda, picture.name);
}

async function lookAt(adda: Adda, due: queries.DuePreview, by: Outside): Promise<void> {
  let found: Found;
  let picture: Picture | null = null;
  try {
    found = await headOf(adda, due.address, by);
    if (found.head) picture = await bringPicture(adda, found.head.picture, by);
  } catch (error) {
    // Too much to do here, or files that cannot be written: it is looked at again.
    adda.log.info({ preview: due.id, err: error }, 'a link could not be looked at');
    found = without('failed', 'busy');
  }
  await note(adda, due, found, picture);
}

/** @param by how things are got, in tests @returns how many were due */
export async function lookAtDue(adda: Adda, by: Outside = outside): Promise<number> {
  if (!(await site(adda.store.read)).hasCards) return 0;
  const due = await adda.store.write((tx) =>
    queries.claimDue(tx, { limit: AT_ONCE, heldUntil: tx.now + HOLD_MS, restMs: REST_MS }),
  );
  await Promise.all(due.map((one) => lookAt(adda, one, by)));
  return due.length;
}
