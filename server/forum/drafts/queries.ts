import { and, count, desc, eq, inArray, like, or, sql } from 'drizzle-orm';
import { LIMITS } from '../../../shared/limits.ts';
import { cleanText } from '../../../shared/text.ts';
import { FIRST_PLACE, type FirstPlace } from '../../rules/beginnings.ts';
import type { Audience } from '../../platform/audience/audience.ts';
import { threadsFor } from '../../platform/audience/scope-queries.ts';

import { oneAtATime } from '../../platform/store/transaction.ts';
import type { Tables } from '../../platform/store/define.ts';
import type { Conn, Tx } from '../../platform/store/store.ts';

/** Letters of a draft that a list of them has. */
export const BEGINNING = 500;

/** No database keeps a NUL or half a letter; a draft may hold what was refused for just that. */
export function storable(values: Record<string, unknown>): Record<string, unknown> {
  const clean = (value: unknown): unknown =>
    typeof value === 'string' ? cleanText(value) : Array.isArray(value) ? value.map(clean) : value;
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, clean(value)]));
}

/** Keeps what was typed, in the place of what was kept there before. */
export async function putDraft(
  tx: Tx,
  draft: Pick<Tx['t']['drafts']['$inferInsert'], 'accountId' | 'place' | 'threadId' | 'values' | 'because'>,
  at: number = tx.now,
) {
  const { drafts: d } = tx.t;
  const { because = null } = draft;
  const values = storable(draft.values);
  await tx.q
    .insert(d)
    .values({ ...draft, values, at })
    .onConflictDoUpdate({ target: [d.accountId, d.place], set: { values, because, at } });
}

export async function deleteDraft(tx: Tx, accountId: number, place: string) {
  await tx
    .prepared('delete draft', (q, { drafts: d }) =>
      q
        .delete(d)
        .where(and(eq(d.accountId, sql.placeholder('accountId')), eq(d.place, sql.placeholder('place'))))
        .returning({ id: d.id }),
    )
    .execute({ accountId, place });
}

/** What is kept there, locked against others who keep something there. */
export async function lockedDraft(tx: Tx, accountId: number, place: string) {
  await oneAtATime(tx, `draft:${accountId}:${place}`);
  return draftAt(tx, accountId, place);
}

/** Where a refused text is kept while another device keeps something in its place. */
export const refusedPlace = (place: string): string => `${place}:refused`;

/** What is kept in a place, and what was refused there; nobody else changes the first meanwhile. */
export async function lockedWithRefused(tx: Tx, accountId: number, place: string) {
  await oneAtATime(tx, `draft:${accountId}:${place}`);
  const { drafts: d } = tx.t;
  return tx.q
    .select()
    .from(d)
    .where(and(eq(d.accountId, accountId), inArray(d.place, [place, refusedPlace(place)])));
}

export async function countDrafts(conn: Conn, accountId: number): Promise<number> {
  const { drafts: d } = conn.t;
  const [row] = await conn.q.select({ count: count() }).from(d).where(eq(d.accountId, accountId));
  return row!.count;
}

export async function draftAt(conn: Conn, accountId: number, place: string) {
  const { drafts: d } = conn.t;
  const [row] = await conn.q
    .select()
    .from(d)
    .where(and(eq(d.accountId, accountId), eq(d.place, place)));
  return row ?? null;
}

/** Rewrites what was kept of texts that say one of these addresses. */
export async function rewriteDrafts(tx: Tx, addresses: string[], rewrite: (text: string) => string): Promise<void> {
  const { drafts: d } = tx.t;
  const says = addresses.map((one) => sql`cast(${d.values} as text) like ${`%${one}%`}`);
  const rows = await tx.q
    .select({ id: d.id, values: d.values })
    .from(d)
    .where(or(...says));
  for (const { id, values: before } of rows) {
    const body = typeof before.body === 'string' ? rewrite(before.body) : before.body;
    if (body === before.body) continue;
    await tx.q
      .update(d)
      .set({ values: { ...before, body } })
      .where(eq(d.id, id))
      .returning({ id: d.id });
  }
}

