/** Brings the pictures that imported posts show from elsewhere: made anew, kept here, and shown in their place. */
import { createHash } from 'node:crypto';
import type { Adda } from '../../platform/adda.ts';
import type { Progress } from '../../platform/progress.ts';
import { storePicture } from '../../forum/pictures/files.ts';
import { makePicture, rowOf } from '../../forum/pictures/make.ts';
import { picturePath } from '../../forum/pictures/parts.ts';
import { namesTaken } from '../../forum/brought-queries.ts';
import { insertPicture } from '../../forum/pictures/queries.ts';
import { renderPost } from '../../forum/posting/render.ts';
import { indexPost, postById, updatePost } from '../../forum/threads/post-queries.ts';
import { lockThread } from '../../forum/threads/queries.ts';
import { recountThread } from '../../forum/threads/recount.ts';
import { isPublic } from '../../rules/post-state.ts';
import { picturesElsewhere } from '../../../shared/markdown.ts';
import { tidyAndTurn } from '../../platform/memory.ts';
import type { PicturesFrom } from './pictures-from.ts';
import { postsWithPictures } from './queries.ts';
import type { Report } from './report.ts';
import { redirectTargets } from './stackexchange/links.ts';

const POSTS_AT_ONCE = 50;
const GOT_AT_ONCE = 4;
/** Of one post. */
const MOST_PICTURES = 50;
const FILE = 'pictures';
const TOO_MUCH = new Set(['too_many_pixels', 'slow_picture']);

type Brought = { address: string; name: string } & ReturnType<typeof rowOf>;
type Work = { adda: Adda; source: string; from: PicturesFrom; report: Report; progress: Progress };

/** The same for the same picture of the same post: what is brought once more lands where it was. */
const nameOf = (postId: number, address: string) =>
  `${createHash('sha256').update(`${postId} ${address}`).digest('hex').slice(0, 24)}.webp`;

async function bringOne({ adda, from, report }: Work, postId: number, address: string): Promise<Brought | null> {
  report.file(FILE).rows++;
  const { bytes, problem } = await from(address.replace(/^\/\//, 'https://'));
  const made = bytes && (await makePicture(bytes));
  if (!made || 'fault' in made) {
    report.file(FILE).bad++;
    report.note(
      FILE,
      problem ?? (made && TOO_MUCH.has(made.fault) ? 'too large a picture' : 'no picture that is taken here'),
    );
    return null;
  }
  const name = nameOf(postId, address);
  await storePicture(adda, name, made);
  return { address, name, ...rowOf(made) };
}

/** Several at once, but few: they come from other people's machines. */
async function bringAll(work: Work, postId: number, addresses: string[]): Promise<Brought[]> {
  const brought: Brought[] = [];
  for (let at = 0; at < addresses.length; at += GOT_AT_ONCE) {
    const some = addresses.slice(at, at + GOT_AT_ONCE).map((address) => bringOne(work, postId, address));
    brought.push(...(await Promise.all(some)).flatMap((one) => one ?? []));
  }
  return brought;
}

/** Shows a post's pictures in their place. What became of the post meanwhile stays so. @returns how many it shows */
async function showIn({ adda }: Work, ids: { id: number; threadId: number }, brought: Brought[]): Promise<number> {
  const places = new Map(brought.map(({ address, name }) => [address, picturePath(name)]));
  return adda.store.write(async (tx) => {
    const thread = await lockThread(tx, ids.threadId);
    const post = await postById(tx, ids.id);
    if (!thread || !post) return 0;
    const markdown = redirectTargets(post.markdown, places);
    const place = { spaceId: thread.spaceId, threadId: thread.id, postId: post.id, isForBrand: false };
    const { html, terms, language, excerpt } = await renderPost(tx, place, markdown);
    await updatePost(tx, post.id, { markdown, html });
    const shown = brought.filter(({ name }) => html.includes(picturePath(name)));
    const known = await namesTaken(
      tx,
      'pictures',
      shown.map(({ name }) => name),
    );
    for (const [i, { address: _address, ...picture }] of shown.entries())
      if (!known.has(picture.name))
        await insertPicture(tx, {
          ...picture,
          ...{ ownerId: post.authorId, postId: post.id, place: i + 1, createdAt: post.createdAt },
        });
    const isOpening = post.kind === 'opening';
    const { title, tagNames } = isOpening ? thread : { title: '', tagNames: [] };
    if (isPublic(post)) await indexPost(tx, post.id, { terms, language }, title, tagNames);
    const change = { before: post, after: { ...post, isToStaff: false }, rank: null };
    await recountThread(tx, thread, isOpening ? { ...change, excerpt } : change);
    return shown.length;
  });
}

/**
 * Brings all pictures of a source's posts that are still elsewhere. What cannot be had stays a link, is named in the
 * report, and is tried again the next time.
 */
export async function bringPictures(work: Work): Promise<void> {
  const { adda, source, report, progress } = work;
  progress.start('Bringing pictures', 0);
  for (let after = 0; ;) {
    const posts = await postsWithPictures(adda.store.read, source, after, POSTS_AT_ONCE);
    if (posts.length === 0) break;
    after = posts.at(-1)!.id;
    for (const { id, threadId, markdown } of posts) {
      const brought = await bringAll(work, id, picturesElsewhere(markdown).slice(0, MOST_PICTURES));
      const shown = brought.length > 0 ? await showIn(work, { id, threadId }, brought) : 0;
      report.file(FILE).imported += shown;
      report.made.pictures += shown;
      progress.add(1, brought.length);
    }
    await tidyAndTurn();
  }
  progress.stop();
}
