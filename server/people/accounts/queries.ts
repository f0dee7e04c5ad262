import { and, asc, desc, eq, exists, gt, inArray, isNull, ne, or, sql, isNotNull } from 'drizzle-orm';
import { ADMIN, FORUM_OFFICES, SPACE_MODERATOR } from '../../rules/roles.ts';
import { nameKey } from '../../rules/names.ts';
import type { TokenPurpose, TokenScope } from '../../../shared/words.ts';
import { USUAL_MAIL_TIMES } from '../../rules/mail-times.ts';
import type { Conn, Tx } from '../../platform/store/store.ts';
import { hashSecret, randomSecret } from '../../platform/secrets.ts';

/** An address that was asked for and never written to is forgotten. */
const ASKED_MS = 24 * 3_600_000;
/** So long a way back to a former address is open. */
const BACK_MS = 7 * 24 * 3_600_000;
/** So long it is known that a confirming link was followed. */
const TOLD_MS = 30 * 24 * 3_600_000;

export async function accountBy(conn: Conn, by: { id: number } | { email: string } | { slug: string }) {
  const { accounts: a } = conn.t;
  const where = 'id' in by ? eq(a.id, by.id) : 'email' in by ? eq(a.email, by.email) : eq(a.slug, by.slug);
  const [row] = await conn.q.select().from(a).where(where);
  return row ?? null;
}

export type Account = NonNullable<Awaited<ReturnType<typeof accountBy>>>;

/** Where a member's clock is: as they chose, or their browser said. */
export async function zoneOfAccount(conn: Conn, id: number): Promise<string> {
  const { accounts: a } = conn.t;
  const [row] = await conn.q.select({ times: a.mailTimes }).from(a).where(eq(a.id, id));
  return (row?.times ?? USUAL_MAIL_TIMES).zone;
}

export async function anyAdmin(conn: Conn): Promise<boolean> {
  const { accounts: a } = conn.t;
  return (await conn.q.select({ id: a.id }).from(a).where(eq(a.role, ADMIN)).limit(1)).length > 0;
}

/** Is there another admin than this one? */
export async function isOtherAdmin(conn: Conn, id: number): Promise<boolean> {
  const { accounts: a } = conn.t;
  const rows = await conn.q
    .select({ id: a.id })
    .from(a)
    .where(and(eq(a.role, ADMIN), ne(a.id, id)))
    .limit(1);
  return rows.length > 0;
}

/** The links and API tokens of an account. */
export async function deleteTokensOf(tx: Tx, accountId: number) {
  const { tokens: k } = tx.t;
  await tx.q.delete(k).where(eq(k.accountId, accountId)).returning({ hash: k.hash });
}

/** Is there another account that has this name, or one that looks the same? Neither do imported ones lend theirs. */
export async function isNameTaken(conn: Conn, by: { slug: string; nameKey: string }, own: number | null) {
  const { accounts: a } = conn.t;
  const rows = await conn.q
    .select({ id: a.id })
    .from(a)
    .where(and(or(eq(a.slug, by.slug), eq(a.nameKey, by.nameKey)), own === null ? undefined : ne(a.id, own)))
    .limit(1);
  return rows.length > 0;
}

export async function insertAccount(tx: Tx, values: Tx['t']['accounts']['$inferInsert']) {
  const keyed = { ...values, nameKey: nameKey(values.name) };
  const [row] = await tx.q.insert(tx.t.accounts).values(keyed).returning();
  return row!;
}

/** What was refused at an address says nothing of another one. */
const OF_NEW_ADDRESS = { mailRefusals: 0, mailPausedAt: null };

/** Changes an account and its version, so that no finished page keeps the old facts. */
export async function updateAccount(tx: Tx, id: number, changes: Partial<Tx['t']['accounts']['$inferInsert']>) {
  const { accounts: a } = tx.t;
  await tx.q
    .update(a)
    .set({
      ...(changes.email !== undefined && OF_NEW_ADDRESS),
      ...changes,
      ...(changes.name && { nameKey: nameKey(changes.name) }),
      version: sql`${a.version} + 1`,
    })
    .where(eq(a.id, id))
    .returning({ id: a.id });
}

