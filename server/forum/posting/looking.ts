/** What is written is looked at before others read it: what features find in it, and what becomes of the post then. */
import type { Adda } from '../../platform/adda.ts';
import type { Looked, SeenPost } from '../../platform/feature.ts';
import { invalid } from '../../platform/errors.ts';
import { raise } from '../../platform/events/raise.ts';
import type { Tx } from '../../platform/store/store.ts';
import { showsSomething } from '../../../shared/markdown.ts';
import type { HoldWhy } from '../../../shared/words.ts';
import { type Hiding, setHiding } from '../threads/hiding.ts';
import type { Post } from '../threads/post-queries.ts';
import { lockThread } from '../threads/queries.ts';

const NOTHING: Looked = { held: null, flagged: null };

/** What is read with a post's words: its title, tags, what its author declares. */
export const besides = (title = '', tags: readonly string[] = [], affiliation = ''): string =>
  [title, tags.join(' '), affiliation].filter(Boolean).join('\n');

/** What a thread says that it is about. */
export const topicOf = ({ title, tagNames }: { title: string; tagNames: readonly string[] }): string =>
  [title, ...tagNames].join(' ');

/** @throws {AddaError} `invalid` for what shows nothing, whatever was typed, and for what a feature refuses */
export async function lookAt(adda: Adda, tx: Tx, seen: SeenPost): Promise<Looked> {
  if (!showsSomething(seen.html)) throw invalid({ field: 'body', fault: 'required' });
  for (const { looksAt } of adda.features) if (looksAt) return looksAt(adda, tx, seen);
  return NOTHING;
}

/** What a post keeps of it. */
export function hidingOf({ held, flagged }: Looked, now: number): Hiding {
  if (held) return { hiddenAt: now, hiddenReason: `held:${held.why}`, heldAt: now, heldWhy: held };
  return flagged ? { heldWhy: flagged } : {};
}

type On = { threadId: number; spaceId: number; postId: number; number: number };
/** Says that a post waits; what tells of new posts hears of it when it is approved. */
export const raiseHeld = (tx: Tx, actorId: number, on: On, why: HoldWhy) =>
  raise(tx, { kind: 'post.held', actorId, ...on, why });

/**
 * What an edit comes to: what stood is held or flagged by its new words, what was held stays so until a moderator has
 * looked, with the reason that the new words give.
 */
export async function lookAgain(tx: Tx, editorId: number, post: Post, found: Looked): Promise<HoldWhy | null> {
  const looked =
    editorId === post.authorId ? found : { ...found, flagged: found.flagged && { ...found.flagged, by: editorId } };
  await looked.keep?.(tx, { id: post.id, isNew: false });
  const thread = await lockThread(tx, post.threadId);
  if (!thread) return null;
  if (post.heldAt !== null) {
    const { heldWhy = post.heldWhy } = hidingOf(looked, post.heldAt);
    await setHiding(tx, { thread, post }, { hiddenAt: post.hiddenAt, heldWhy });
    return heldWhy?.why ?? null;
  }
  // What a moderator hid waits for nobody but who hid it.
  if (post.hiddenAt !== null || (!looked.held && !looked.flagged)) return null;
  await setHiding(tx, { thread, post }, { hiddenAt: null, ...hidingOf(looked, tx.now) });
  const on = { threadId: thread.id, spaceId: thread.spaceId, postId: post.id, number: post.number };
  if (looked.held) await raiseHeld(tx, editorId, on, looked.held.why);
  return looked.held?.why ?? null;
}
