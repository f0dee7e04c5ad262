/** Posts are drawn and cut for search anew where that would come out differently now: in small steps, beside others. */
import type { Adda } from '../../platform/adda.ts';
import { besideOthers } from '../../platform/jobs/pace.ts';
import { raise } from '../../platform/events/raise.ts';
import { getSetting, putSetting } from '../../platform/site/queries.ts';
import { oneAtATime } from '../../platform/store/transaction.ts';
import { noteStale, STALE, staleOnes } from '../spaces/stale.ts';
import { CUT_BY } from '../../platform/store/terms.ts';
import { indexPost, updatePost } from '../threads/post-queries.ts';
import { lockThread } from '../threads/queries.ts';
import { recountThread } from '../threads/recount.ts';
import { isPublic } from '../../rules/post-state.ts';
import type { Tx } from '../../platform/store/store.ts';
import { postsToRedraw, type Quoting, quotingPost } from './quoting-queries.ts';
import { keepMentions } from './mentions.ts';
import { drawAhead, type DrawnAhead, renderPost } from './render.ts';

/** Rises when Markdown is drawn otherwise than before. */
const DRAWN_BY = 6;
const BY_KEY = 'words_by';
const TOGETHER = 10;
const BY = `${DRAWN_BY}.${CUT_BY}`;

const placeOf = ({ spaceId, threadId, id, isLabelled }: Quoting) => ({
  ...{ spaceId, threadId, postId: id },
  isForBrand: isLabelled,
});

/**
 * Draws a post anew in a transaction of its own; a long one is drawn before it, in a thread.
 * @param isCut whether its search terms are cut anew too, when it looks as before
 */
export async function redrawPost(adda: Adda, id: number, isCut: boolean): Promise<void> {
  const before = await quotingPost(adda.store.read, id);
  if (!before) return;
  const ahead = await drawAhead(adda, placeOf(before), before.markdown);
  await adda.store.write(async (tx) => {
    const post = await quotingPost(tx, id);
    if (post) await redrawIn(tx, post, isCut, post.markdown === before.markdown ? ahead : null);
  });
}

/** Draws a post from its words in a transaction; counts, index and event follow. */
export async function redrawIn(tx: Tx, post: Quoting, isCut: boolean, ahead: DrawnAhead): Promise<void> {
  const { html, terms, language, mentions } = await renderPost(tx, placeOf(post), post.markdown, ahead);
  await keepMentions(tx, post.id, mentions);
  if (html === post.html && !isCut) return;
  const thread = await lockThread(tx, post.threadId);
  const isOpening = post.kind === 'opening';
  const { title, tagNames } = isOpening ? post : { title: '', tagNames: [] };
  if (isPublic(post)) await indexPost(tx, post.id, { terms, language }, title, tagNames);
  if (html === post.html) return;
  await updatePost(tx, post.id, { html });
  if (isOpening && thread) await recountThread(tx, thread);
  const { threadId, spaceId, id } = post;
  await raise(tx, { kind: 'post.redrawn', actorId: null, threadId, spaceId, postId: id });
}

/** @returns whether something is left */
async function redrawSome(adda: Adda): Promise<boolean> {
  const [stale] = await staleOnes(adda.store.read);
  if (!stale) return false;
  const ids = await postsToRedraw(adda.store.read, stale, TOGETHER);
  for (const id of ids) await besideOthers(() => redrawPost(adda, id, true));
  await adda.store.write(async (tx) => {
    await oneAtATime(tx, STALE);
    const left = (await staleOnes(tx)).flatMap((one) => {
      // It changed once more meanwhile, and is gone through from the beginning.
      if (one.spaceId !== stale.spaceId || one.threadId !== stale.threadId || one.after !== stale.after) return one;
      return ids.length < TOGETHER ? [] : { ...one, after: ids.at(-1)! };
    });
    await putSetting(tx, STALE, left);
  });
  return true;
}

/** Notes that all posts are drawn by the rules of today: before they are gone through, or where a whole forum was written just now. */
export async function noteDrawn(tx: Tx): Promise<void> {
  await putSetting(tx, BY_KEY, BY);
}

/** Draws all posts anew that were drawn by other rules, or before their space changed what they are. */
export async function redrawStale(adda: Adda): Promise<void> {
  const { store } = adda;
  if ((await getSetting<string>(store.read, BY_KEY)) !== BY)
    await store.write(async (tx) => {
      const { spaces: s } = tx.t;
      const ids = (await tx.q.select({ id: s.id }).from(s)).map(({ id }) => id);
      await noteStale(tx, ids);
      await noteDrawn(tx);
    });
  while (await redrawSome(adda));
}