export async function insertToken(tx: Tx, values: Tx['t']['tokens']['$inferInsert']) {
  await tx.q.insert(tx.t.tokens).values(values);
}

/** Marks the row that only keeps an address; nobody has a secret that opens it. */
const ASKED = 'asked';

/** Keeps the new address that a member asked for, until the letter to it is queued. */
export async function keepAskedAddress(tx: Tx, accountId: number, email: string): Promise<void> {
  await insertToken(tx, {
    ...{ hash: hashSecret(randomSecret()), accountId, purpose: 'verify', label: ASKED, email },
    createdAt: tx.now,
    expiresAt: tx.now + ASKED_MS,
  });
}

/** Takes an address that was asked for. Null when none is kept any more. */
export async function takeAskedAddress(tx: Tx, accountId: number): Promise<string | null> {
  const { tokens: k } = tx.t;
  const rows = await tx.q
    .delete(k)
    .where(and(eq(k.accountId, accountId), eq(k.label, ASKED), eq(k.purpose, 'verify'), isNull(k.usedAt)))
    .returning({ email: k.email, at: k.createdAt });
  return rows.sort((a, b) => b.at - a.at)[0]?.email ?? null;
}

/** What a link is for. */
export type LinkPurpose = Exclude<TokenPurpose, 'api'>;

/** Notes that a confirming link was followed, so that whoever follows it again is told so. */
export async function keepUsedLink(tx: Tx, link: { hash: string; accountId: number; email: string }): Promise<void> {
  await insertToken(tx, { ...link, purpose: 'verify', createdAt: tx.now, usedAt: tx.now, expiresAt: tx.now + TOLD_MS });
}

/** Was the address that this link is about confirmed, by it or otherwise, and is it the account's still? */
export async function isConfirmedBy(conn: Conn, hash: string): Promise<boolean> {
  const { tokens: k, accounts: a } = conn.t;
  const rows = await conn.q
    .select({ id: a.id })
    .from(k)
    .innerJoin(a, and(eq(a.id, k.accountId), eq(a.email, k.email)))
    .where(and(eq(k.hash, hash), eq(k.purpose, 'verify'), isNotNull(k.usedAt), isNotNull(a.emailVerifiedAt)));
  return rows.length > 0;
}

/** Keeps the address that an account had, until the letter to it is written. */
export async function keepFormerAddress(tx: Tx, accountId: number, email: string): Promise<void> {
  await insertToken(tx, {
    ...{ hash: hashSecret(randomSecret()), accountId, purpose: 'back', label: ASKED, email },
    createdAt: tx.now,
    expiresAt: tx.now + BACK_MS,
  });
}

/** The next former address of an account that is to be told. */
export async function takeFormerAddress(tx: Tx, accountId: number): Promise<string | null> {
  const { tokens: k } = tx.t;
  const [row] = await tx.q
    .select({ hash: k.hash, email: k.email })
    .from(k)
    .where(and(eq(k.accountId, accountId), eq(k.purpose, 'back'), eq(k.label, ASKED)))
    .orderBy(asc(k.createdAt))
    .limit(1);
  if (!row) return null;
  await tx.q.update(k).set({ label: '' }).where(eq(k.hash, row.hash)).returning({ hash: k.hash });
  return row.email;
}

/** Gives the way back to an address a new secret: that of the letter. False when there is no way any more. */
export async function openWayBack(tx: Tx, accountId: number, email: string, hash: string): Promise<boolean> {
  const { tokens: k } = tx.t;
  const isWay = and(eq(k.accountId, accountId), eq(k.purpose, 'back'), eq(k.email, email), isNull(k.usedAt));
  const [row] = await tx.q.select({ hash: k.hash }).from(k).where(isWay).orderBy(desc(k.createdAt)).limit(1);
  if (!row) return false;
  await tx.q.update(k).set({ hash }).where(eq(k.hash, row.hash)).returning({ hash: k.hash });
  return true;
}

