/** Accounts as an admin looks for them: by name or address, role and state. */
import { and, desc, eq, gt, isNotNull, isNull, lt, ne, or, type SQL, sql } from 'drizzle-orm';
import { escapeLike } from '../../platform/store/like.ts';
import type { Conn } from '../../platform/store/store.ts';
import { trustColumns } from '../../people/accounts/trust-queries.ts';
import { type Trust, trustOf } from '../../rules/trust.ts';
import type { Role } from '../../../shared/words.ts';

export const MEMBER_STATES = ['suspended', 'unreached', 'imported'] as const;
export type MemberState = (typeof MEMBER_STATES)[number];

/** @property slug a part of the name as it stands in addresses @property email a whole address, in small letters */
export type Wanted = {
  slug: string;
  email: string;
  role: Role | null;
  state: MemberState | null;
  before: number | null;
};

/** @property seenAt when one of its sessions was last used; null where none is left */
export type ListedMember = {
  id: number;
  slug: string;
  role: Role;
  createdAt: number;
  seenAt: number | null;
  suspendedUntil: number | null;
  isImported: boolean;
  hasAddress: boolean;
  isUnreached: boolean;
  trust: Trust | null;
};

function inState({ t: { accounts: a } }: Conn, state: MemberState | null, now: number): SQL | undefined {
  if (state === 'suspended') return gt(a.suspendedUntil, now);
  if (state === 'unreached') return isNotNull(a.mailPausedAt);
  return state === 'imported' ? isNotNull(a.source) : undefined;
}

/** The newest first. @param limit how many at most */
export async function listMembers(conn: Conn, wanted: Wanted, limit: number, now: number): Promise<ListedMember[]> {
  const { accounts: a } = conn.t;
  const { slug, email, role, state, before } = wanted;
  const rows = await conn.q
    .select({
      ...trustColumns(conn.t),
      ...{ id: a.id, slug: a.slug, source: a.source, suspendedUntil: a.suspendedUntil, mailPausedAt: a.mailPausedAt },
      hasAddress: sql<boolean>`${a.email} is not null`.mapWith(Boolean),
      seenAt: sql<
        number | null
      >`(select max(x."seen_at") from "sessions" x where x."account_id" = ${sql`${a.id}`})`.mapWith(a.createdAt),
    })
    .from(a)
    .where(
      and(
        ...[isNull(a.mergedInto), isNull(a.erasedAt), ne(a.slug, '')],
        slug === '' && email === ''
          ? undefined
          : or(
              slug === '' ? undefined : sql`${a.slug} like ${`%${escapeLike(slug)}%`} escape ${'\\'}`,
              email === '' ? undefined : eq(a.email, email),
            ),
        role === null ? undefined : eq(a.role, role),
        inState(conn, state, now),
        before === null ? undefined : lt(a.id, before),
      ),
    )
    .orderBy(desc(a.id))
    .limit(limit);
  return rows.map((row) => ({
    ...{ id: row.id, slug: row.slug, role: row.role, createdAt: row.createdAt, seenAt: row.seenAt },
    ...{ suspendedUntil: row.suspendedUntil, isImported: row.source !== null, hasAddress: row.hasAddress },
    isUnreached: row.mailPausedAt !== null,
    trust: trustOf(row, now),
  }));
}

/** How many sessions and API tokens let somebody in. */
export async function accessOf(
  conn: Conn,
  accountId: number,
  now: number,
): Promise<{ sessions: number; tokens: number }> {
  const { sessions: s, tokens: k } = conn.t;
  const count = sql<number>`count(*)`.mapWith(Number);
  const [sessions] = await conn.q
    .select({ count })
    .from(s)
    .where(and(eq(s.accountId, accountId), gt(s.expiresAt, now)));
  const [tokens] = await conn.q
    .select({ count })
    .from(k)
    .where(and(eq(k.accountId, accountId), eq(k.purpose, 'api'), or(isNull(k.expiresAt), gt(k.expiresAt, now))));
  return { sessions: sessions!.count, tokens: tokens!.count };
}
