/** What people said of a post that is removed for good, where that says the post's words, or its title, again. */
import { and, desc, eq, inArray, isNull, or, type SQL } from 'drizzle-orm';
import type { Tx } from '../../platform/store/store.ts';
import { repeats, RUNS } from '../../rules/repeats.ts';

/** Of each kind so many of the newest are looked at. */
const LOOKED_AT = 2_000;

/** @property begun the thread that the post began, or null @property title what that was called; '' for none */
export type Forgotten = {
  post: { id: number; authorId: number | null; markdown: string };
  begun: number | null;
  title: string;
};

/** Whether a note repeats what is removed with it; it would stay where that goes. */
export const saysAgain = (text: string, { post, title }: Forgotten): boolean =>
  repeats(text, post.markdown, { ...RUNS.near, least: RUNS.elsewhere.least }) ||
  repeats(text, title, { ...RUNS.near, least: RUNS.elsewhere.least });

type Says = (text: string | null) => boolean;
const saysOf = ({ post, title }: Forgotten): { near: Says; elsewhere: Says } => {
  const elsewhere: Says = (text) =>
    text !== null && [post.markdown, title].some((said) => repeats(text, said, RUNS.elsewhere));
  return { near: (text) => elsewhere(text) || (text !== null && repeats(text, post.markdown)), elsewhere };
};

/** Notes of acts, and what was said against them and decided. */
async function forgetNotes(tx: Tx, { post, begun }: Forgotten, says: ReturnType<typeof saysOf>): Promise<void> {
  const { acts: x, appeals: b } = tx.t;
  const here = begun === null ? eq(x.postId, post.id) : or(eq(x.postId, post.id), eq(x.threadId, begun));
  const acts = await tx.q
    .select({ id: x.id, verb: x.verb, note: x.note, postId: x.postId, threadId: x.threadId })
    .from(x)
    .where(post.authorId === null ? here : or(here, eq(x.accountId, post.authorId)))
    .orderBy(desc(x.id))
    .limit(LOOKED_AT);
  for (const { id, verb, note, postId, threadId } of acts) {
    const isHere = postId === post.id || (begun !== null && threadId === begun);
    const again = isHere ? says.near : says.elsewhere;
    // What the thread was called before; it is called so no more.
    if (isHere && verb === 'retitle')
      await tx.q.update(x).set({ facts: null }).where(eq(x.id, id)).returning({ id: x.id });
    if (again(note)) await tx.q.update(x).set({ note: '' }).where(eq(x.id, id)).returning({ id: x.id });
    for (const { words, decision } of await tx.q.select().from(b).where(eq(b.actId, id)))
      if (again(words) || again(decision))
        await tx.q.update(b).set({ words: '', decision: null }).where(eq(b.actId, id)).returning({ id: b.id });
  }
}

/** What was reported of the post and its thread, and of its author; titles that were proposed; what was decided. */
async function forgetReports(tx: Tx, { post, begun }: Forgotten, says: ReturnType<typeof saysOf>): Promise<void> {
  const { cases: c, reports: r, notices: n } = tx.t;
  const here = begun === null ? eq(c.postId, post.id) : or(eq(c.postId, post.id), eq(c.threadId, begun));
  const cases = await tx.q
    .select({ id: c.id, postId: c.postId, threadId: c.threadId, text: c.text, decision: c.decision })
    .from(c)
    .where(post.authorId === null ? here : or(here, eq(c.accountId, post.authorId)))
    .orderBy(desc(c.id))
    .limit(LOOKED_AT);
  for (const { id, postId, threadId, text, decision } of cases) {
    const isHere = postId === post.id || (begun !== null && threadId === begun);
    const again = isHere ? says.near : says.elsewhere;
    if (again(decision)) {
      await tx.q.update(c).set({ decision: '' }).where(eq(c.id, id)).returning({ id: c.id });
      await tx.q.update(r).set({ decision: '' }).where(eq(r.caseId, id)).returning({ id: r.id });
    }
    // How somebody else's post read is that post's, which stands.
    if (postId === null && says.elsewhere(text))
      await tx.q.update(c).set({ text: '' }).where(eq(c.id, id)).returning({ id: c.id });
    for (const one of await tx.q.select().from(r).where(eq(r.caseId, id)).orderBy(desc(r.id)).limit(LOOKED_AT)) {
      const { title = '', tags = [] } = one.proposal ?? {};
      const isProposed = says.elsewhere(`${title} ${tags.join(' ')}`);
      const isSaid = again(one.evidence);
      if (isProposed) await tx.q.update(r).set({ proposal: null }).where(eq(r.id, one.id)).returning({ id: r.id });
      if (!isSaid) continue;
      await tx.q.update(r).set({ evidence: '' }).where(eq(r.id, one.id)).returning({ id: r.id });
      await tx.q.update(n).set({ why: '' }).where(eq(n.reportId, one.id)).returning({ id: n.id });
    }
  }
}

/** Notices whose letter nobody has followed yet, and what moderators note of the author for each other. */
async function forgetElsewhere(tx: Tx, { post, begun }: Forgotten, says: Says, instead: string): Promise<void> {
  const { notices: n, personNotes: o } = tx.t;
  const about = (target: 'post' | 'thread' | 'member', id: number | null): SQL | undefined =>
    id === null ? undefined : and(eq(n.target, target), eq(n.subjectId, id));
  const waiting = await tx.q
    .select({ id: n.id, why: n.why })
    .from(n)
    .where(and(isNull(n.reportId), or(about('post', post.id), about('thread', begun), about('member', post.authorId))))
    .orderBy(desc(n.id))
    .limit(LOOKED_AT);
  const ids = waiting.filter(({ why }) => says(why)).map(({ id }) => id);
  if (ids.length > 0) await tx.q.update(n).set({ why: '' }).where(inArray(n.id, ids)).returning({ id: n.id });
  if (post.authorId === null) return;
  const notes = await tx.q
    .select({ id: o.id, words: o.words })
    .from(o)
    .where(eq(o.accountId, post.authorId))
    .orderBy(desc(o.id))
    .limit(LOOKED_AT);
  const noted = notes.filter(({ words }) => says(words)).map(({ id }) => id);
  if (noted.length > 0)
    await tx.q.update(o).set({ words: instead }).where(inArray(o.id, noted)).returning({ id: o.id });
}

/** @param instead what stands where nothing at all would look like a fault */
export async function forgetSaid(tx: Tx, forgotten: Forgotten, instead: string): Promise<void> {
  const says = saysOf(forgotten);
  await forgetNotes(tx, forgotten, says);
  await forgetReports(tx, forgotten, says);
  await forgetElsewhere(tx, forgotten, says.elsewhere, instead);
}
