/** A thread takes another form, or another title: what follows for its posts. */
import type { Tx } from '../../platform/store/store.ts';
import { textOf } from '../../platform/worker-pool/render.ts';
import { writtenIn } from '../spaces/queries.ts';
import { placeAll } from './move.ts';
import { indexPost } from './post-queries.ts';
import type { LockedThread } from './queries.ts';
import { kindsFor } from '../../platform/store/move-posts.ts';
import { asksForAnswers } from '../../rules/thread-forms.ts';

/** Answers become posts where nothing is asked, and the other way round. @param thread with its new form */
export async function rekind(tx: Tx, thread: LockedThread): Promise<void> {
  await kindsFor(tx, { ...thread, asks: asksForAnswers(thread.form) });
  await placeAll(tx, thread);
}

/** Puts a thread's title and tags into the search with its opening. */
export async function reindexOpening(tx: Tx, thread: LockedThread, opening: { id: number; html: string }) {
  const { language } = await writtenIn(tx, thread.spaceId);
  await indexPost(tx, opening.id, textOf({ html: opening.html, language }), thread.title, thread.tagNames);
}
