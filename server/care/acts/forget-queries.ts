/** What moderators and the author said of a post that is removed for good, where it says the post's words again. */
import { and, eq, isNotNull, ne, or } from 'drizzle-orm';
import type { Tx } from '../../platform/store/store.ts';
import { repeats } from '../../rules/repeats.ts';

/** @param begun the thread that the post began, or null */
export async function forgetSaid(tx: Tx, post: { id: number; markdown: string }, begun: number | null): Promise<void> {
  const { acts: x, appeals: b, cases: c, reports: r } = tx.t;
  const says = (text: string | null) => text !== null && repeats(text, post.markdown);
  const acts = await tx.q
    .select({ id: x.id, verb: x.verb, note: x.note })
    .from(x)
    .where(begun === null ? eq(x.postId, post.id) : or(eq(x.postId, post.id), eq(x.threadId, begun)));
  for (const { id, verb, note } of acts) {
    // What the thread was called before; it is called so no more.
    if (verb === 'retitle') await tx.q.update(x).set({ facts: null }).where(eq(x.id, id)).returning({ id: x.id });
    if (says(note)) await tx.q.update(x).set({ note: '' }).where(eq(x.id, id)).returning({ id: x.id });
    for (const { words, decision } of await tx.q.select().from(b).where(eq(b.actId, id)))
      if (says(words) || says(decision))
        await tx.q.update(b).set({ words: '', decision: null }).where(eq(b.actId, id)).returning({ id: b.id });
  }
  const about = begun === null ? eq(c.postId, post.id) : or(eq(c.postId, post.id), eq(c.threadId, begun));
  const decided = await tx.q
    .select({ id: c.id, decision: c.decision })
    .from(c)
    .where(and(about, isNotNull(c.decision), ne(c.decision, '')));
  for (const { id, decision } of decided)
    if (says(decision)) {
      await tx.q.update(c).set({ decision: '' }).where(eq(c.id, id)).returning({ id: c.id });
      await tx.q.update(r).set({ decision: '' }).where(eq(r.caseId, id)).returning({ id: r.id });
    }
}
