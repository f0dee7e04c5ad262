/** Sessions: opening one, and who a request comes from. */
import type { Language } from '../../../shared/words.ts';
import type { Adda } from '../adda.ts';
import { AddaError } from '../errors.ts';
import { cleanLine } from '../../../shared/text.ts';
import { idsIn, type Reader } from '../audience/audience.ts';
import { type Moderates, moderates } from '../../rules/roles.ts';
import { keepWhileStill } from '../store/still.ts';
import type { Store, Tx } from '../store/store.ts';
import * as sessions from './queries.ts';
import { hashSecret, randomSecret } from '../secrets.ts';

const HOUR = 3_600_000;
export const SESSION_MS = 30 * 24 * HOUR;
export const DEVICE_MS = 365 * 24 * HOUR;
/** More browsers are nobody's own. */
const DEVICES_KEPT = 20;

/** A session's end moves on at most this often, so that reading does not write. */
const TOUCH_EVERY_MS = HOUR;

/**
 * Where a request comes from.
 * @property sessionHash of the session that it came with; empty for visitors and tokens
 * @property device the secret by which a browser is known again; empty where it has none
 */
export type From = {
  address: string;
  userAgent: string;
  language: Language;
  origin: string;
  sessionHash: string;
  device: string;
};

type SessionRow = Awaited<ReturnType<typeof sessions.viewerOfSession>>;
type ViewerRow = Omit<NonNullable<SessionRow>, 'expiresAt'>;

/** A signed-in member. @property closedSpaces those of the spaces not open to everybody that they may read */
export type Viewer = Omit<ViewerRow, 'closedSpaces' | 'moderatedSpaces'> & {
  closedSpaces: number[];
  moderates: Moderates;
};

function viewerFrom({ closedSpaces, moderatedSpaces, ...row }: ViewerRow): Viewer {
  return {
    ...row,
    closedSpaces: idsIn(closedSpaces),
    moderates: moderates(row.role, idsIn(moderatedSpaces)),
  };
}

const isSuspended = ({ suspendedUntil }: { suspendedUntil: number | null }, now: number) => (suspendedUntil ?? 0) > now;

/** @throws {AddaError} `suspended` */
export function mustNotBeSuspended(account: { suspendedUntil: number | null }, now: number): void {
  if (isSuspended(account, now))
    throw new AddaError('suspended', { retryAfter: Math.ceil((account.suspendedUntil! - now) / 1_000) });
}

/** The secrets that a browser gets: who is signed in, and, at a sign-in, that it is known. */
export type Opened = { session: string; device?: string };

/** Writes a session. The one that the request came with is over: a secret is never good for two states. */
async function writeSession(tx: Tx, accountId: number, from: From, secret: string): Promise<void> {
  if (from.sessionHash !== '') await sessions.deleteSession(tx, from.sessionHash);
  await sessions.insertSession(tx, {
    hash: hashSecret(secret),
    accountId,
    userAgent: cleanLine(from.userAgent).slice(0, 200),
    createdAt: tx.now,
    seenAt: tx.now,
    expiresAt: tx.now + SESSION_MS,
  });
}

/** Signs somebody in. */
export async function openSession(tx: Tx, accountId: number, from: From): Promise<Opened> {
  const secret = randomSecret();
  await writeSession(tx, accountId, from, secret);
  return { session: secret, device: await knowDevice(tx, accountId, from.device) };
}

/** Knows the browser again, as one of this account. */
async function knowDevice(tx: Tx, accountId: number, device: string): Promise<string> {
  if (device !== '' && (await sessions.isKnownDevice(tx, hashSecret(device), accountId))) return device;
  const secret = randomSecret();
  await sessions.insertDevice(tx, { hash: hashSecret(secret), accountId, expiresAt: tx.now + DEVICE_MS });
  await sessions.keepNewestDevices(tx, accountId, DEVICES_KEPT);
  return secret;
}

/** Another session for whoever acts, if they act in one; made before the transaction, whose result may be kept. */
export function nextSession(from: From): Opened | null {
  return from.sessionHash === '' ? null : { session: randomSecret() };
}

/** Puts another session in the place of the one that somebody acts in, after their standing changed. */
export async function renewSession(tx: Tx, accountId: number, from: From, next: Opened | null): Promise<void> {
  if (!next) return;
  await writeSession(tx, accountId, from, next.session);
  await sessions.carryPushDevice(tx, accountId, from.sessionHash, hashSecret(next.session));
}

/** Those who are here, so that reading on asks for nobody again while nothing is committed. */
const SESSIONS_KEPT = 2_000;
const keptSessions = new WeakMap<Store, (hash: string) => Promise<SessionRow>>();

function sessionRow(store: Store, hash: string): Promise<SessionRow> {
  let kept = keptSessions.get(store);
  if (!kept) {
    kept = keepWhileStill(store, SESSIONS_KEPT, (key) => sessions.viewerOfSession(store.read, key));
    keptSessions.set(store, kept);
  }
  return kept(hash);
}

/** Who this session secret belongs to, or null. */
export async function viewerOf(adda: Adda, secret: string): Promise<Viewer | null> {
  const now = Date.now();
  const row = await sessionRow(adda.store, hashSecret(secret));
  if (!row || row.expiresAt <= now || isSuspended(row, now)) return null;
  const { expiresAt: _, ...facts } = row;
  const viewer = viewerFrom(facts);
  if (viewer.seenAt < now - TOUCH_EVERY_MS) touch(adda, viewer.sessionHash);
  return viewer;
}

/** Sessions whose end is moved on just now. */
const touching = new Set<string>();

/** Moves the end of a session on. Whoever reads waits for no write, and fails with none: the next page tries again. */
function touch({ store, log }: Adda, hash: string): void {
  if (touching.has(hash)) return;
  touching.add(hash);
  store
    .write((tx) => sessions.touchSession(tx, hash, tx.now + SESSION_MS))
    .catch((error) => log.warn({ err: error }, 'that a member was here was not noted'))
    .finally(() => touching.delete(hash));
}

/**
 * Of these sessions, those that still let somebody in, with who reads in them.
 * @param hashes of their secrets; some hundred at a time
 */
export async function readersStill(store: Store, hashes: readonly string[], now: number): Promise<Map<string, Reader>> {
  const rows = await sessions.readersOfSessions(store.read, hashes, now);
  const standing = rows.filter((row) => !isSuspended(row, now));
  return new Map(
    standing.map(({ hash, id, role, closedSpaces, moderatedSpaces }) => [
      hash,
      { id, closedSpaces: idsIn(closedSpaces), moderates: moderates(role, idsIn(moderatedSpaces)) },
    ]),
  );
}

/** Who this API token belongs to. @throws {AddaError} `bad_token`, `suspended` */
export async function viewerOfApiToken(adda: Adda, token: string): Promise<Viewer> {
  const viewer = await sessions.viewerOfToken(adda.store.read, hashSecret(token), Date.now());
  if (!viewer) throw new AddaError('bad_token');
  mustNotBeSuspended(viewer, Date.now());
  return viewerFrom(viewer);
}