/** Ends the ways back to addresses that an account had after a moment. */
export async function endWaysBack(tx: Tx, accountId: number, after: number): Promise<void> {
  const { tokens: k } = tx.t;
  await tx.q
    .delete(k)
    .where(and(eq(k.accountId, accountId), eq(k.purpose, 'back'), gt(k.createdAt, after)))
    .returning({ hash: k.hash });
}

/** A link's token that is still good, or null. */
export async function openToken(conn: Conn, hash: string, purpose: LinkPurpose, now: number) {
  const { tokens: k } = conn.t;
  const [row] = await conn.q
    .select()
    .from(k)
    .where(and(eq(k.hash, hash), eq(k.purpose, purpose), isNull(k.usedAt), gt(k.expiresAt, now)));
  return row ?? null;
}

/** Uses a link's token up. Null when somebody was faster. */
export async function useToken(tx: Tx, hash: string, purpose: LinkPurpose) {
  const { tokens: k } = tx.t;
  const [row] = await tx.q
    .update(k)
    .set({ usedAt: tx.now })
    .where(and(eq(k.hash, hash), eq(k.purpose, purpose), isNull(k.usedAt), gt(k.expiresAt, tx.now)))
    .returning();
  return row ?? null;
}

/** No link that was sent to this account's addresses is good any more. */
export async function endLinksOf(tx: Tx, accountId: number) {
  const { tokens: k } = tx.t;
  await tx.q
    .update(k)
    .set({ usedAt: tx.now })
    .where(and(eq(k.accountId, accountId), inArray(k.purpose, ['verify', 'reset']), isNull(k.usedAt)))
    .returning({ hash: k.hash });
}

export async function apiTokensOf(conn: Conn, accountId: number) {
  const { tokens: k } = conn.t;
  return conn.q
    .select({ hash: k.hash, label: k.label, scope: k.scope, createdAt: k.createdAt, expiresAt: k.expiresAt })
    .from(k)
    .where(and(eq(k.accountId, accountId), eq(k.purpose, 'api')))
    .orderBy(desc(k.createdAt));
}

/** Keeps a token; one that is kept already stays as it is. */
export async function keepApiToken(
  tx: Tx,
  token: { hash: string; accountId: number; label: string; scope: TokenScope; expiresAt: number },
): Promise<void> {
  await tx.q
    .insert(tx.t.tokens)
    .values({ ...token, purpose: 'api', createdAt: tx.now })
    .onConflictDoNothing();
}

/** Tokens that were made for an office do none from now on. */
export async function narrowApiTokensOf(tx: Tx, accountId: number): Promise<void> {
  const { tokens: k } = tx.t;
  await tx.q
    .update(k)
    .set({ scope: 'write' })
    .where(and(eq(k.accountId, accountId), eq(k.purpose, 'api'), eq(k.scope, 'office')))
    .returning({ hash: k.hash });
}

/** Ends every API token of an account. */
export async function deleteApiTokensOf(tx: Tx, accountId: number) {
  const { tokens: k } = tx.t;
  await tx.q
    .delete(k)
    .where(and(eq(k.accountId, accountId), eq(k.purpose, 'api')))
    .returning({ hash: k.hash });
}

export async function deleteApiToken(tx: Tx, accountId: number, hash: string) {
  const { tokens: k } = tx.t;
  await tx.q
    .delete(k)
    .where(and(eq(k.hash, hash), eq(k.accountId, accountId), eq(k.purpose, 'api')))
    .returning({ hash: k.hash });
}

/** Moderators of the forum or of this space, and admins, with an address: whom a safety notice reaches. */
export async function moderatorsWithEmail(conn: Conn, spaceId: number) {
  const { accounts: a, spaceRoles: r } = conn.t;
  const moderatesHere = exists(
    conn.q
      .select({ id: r.spaceId })
      .from(r)
      .where(and(eq(r.accountId, a.id), eq(r.spaceId, spaceId), eq(r.role, SPACE_MODERATOR))),
  );
  return conn.q
    .select({ id: a.id, name: a.name, email: a.email, language: a.language })
    .from(a)
    .where(and(or(inArray(a.role, FORUM_OFFICES), moderatesHere), isNotNull(a.emailVerifiedAt), isNotNull(a.email)));
}
