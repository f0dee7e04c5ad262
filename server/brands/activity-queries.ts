import { and, desc, eq, gt, isNotNull, isNull, ne, or, sql } from 'drizzle-orm';
import { cleanText } from '../../shared/text.ts';
import type { Conn, Tx } from '../platform/store/store.ts';

/** A brand's posts since a moment, with where and by whom. */
export async function labelsSince(conn: Conn, brandId: number, since: number) {
  const { postLabels: l, posts: p, threads: t } = conn.t;
  return conn.q
    .select({
      at: l.at,
      number: l.number,
      threadId: l.threadId,
      spaceId: t.spaceId,
      authorId: p.authorId,
    })
    .from(l)
    .innerJoin(p, eq(p.id, l.postId))
    .innerJoin(t, eq(t.id, l.threadId))
    .where(and(eq(l.brandId, brandId), gt(l.at, since)));
}

/** Visible posts in a space since a moment. */
export async function spacePostsSince(conn: Conn, spaceId: number, since: number): Promise<number> {
  const { posts: p, threads: t } = conn.t;
  const [row] = await conn.q
    .select({ count: sql<number>`count(*)`.mapWith(Number) })
    .from(p)
    .innerJoin(t, eq(t.id, p.threadId))
    .where(and(gt(p.createdAt, since), isNull(p.withdrawnAt), eq(t.spaceId, spaceId), sql`${t.visible}`));
  return row!.count;
}

/** Who has said how much in a thread: members what is visible, brands also what they withdrew. */
export async function voicesIn(conn: Conn, threadId: number, brandId: number) {
  const { posts: p, postLabels: l } = conn.t;
  const countOf = (condition: ReturnType<typeof sql>) =>
    sql<number>`count(case when ${condition} then 1 end)`.mapWith(Number);
  const [counts] = await conn.q
    .select({
      memberPosts: countOf(sql`${l.postId} is null and ${p.withdrawnAt} is null`),
      brandPosts: countOf(sql`${l.brandId} = ${brandId}`),
      allBrandPosts: countOf(sql`${l.postId} is not null`),
    })
    .from(p)
    .leftJoin(l, eq(l.postId, p.id))
    .where(eq(p.threadId, threadId));
  const [last] = await conn.q
    .select({ brandId: l.brandId })
    .from(p)
    .leftJoin(l, eq(l.postId, p.id))
    .where(and(eq(p.threadId, threadId), or(isNull(p.withdrawnAt), eq(l.brandId, brandId))))
    .orderBy(desc(p.number))
    .limit(1);
  return { ...counts!, lastIsOwn: last?.brandId === brandId };
}

export async function safetySince(conn: Conn, brandId: number, since: number): Promise<number[]> {
  const { exceptions: e } = conn.t;
  const rows = await conn.q
    .select({ at: e.at })
    .from(e)
    .where(and(eq(e.brandId, brandId), eq(e.kind, 'safety'), gt(e.at, since)));
  return rows.map((row) => row.at);
}

export async function insertLabel(tx: Tx, values: Tx['t']['postLabels']['$inferInsert']) {
  await tx.q.insert(tx.t.postLabels).values(values);
}

/** The label that was written with a post, or null for a member's. */
export async function labelOf(conn: Conn, postId: number) {
  const { postLabels: l } = conn.t;
  const [row] = await conn.q.select().from(l).where(eq(l.postId, postId));
  return row ?? null;
}

export async function insertException(tx: Tx, values: Tx['t']['exceptions']['$inferInsert']) {
  await tx.q.insert(tx.t.exceptions).values(values);
}

/** No database keeps a NUL or half a letter; a draft may hold what was refused for just that. */
function storable(values: Record<string, unknown>): Record<string, unknown> {
  const clean = (value: unknown): unknown =>
    typeof value === 'string' ? cleanText(value) : Array.isArray(value) ? value.map(clean) : value;
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, clean(value)]));
}

/** Keeps what was typed, in the place of what was kept there before. */
export async function putDraft(
  tx: Tx,
  draft: Pick<Tx['t']['drafts']['$inferInsert'], 'accountId' | 'place' | 'threadId' | 'values' | 'because'>,
) {
  const { drafts: d } = tx.t;
  const { because = null } = draft;
  const values = storable(draft.values);
  await tx.q
    .insert(d)
    .values({ ...draft, values, at: tx.now })
    .onConflictDoUpdate({ target: [d.accountId, d.place], set: { values, because, at: tx.now } });
}

export async function deleteDraft(tx: Tx, accountId: number, place: string) {
  const { drafts: d } = tx.t;
  await tx.q
    .delete(d)
    .where(and(eq(d.accountId, accountId), eq(d.place, place)))
    .returning({ id: d.id });
}

export async function draftAt(conn: Conn, accountId: number, place: string) {
  const { drafts: d } = conn.t;
  const [row] = await conn.q
    .select()
    .from(d)
    .where(and(eq(d.accountId, accountId), eq(d.place, place)));
  return row ?? null;
}

