/** Posts go from one thread into another; both are counted anew. Merging, splitting and what undoes them end here. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { movePosts } from '../../platform/store/move-posts.ts';
import type { Tx } from '../../platform/store/store.ts';
import { placeOfNew } from '../../rules/post-state.ts';
import { asksForAnswers } from '../../rules/thread-forms.ts';
import { chosenPosts, markedAmong, type Which } from './moving-queries.ts';
import { placePosts, recountReplies } from './place-queries.ts';
import type { LockedThread } from './queries.ts';
import { recountArrived, recountMoved } from './recount.ts';

/** Counted together, so that those who only read have their turn between. */
const AT_ONCE = 200;

/** Sets the places of posts that came into a thread: at once for those that nobody marked, which are most. */
async function placeArrived(tx: Tx, from: LockedThread, to: LockedThread, ids: number[]): Promise<void> {
  const posts = (await chosenPosts(tx, to.id, ids)).filter(({ parentId }) => parentId === null);
  const marked = await markedAmong(tx, ids);
  const plain = posts.filter(({ id }) => !marked.has(id));
  for (const kind of new Set(plain.map((post) => post.kind)))
    await placePosts(
      tx,
      plain.filter((post) => post.kind === kind).map(({ id }) => id),
      placeOfNew(to, { kind, importedHelpful: 0 }, null),
    );
  const counted = ids.filter((id) => marked.has(id));
  for (let at = 0; at < counted.length; at += AT_ONCE) {
    await nextTurn();
    await recountArrived(tx, from, to, counted.slice(at, at + AT_ONCE));
  }
}

/** Sets the places of all posts of a thread anew. */
export const placeAll = async (tx: Tx, thread: LockedThread): Promise<void> =>
  placeArrived(
    tx,
    thread,
    thread,
    (await chosenPosts(tx, thread.id, 'all')).map(({ id }) => id),
  );

/**
 * Moves posts of one locked thread into another. It takes a while for thousands: others write after it, and read
 * meanwhile.
 * @param from with what was changed of it since it was locked
 * @param opening what becomes the other's opening, where it has none yet
 * @returns how many posts went
 */
export async function moveInto(
  tx: Tx,
  from: LockedThread,
  to: LockedThread,
  which: Which,
  opening: number | null = null,
): Promise<number> {
  const posts = await chosenPosts(tx, from.id, which);
  const ids = posts.map(({ id }) => id);
  const readable = posts.filter(({ isPublic }) => isPublic).length;
  await nextTurn();
  if (ids.length > 0) await movePosts(tx, from, { ...to, asks: asksForAnswers(to.form) }, ids, opening);
  await nextTurn();
  for (const { id } of [from, to]) await recountReplies(tx, id);
  await placeArrived(tx, from, to, ids);
  await nextTurn();
  await recountMoved(tx, from, -readable);
  await nextTurn();
  await recountMoved(tx, to, readable);
  return ids.length;
}
