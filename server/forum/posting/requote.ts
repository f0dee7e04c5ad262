/** A quote says who is quoted, in words that are stored with the post that quotes; another name is written anew. */
import type { Adda } from '../../platform/adda.ts';
import { besideOthers } from '../../platform/jobs/pace.ts';
import { getSetting, putSetting } from '../../platform/site/queries.ts';
import { oneAtATime } from '../../platform/store/transaction.ts';
import type { Tx } from '../../platform/store/store.ts';
import { quotingPosts } from './quoting-queries.ts';
import { redrawPost } from './redraw.ts';

/** Wakes who draws them again. */
export const RENAMED = 'renamed';
const KEY = 'names_in_quotes';
const TOGETHER = 20;

/** A name that may stand in quotes though nobody has it any more, and how far they were looked through. */
type Former = { name: string; after: number };
const formerNames = async (conn: Parameters<typeof getSetting>[0]) => (await getSetting<Former[]>(conn, KEY)) ?? [];

/** What quotes somebody who had this name is to be drawn again, once this transaction has landed. */
export async function noteRenamed(tx: Tx, name: string): Promise<void> {
  if (!name) return;
  await oneAtATime(tx, KEY);
  const others = (await formerNames(tx)).filter((one) => one.name !== name);
  await putSetting(tx, KEY, [...others, { name, after: 0 }]);
  await tx.store.signal(tx, RENAMED);
}

/**
 * Draws some of what quotes a former name again. Finding it reads all posts, so that is done beside those who are
 * served; each post has a transaction of its own.
 * @returns how many names and posts it has looked at; 0 when nothing is left
 */
export async function redrawQuotes(adda: Adda): Promise<number> {
  const [former] = await formerNames(adda.store.read);
  if (!former) return 0;
  const ids = await quotingPosts(adda.aside, former.name, former.after, TOGETHER);
  for (const id of ids) await besideOthers(() => redrawPost(adda, id, false));
  await adda.store.write(async (tx) => {
    await oneAtATime(tx, KEY);
    const left = (await formerNames(tx)).flatMap((one) => {
      // Somebody gave the same name up meanwhile: it is looked for from the beginning.
      if (one.name !== former.name || one.after !== former.after) return one;
      return ids.length < TOGETHER ? [] : { ...one, after: ids.at(-1)! };
    });
    await putSetting(tx, KEY, left);
  });
  return 1 + ids.length;
}
