/** What was removed for good goes from what quotes it, too: posts, their versions, drafts, and cases about them. */
import type { Adda } from '../../platform/adda.ts';
import { besideOthers } from '../../platform/jobs/pace.ts';
import { ownOrigin } from '../../platform/site/origin.ts';
import { getSetting, putSetting, site, wordsFor } from '../../platform/site/queries.ts';
import type { Conn, Tx } from '../../platform/store/store.ts';
import { oneAtATime } from '../../platform/store/transaction.ts';
import { rewriteDrafts } from '../../forum/drafts/queries.ts';
import { rewriteWaiting } from '../../forum/drafts/waiting-queries.ts';
import { postsLeadingTo, quotingPost } from '../../forum/posting/quoting-queries.ts';
import { redrawIn } from '../../forum/posting/redraw.ts';
import { rewriteRevisions, updatePost } from '../../forum/threads/post-queries.ts';
import { lockThread } from '../../forum/threads/queries.ts';
import { withoutWordsOf } from '../../../shared/markdown-quotes.ts';
import { rewriteCaseText } from '../cases/queries.ts';

/** Wakes who looks for quotations. */
export const REMOVED = 'removed';
const KEY = 'removed_quotes';
const TOGETHER = 20;

/** @property after how far the posts were looked through */
type Removed = { postId: number; threadId: number; number: number; after: number };
const removedOnes = async (conn: Conn) => (await getSetting<Removed[]>(conn, KEY)) ?? [];

/** Quotations of a post are looked for once this transaction has landed. */
export async function noteRemoved(tx: Tx, one: Omit<Removed, 'after'>): Promise<void> {
  await oneAtATime(tx, KEY);
  await putSetting(tx, KEY, [...(await removedOnes(tx)), { ...one, after: 0 }]);
  await tx.store.signal(tx, REMOVED);
}

/** Rewrites a text without what it quotes of the post. */
async function rewriterOf(tx: Tx, { postId, threadId, number }: Removed): Promise<(text: string) => string> {
  const said = wordsFor(await site(tx)).acts.statement.removed;
  const places = new Set([`p/${postId}`, `t/${threadId}/${number}`]);
  return (text) => withoutWordsOf(text, places, said, ownOrigin() ?? undefined);
}

async function unquote(tx: Tx, id: number, one: Removed): Promise<void> {
  const found = await quotingPost(tx, id);
  if (!found) return;
  await lockThread(tx, found.threadId);
  const rewrite = await rewriterOf(tx, one);
  await rewriteRevisions(tx, id, rewrite);
  await rewriteCaseText(tx, id, rewrite);
  const markdown = rewrite(found.markdown);
  if (markdown === found.markdown) return;
  await updatePost(tx, id, { markdown });
  await redrawIn(tx, { ...found, markdown }, true, null);
}

/** Takes some quotations out: reading all posts is done beside those who are served. @returns 0 when nothing is left */
export async function unquoteRemoved(adda: Adda): Promise<number> {
  const [one] = await removedOnes(adda.store.read);
  if (!one) return 0;
  const addresses = [`/p/${one.postId}`, `/t/${one.threadId}`];
  const ids = await postsLeadingTo(adda.aside, addresses, one.after, TOGETHER);
  for (const id of ids) await besideOthers(() => adda.store.write((tx) => unquote(tx, id, one)));
  await adda.store.write(async (tx) => {
    if (ids.length < TOGETHER) {
      const rewrite = await rewriterOf(tx, one);
      await rewriteDrafts(tx, addresses, rewrite);
      await rewriteWaiting(tx, addresses, rewrite);
    }
    await oneAtATime(tx, KEY);
    const left = (await removedOnes(tx)).flatMap((other) => {
      if (other.postId !== one.postId) return other;
      return ids.length < TOGETHER ? [] : { ...other, after: ids.at(-1)! };
    });
    await putSetting(tx, KEY, left);
  });
  return 1 + ids.length;
}