const listed = ({ drafts: d, threads: t }: Tables) => ({
  ...{ id: d.id, place: d.place, because: d.because, at: d.at },
  // A thread that is not there any more for who wrote it has neither address nor title; their words stay theirs.
  ...{ inThread: d.threadId, threadId: t.id, threadSlug: t.slug, title: t.title },
});

/** What somebody kept, in one place or in all. */
function keptBy(conn: Conn, audience: Audience, accountId: number, place?: string) {
  const { drafts: d, threads: t } = conn.t;
  return {
    ofThread: and(eq(t.id, d.threadId), threadsFor(conn, audience, 'readable')),
    kept: and(eq(d.accountId, accountId), place === undefined ? undefined : eq(d.place, place)),
  };
}

/** Each as a whole, newest first. */
export async function draftsOf(conn: Conn, audience: Audience, accountId: number, place?: string) {
  const { drafts: d, threads: t } = conn.t;
  const { ofThread, kept } = keptBy(conn, audience, accountId, place);
  return conn.q
    .select({ ...listed(conn.t), values: d.values })
    .from(d)
    .leftJoin(t, ofThread)
    .where(kept)
    .orderBy(desc(d.at));
}

export type Draft = Awaited<ReturnType<typeof draftsOf>>[number];

/** How title and text of each begin, newest first: a hundred long ones are read as quickly as short ones. */
export async function beginningsOf(conn: Conn, audience: Audience, accountId: number): Promise<Draft[]> {
  const { drafts: d, threads: t } = conn.t;
  const { ofThread, kept } = keptBy(conn, audience, accountId);
  const beginning = (name: 'title' | 'body' | 'pollQuestion' | 'to') =>
    sql<string | null>`substr(${d.values} ->> cast(${name} as text), 1, cast(${BEGINNING} as integer))`;
  const rows = await conn.q
    .select({
      ...listed(conn.t),
      titleTyped: beginning('title'),
      body: beginning('body'),
      poll: beginning('pollQuestion'),
      to: beginning('to'),
    })
    .from(d)
    .leftJoin(t, ofThread)
    .where(kept)
    .orderBy(desc(d.at));
  return rows.map(({ titleTyped, body, poll, to, ...row }) => ({
    ...row,
    values: {
      ...(titleTyped !== null && { title: titleTyped }),
      ...(body !== null && { body }),
      ...(poll !== null && { pollQuestion: poll }),
      ...(to !== null && { to }),
    },
  }));
}

/** Threads, or messages, that somebody began and did not send, the newest first: how each begins. */
export async function startsOf(conn: Conn, accountId: number, first: FirstPlace = FIRST_PLACE) {
  const { drafts: d } = conn.t;
  const typed = (name: 'title' | 'space' | 'form' | 'body' | 'to') =>
    sql<string | null>`substr(${d.values} ->> cast(${name} as text), 1, cast(${BEGINNING} as integer))`;
  const rows = await conn.q
    .select({
      ...{ place: d.place, at: d.at },
      ...{ title: typed('title'), space: typed('space'), form: typed('form'), body: typed('body') },
      ...{ to: typed('to') },
    })
    .from(d)
    .where(and(eq(d.accountId, accountId), or(eq(d.place, first), like(d.place, `${first}:%`))))
    .orderBy(desc(d.at), desc(d.id))
    .limit(LIMITS.drafts);
  return rows.map(({ place, at, ...values }) => ({ place, at, values }));
}

export type Start = Awaited<ReturnType<typeof startsOf>>[number];

export async function deleteDraftsOf(tx: Tx, accountId: number) {
  const { drafts: d } = tx.t;
  await tx.q.delete(d).where(eq(d.accountId, accountId)).returning({ id: d.id });
}
