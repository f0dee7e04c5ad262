/** What moderators noted about somebody, and which other accounts may be the same person's. */
import { and, asc, between, desc, eq, inArray, isNull, lt, ne, or, sql } from 'drizzle-orm';
import type { Audience } from '../../platform/audience/audience.ts';
import type { Conn, Tx } from '../../platform/store/store.ts';
import { mailboxOf } from '../../rules/addresses.ts';
import { joinedTogether } from '../../rules/prevention.ts';
import { isNear, type Print } from '../../rules/simhash.ts';

export async function insertNote(tx: Tx, values: Omit<Tx['t']['personNotes']['$inferInsert'], 'createdAt'>) {
  const { personNotes: n } = tx.t;
  const [row] = await tx.q
    .insert(n)
    .values({ ...values, createdAt: tx.now })
    .returning({ id: n.id });
  return row!.id;
}

export async function noteById(conn: Conn, id: number) {
  const { personNotes: n } = conn.t;
  const [row] = await conn.q.select().from(n).where(eq(n.id, id));
  return row ?? null;
}

/** @returns whether it was there */
export async function deleteNote(tx: Tx, id: number): Promise<boolean> {
  const { personNotes: n } = tx.t;
  return (await tx.q.delete(n).where(eq(n.id, id)).returning({ id: n.id })).length > 0;
}

/** Notes about somebody for who moderates, the newest first: of a space only for those who moderate it. */
export async function notesAbout(
  conn: Conn,
  accountId: number,
  moderates: Audience['moderates'],
  before: number | null,
  limit: number,
) {
  const { personNotes: n, accounts: a, spaces: s } = conn.t;
  return conn.q
    .select({ note: n, authorSlug: a.slug, spaceName: s.name, spaceSlug: s.slug })
    .from(n)
    .leftJoin(a, and(eq(a.id, n.authorId), isNull(a.erasedAt)))
    .leftJoin(s, eq(s.id, n.spaceId))
    .where(
      and(
        eq(n.accountId, accountId),
        moderates === 'all' ? undefined : inArray(n.spaceId, moderates),
        before === null ? undefined : lt(n.id, before),
      ),
    )
    .orderBy(desc(n.id))
    .limit(limit);
}

export type ListedNote = Awaited<ReturnType<typeof notesAbout>>[number];

/** What was noted about whoever is gone goes; what they noted about others stays, without their name. */
export async function forgetNotes(tx: Tx, accountId: number): Promise<void> {
  const { personNotes: n } = tx.t;
  await tx.q.delete(n).where(eq(n.accountId, accountId)).returning({ id: n.id });
  await tx.q.update(n).set({ authorId: null }).where(eq(n.authorId, accountId)).returning({ id: n.id });
}

/** So many accounts are looked at and shown for one reason. */
const ALIKE = 20;

const escaped = (text: string) => text.replace(/[\\%_]/g, '\\$&');

/** Accounts whose letters go to the same mailbox. */
async function withMailbox(conn: Conn, accountId: number, email: string): Promise<number[]> {
  const { accounts: a } = conn.t;
  const mailbox = mailboxOf(email);
  const at = mailbox.lastIndexOf('@');
  const tagged = `${escaped(mailbox.slice(0, at))}+%${escaped(mailbox.slice(at))}`;
  const rows = await conn.q
    .select({ id: a.id, email: a.email })
    .from(a)
    .where(
      and(
        ne(a.id, accountId),
        isNull(a.erasedAt),
        or(eq(a.email, mailbox), sql`${a.email} like ${tagged} escape ${'\\'}`),
      ),
    )
    .orderBy(asc(a.id))
    .limit(ALIKE);
  return rows.filter((row) => row.email !== null && mailboxOf(row.email) === mailbox).map(({ id }) => id);
}

/** Accounts that posted nearly the same text, as far as texts are compared still. */
async function withText(conn: Conn, accountId: number): Promise<number[]> {
  const { postPrints: x } = conn.t;
  const columns = { accountId: x.accountId, a: x.a, b: x.b, c: x.c, d: x.d };
  const print = (row: Record<'a' | 'b' | 'c' | 'd', number>): Print => [row.a, row.b, row.c, row.d];
  const own = await conn.q
    .select(columns)
    .from(x)
    .where(eq(x.accountId, accountId))
    .orderBy(desc(x.at), desc(x.postId))
    .limit(ALIKE);
  const found = new Set<number>();
  for (const one of own) {
    const part = or(eq(x.a, one.a), eq(x.b, one.b), eq(x.c, one.c), eq(x.d, one.d));
    const others = await conn.q
      .select(columns)
      .from(x)
      .where(and(part, ne(x.accountId, accountId)))
      .orderBy(desc(x.at), desc(x.postId))
      .limit(10 * ALIKE);
    for (const other of others) if (isNear(print(one), print(other))) found.add(other.accountId);
  }
  return [...found].sort((a, b) => a - b).slice(0, ALIKE);
}

/** Accounts that joined in the same minute, where raid mode was switched on soon after. */
async function withRaid(conn: Conn, accountId: number, createdAt: number): Promise<number[]> {
  const { accounts: a, auditLog: l } = conn.t;
  const { from, to, raidFrom, raidTo } = joinedTogether(createdAt);
  const raids = await conn.q
    .select({ number: l.number })
    .from(l)
    .where(and(eq(l.kind, 'raid_started'), between(l.at, raidFrom, raidTo)))
    .limit(1);
  if (raids.length === 0) return [];
  const rows = await conn.q
    .select({ id: a.id })
    .from(a)
    .where(and(between(a.createdAt, from, to), ne(a.id, accountId), isNull(a.source), isNull(a.erasedAt)))
    .orderBy(asc(a.id))
    .limit(ALIKE);
  return rows.map(({ id }) => id);
}

export type AlikeWhy = 'mailbox' | 'text' | 'raid';
export type Alike = { slug: string; whys: AlikeWhy[] };

/**
 * Accounts that may be the same person's, with why one may think so. Nothing is kept for it: it is asked of what the
 * forum has anyway, and neither browsers nor networks are compared.
 */
export async function accountsAlike(
  conn: Conn,
  { id, email, createdAt }: { id: number; email: string | null; createdAt: number },
): Promise<Alike[]> {
  const { accounts: a } = conn.t;
  const by: Record<AlikeWhy, number[]> = {
    mailbox: email === null ? [] : await withMailbox(conn, id, email),
    text: await withText(conn, id),
    raid: await withRaid(conn, id, createdAt),
  };
  const ids = [...new Set(Object.values(by).flat())];
  if (ids.length === 0) return [];
  const rows = await conn.q
    .select({ id: a.id, slug: a.slug })
    .from(a)
    .where(and(inArray(a.id, ids), isNull(a.erasedAt)))
    .orderBy(asc(a.id));
  const whysOf = (one: number) => (Object.keys(by) as AlikeWhy[]).filter((why) => by[why].includes(one));
  return rows.map((row) => ({ slug: row.slug, whys: whysOf(row.id) }));
}
