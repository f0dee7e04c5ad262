/** Who belongs to spaces, who asked to, and who keeps the peace in them. */
import { and, asc, count, eq, inArray, sql } from 'drizzle-orm';
import type { Audience } from '../../platform/audience/audience.ts';
import { spacesFor } from '../../platform/audience/scope-queries.ts';
import { hashSecret } from '../../platform/secrets.ts';
import type { Conn, Tx } from '../../platform/store/store.ts';
import { FORUM_OFFICES, SPACE_MODERATOR } from '../../rules/roles.ts';

/** @returns whether they were not in yet */
export async function insertMembership(tx: Tx, spaceId: number, accountId: number, addedBy: number | null) {
  const { memberships: m } = tx.t;
  const rows = await tx.q
    .insert(m)
    .values({ spaceId, accountId, addedBy, createdAt: tx.now })
    .onConflictDoNothing()
    .returning({ accountId: m.accountId });
  return rows.length > 0;
}

/** @returns whether they were in */
export async function deleteMembership(tx: Tx, spaceId: number, accountId: number): Promise<boolean> {
  const { memberships: m } = tx.t;
  const rows = await tx.q
    .delete(m)
    .where(and(eq(m.spaceId, spaceId), eq(m.accountId, accountId)))
    .returning({ accountId: m.accountId });
  return rows.length > 0;
}

export async function isMember(conn: Conn, spaceId: number, accountId: number): Promise<boolean> {
  const { memberships: m } = conn.t;
  const rows = await conn.q
    .select({ id: m.accountId })
    .from(m)
    .where(and(eq(m.spaceId, spaceId), eq(m.accountId, accountId)));
  return rows.length > 0;
}

/** The members of a space by name. @param offset how many come before */
export async function rosterOf(conn: Conn, spaceId: number, offset: number, limit: number) {
  const { memberships: m, accounts: a } = conn.t;
  return conn.q
    .select({ id: a.id, name: a.name, slug: a.slug, createdAt: m.createdAt })
    .from(m)
    .innerJoin(a, eq(a.id, m.accountId))
    .where(eq(m.spaceId, spaceId))
    .orderBy(asc(a.slug))
    .limit(limit)
    .offset(offset);
}

export async function countMembers(conn: Conn, spaceId: number): Promise<number> {
  const { memberships: m } = conn.t;
  const [row] = await conn.q.select({ count: count() }).from(m).where(eq(m.spaceId, spaceId));
  return row!.count;
}

/** The space at whose door a code stands; only the code's hash is kept. */
export async function spaceByJoinCode(conn: Conn, code: string) {
  const { spaces: s } = conn.t;
  const [row] = await conn.q
    .select()
    .from(s)
    .where(eq(s.joinCode, hashSecret(code)));
  return row ?? null;
}

/** Asks to be let in; again when it was refused before. @returns the request, or null while one waits */
export async function putRequest(tx: Tx, spaceId: number, accountId: number, words: string): Promise<number | null> {
  const { joinRequests: r } = tx.t;
  const [row] = await tx.q
    .insert(r)
    .values({ spaceId, accountId, words, createdAt: tx.now })
    .onConflictDoUpdate({
      target: [r.spaceId, r.accountId],
      set: { words, state: 'open', decidedBy: null, decidedAt: null, createdAt: tx.now },
      setWhere: sql`${r.state} <> 'open'`,
    })
    .returning({ id: r.id });
  return row?.id ?? null;
}

export async function openRequests(conn: Conn, spaceId: number) {
  const { joinRequests: r, accounts: a } = conn.t;
  return conn.q
    .select({ id: r.id, name: a.name, slug: a.slug, words: r.words, createdAt: r.createdAt })
    .from(r)
    .innerJoin(a, eq(a.id, r.accountId))
    .where(and(eq(r.spaceId, spaceId), eq(r.state, 'open')))
    .orderBy(asc(r.id))
    .limit(100);
}

/** More are looked at in the spaces themselves. */
const SPACES_ASKED = 50;

/** The spaces at which somebody waits to be let in, of those that an audience reads, with how many do. */
export function spacesAsked(conn: Conn, audience: Audience) {
  const { joinRequests: r, spaces: s } = conn.t;
  return conn.q
    .select({ id: s.id, slug: s.slug, name: s.name, kind: s.kind, count: sql<number>`count(*)`.mapWith(Number) })
    .from(r)
    .innerJoin(s, eq(s.id, r.spaceId))
    .where(and(eq(r.state, 'open'), spacesFor(conn, audience)))
    .groupBy(s.id, s.slug, s.name, s.kind)
    .orderBy(asc(s.name))
    .limit(SPACES_ASKED);
}