export async function draftsOf(conn: Conn, accountId: number) {
  const { drafts: d, threads: t } = conn.t;
  return conn.q
    .select({
      id: d.id,
      place: d.place,
      values: d.values,
      because: d.because,
      at: d.at,
      threadId: t.id,
      threadSlug: t.slug,
      title: t.title,
    })
    .from(d)
    .leftJoin(t, eq(t.id, d.threadId))
    .where(eq(d.accountId, accountId))
    .orderBy(desc(d.at));
}

export type Draft = Awaited<ReturnType<typeof draftsOf>>[number];

/** One thank-you a brand for a post; false when it was said already. */
export async function insertThanks(tx: Tx, values: Omit<Tx['t']['thanks']['$inferInsert'], 'at'>): Promise<boolean> {
  const { thanks: k } = tx.t;
  const rows = await tx.q
    .insert(k)
    .values({ ...values, at: tx.now })
    .onConflictDoNothing()
    .returning({ postId: k.postId });
  return rows.length > 0;
}

/** The thanks in a thread: by whom, with the label as it was. */
export async function thanksIn(conn: Conn, threadId: number) {
  const { thanks: k, posts: p, accounts: a, brands: b, grants: g } = conn.t;
  return conn.q
    .select({
      postId: k.postId,
      authorName: a.name,
      authorSlug: a.slug,
      label: k.label,
      labelBrandSlug: b.slug,
      speaks: g.id,
      at: k.at,
    })
    .from(k)
    .innerJoin(p, eq(p.id, k.postId))
    .innerJoin(a, eq(a.id, k.accountId))
    .leftJoin(b, eq(b.id, k.brandId))
    .leftJoin(g, and(eq(g.accountId, k.accountId), eq(g.brandId, k.brandId), eq(g.state, 'active')))
    .where(eq(p.threadId, threadId))
    .orderBy(k.at);
}

export type Thanks = Awaited<ReturnType<typeof thanksIn>>[number];

/** Questions that nobody has answered and whose peers-first window is over, or open by a door; longest waiting first. */
export async function waitingQuestions(conn: Conn, createdBefore: number, limit: number) {
  const { threads: t, spaces: s } = conn.t;
  return conn.q
    .select({
      id: t.id,
      slug: t.slug,
      title: t.title,
      createdAt: t.createdAt,
      doorBy: t.doorBy,
      noteCount: t.noteCount,
      spaceId: s.id,
      spaceName: s.name,
      spaceSlug: s.slug,
      spaceKind: s.kind,
    })
    .from(t)
    .innerJoin(s, eq(s.id, t.spaceId))
    .where(and(sql`${t.needsAnswer}`, or(sql`${t.createdAt} <= ${createdBefore}`, isNotNull(t.doorBy))))
    .orderBy(t.needsKey, t.id)
    .limit(limit);
}

export type Waiting = Awaited<ReturnType<typeof waitingQuestions>>[number];

/** Threads in which a brand spoke since a moment. */
export async function threadsSpokenIn(conn: Conn, brandId: number, since: number, limit: number) {
  const { postLabels: l, threads: t } = conn.t;
  return conn.q
    .select({
      id: t.id,
      slug: t.slug,
      title: t.title,
      form: t.form,
      spaceId: t.spaceId,
      createdAt: t.createdAt,
      answerCount: t.answerCount,
      doorBy: t.doorBy,
      last: sql<number>`max(${l.at})`.mapWith(Number),
    })
    .from(l)
    .innerJoin(t, eq(t.id, l.threadId))
    .where(and(eq(l.brandId, brandId), gt(l.at, since)))
    .groupBy(t.id, t.slug, t.title, t.form, t.spaceId, t.createdAt, t.answerCount, t.doorBy)
    .orderBy(desc(sql`max(${l.at})`))
    .limit(limit);
}

/** A brand's posts in each space since a moment, with all posts there. */
export async function shareOfVoice(conn: Conn, brandId: number, since: number) {
  const { postLabels: l, threads: t, spaces: s } = conn.t;
  const rows = await conn.q
    .select({ id: s.id, name: s.name, slug: s.slug, kind: s.kind, used: sql<number>`count(*)`.mapWith(Number) })
    .from(l)
    .innerJoin(t, eq(t.id, l.threadId))
    .innerJoin(s, eq(s.id, t.spaceId))
    .where(and(eq(l.brandId, brandId), gt(l.at, since)))
    .groupBy(s.id, s.name, s.slug, s.kind)
    .orderBy(s.name);
  const out: ((typeof rows)[number] & { posts: number })[] = [];
  for (const row of rows) out.push({ ...row, posts: await spacePostsSince(conn, row.id, since) });
  return out;
}

/** Moderators and admins with an address: whom a safety notice reaches. */
export async function keepersOfPeace(conn: Conn) {
  const { accounts: a } = conn.t;
  return conn.q
    .select({ id: a.id, name: a.name, email: a.email, language: a.language })
    .from(a)
    .where(and(ne(a.role, 'member'), ne(a.role, 'staff'), isNotNull(a.emailVerifiedAt), isNotNull(a.email)));
}