export async function requestById(conn: Conn, id: number) {
  const { joinRequests: r } = conn.t;
  const [row] = await conn.q.select().from(r).where(eq(r.id, id));
  return row ?? null;
}

/** A space that something refers to, so that it is there. */
export async function spaceOf(conn: Conn, id: number) {
  const { spaces: s } = conn.t;
  const [row] = await conn.q.select().from(s).where(eq(s.id, id));
  return row!;
}

/** Decides a request; false when it was decided before. */
export async function decideRequest(tx: Tx, id: number, isGranted: boolean, decidedBy: number): Promise<boolean> {
  const { joinRequests: r } = tx.t;
  const rows = await tx.q
    .update(r)
    .set({ state: isGranted ? 'granted' : 'refused', decidedBy, decidedAt: tx.now })
    .where(and(eq(r.id, id), eq(r.state, 'open')))
    .returning({ id: r.id });
  return rows.length > 0;
}

/** Whether anything was written in a space. */
export async function isEmptySpace(conn: Conn, spaceId: number): Promise<boolean> {
  const { threads: t } = conn.t;
  return (await conn.q.select({ id: t.id }).from(t).where(eq(t.spaceId, spaceId)).limit(1)).length === 0;
}

/** Who keeps the peace in a space, those of the whole forum last. */
export async function moderatorsOf(conn: Conn, spaceId: number) {
  const { spaceRoles: r, accounts: a } = conn.t;
  const here = await conn.q
    .select({ id: a.id, name: a.name, slug: a.slug, since: r.grantedAt })
    .from(r)
    .innerJoin(a, eq(a.id, r.accountId))
    .where(and(eq(r.spaceId, spaceId), eq(r.role, SPACE_MODERATOR)))
    .orderBy(asc(a.slug));
  const everywhere = await conn.q
    .select({ id: a.id, name: a.name, slug: a.slug, role: a.role })
    .from(a)
    .where(inArray(a.role, FORUM_OFFICES))
    .orderBy(asc(a.slug));
  return { here, everywhere };
}

/** The accounts that let people into a space: its own moderators; where it has none, those of the whole forum. */
export async function keepersOf(conn: Conn, spaceId: number): Promise<number[]> {
  const { here, everywhere } = await moderatorsOf(conn, spaceId);
  return (here.length > 0 ? here : everywhere).map(({ id }) => id);
}

/** @returns whether they had not seconded it yet */
export async function insertSecond(tx: Tx, proposalId: number, accountId: number): Promise<boolean> {
  const { seconds: s } = tx.t;
  const rows = await tx.q
    .insert(s)
    .values({ proposalId, accountId, createdAt: tx.now })
    .onConflictDoNothing()
    .returning({ accountId: s.accountId });
  return rows.length > 0;
}

/** Open proposals with how many would like them as well, and whether this member is among them. */
export async function proposalsToSecond(conn: Conn, accountId: number, limit: number) {
  const { proposals: p, seconds: s, accounts: a } = conn.t;
  return conn.q
    .select({
      ...{ id: p.id, name: p.name, kind: p.kind, charter: p.charter, createdAt: p.createdAt, proposerId: p.proposerId },
      ...{ proposerName: a.name, proposerSlug: a.slug },
      seconds: sql<number>`(select count(*) from "seconds" x where x."proposal_id" = ${p.id})`.mapWith(Number),
      isSeconded:
        sql<boolean>`exists (select 1 from ${s} y where y."proposal_id" = ${p.id} and y."account_id" = ${accountId})`.mapWith(
          Boolean,
        ),
    })
    .from(p)
    .innerJoin(a, eq(a.id, p.proposerId))
    .where(eq(p.state, 'open'))
    .orderBy(asc(p.id))
    .limit(limit);
}

export async function proposalById(conn: Conn, id: number) {
  const { proposals: p } = conn.t;
  const [row] = await conn.q.select().from(p).where(eq(p.id, id));
  return row ?? null;
}

export async function countSeconds(conn: Conn, proposalId: number): Promise<number> {
  const { seconds: s } = conn.t;
  const [row] = await conn.q.select({ count: count() }).from(s).where(eq(s.proposalId, proposalId));
  return row!.count;
}

/** What somebody who is gone asked for and seconded goes; what they decided stays without them. */
export async function forgetRequests(tx: Tx, accountId: number): Promise<void> {
  const { joinRequests: r } = tx.t;
  await tx.q.delete(r).where(eq(r.accountId, accountId)).returning({ id: r.id });
  await tx.q.update(r).set({ decidedBy: null }).where(eq(r.decidedBy, accountId)).returning({ id: r.id });
}

export async function forgetSeconds(tx: Tx, accountId: number): Promise<void> {
  const { seconds: s } = tx.t;
  await tx.q.delete(s).where(eq(s.accountId, accountId)).returning({ id: s.proposalId });
}
