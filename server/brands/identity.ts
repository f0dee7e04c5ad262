/** Speaking for a brand: who does, whether there is room, the label, the exception. Inside the posting transaction. */
import type { ExceptionKind, Form, Role } from '../../shared/words.ts';
import { standingOf } from './queries.ts';
import { AddaError } from '../platform/errors.ts';
import {
  doorUsed,
  type Limits,
  limitsFrom,
  SAFETY_WINDOW,
  type Spoken,
  type SpokenThread,
  type Stand,
  standOfSafety,
  standsInThread,
  standsOfStarting,
  usedUp,
  type VoiceKind,
  WEEK,
} from '../rules/posting.ts';
import { isFresh } from '../rules/rank.ts';
import { type Site, site, wordsFor } from '../platform/site/queries.ts';
import type { Conn, Tx } from '../platform/store/store.ts';
import { oneAtATime } from '../platform/store/transaction.ts';
import { insertLabel } from './label-queries.ts';
import * as queries from './activity-queries.ts';

export type Voice = {
  kind: VoiceKind;
  brand: { id: number; name: string; slug: string; domains: string[] };
  grant: { id: number; startedAt: number } | null;
  /** What is written with the post, in the forum's first language. */
  label: string;
};
export type Speaker = {
  id: number;
  name: string;
  role: Role;
  affiliation: string;
  voice: Voice | null;
  /** In their first days, or unheard: what they write counts less in the rank. */
  isFresh: boolean;
};
export type Exception = { kind: ExceptionKind; reason: string };

/**
 * Who is about to write, as the database knows them now.
 * @throws {AddaError} `not_signed_in` for who was erased meanwhile; `grant_ended` for staff whose grant is over
 */
export async function speakerOf(conn: Conn, accountId: number, now: number): Promise<Speaker> {
  const row = await standingOf(conn, accountId);
  if (!row) throw new AddaError('not_signed_in');
  const forum = await site(conn);
  const fresh = isFresh(row, now, forum.startedAt);
  const speaker = { id: accountId, name: row.name, role: row.role, affiliation: row.affiliation, isFresh: fresh };
  if (row.role === 'staff') {
    if (row.grantId === null || row.brandId === null || (row.expiresAt ?? 0) <= now) throw new AddaError('grant_ended');
    const brand = { id: row.brandId, name: row.brandName!, slug: row.brandSlug!, domains: row.domains! };
    const label = wordsFor(forum).staff.label(brand.name);
    return {
      ...speaker,
      voice: { kind: 'staff', brand, grant: { id: row.grantId, startedAt: row.startedAt! }, label },
    };
  }
  return { ...speaker, voice: row.role === 'admin' ? operatorVoice(forum) : null };
}

/** Where the forum belongs to a brand, its admins speak for that brand. */
function operatorVoice(forum: Site): Voice | null {
  const { operator } = forum;
  if (!operator) return null;
  const label = wordsFor(forum).staff.operatorLabel(operator.name);
  return { kind: 'operator', brand: operator, grant: null, label };
}

/** What the brand said so far. The space's own posts are counted only where they can decide. */
export async function spokenBy(
  conn: Conn,
  voice: Voice,
  accountId: number,
  spaceId: number,
  limits: Limits,
  now: number,
): Promise<Spoken> {
  const labels = await queries.labelsSince(conn, voice.brand.id, now - WEEK);
  const posts = labels.map(({ at, number, threadId, spaceId: where, authorId }) => ({
    at,
    threadId,
    spaceId: where,
    isOwn: authorId === accountId,
    isOpening: number === 1,
  }));
  const here = posts.filter((post) => post.spaceId === spaceId).length;
  const spacePosts = here < limits.spaceFloor ? 0 : await queries.spacePostsSince(conn, spaceId, now - WEEK);
  const safety = await queries.safetySince(conn, voice.brand.id, now - SAFETY_WINDOW);
  return { voice: voice.kind, grantedAt: voice.grant?.startedAt ?? null, posts, spacePosts, safety };
}

/** What the limits need to know of a thread. */
export type ThreadFacts = {
  id: number;
  form: Form;
  createdAt: number;
  answerCount: number;
  doorBy: 'asker' | 'moderator' | null;
};

export async function spokenThread(conn: Conn, thread: ThreadFacts, brandId: number): Promise<SpokenThread> {
  const { id, form, createdAt, answerCount, doorBy } = thread;
  const voices = await queries.voicesIn(conn, id, brandId);
  return { id, form, createdAt, peerAnswers: answerCount, hasDoor: doorBy !== null, ...voices };
}

/** A limit that is used up, as the error that the writer gets. */
function refusal(stand: Stand, now: number): AddaError {
  const { code, used, limit, of, hours, healsAt } = stand;
  const sum = { used, limit, ...(of !== undefined && { of }), ...(hours !== undefined && { hours }) };
  if (healsAt === null && code !== 'monologue' && !code.endsWith('_in_thread'))
    return new AddaError('staff_cannot', { sum });
  return new AddaError(code, { sum, ...(healsAt !== null && { retryAfter: Math.ceil((healsAt - now) / 1000) }) });
}

function mustFit(stands: Stand[], now: number): void {
  const full = usedUp(stands);
  if (full) throw refusal(full, now);
}

type Speaking = Speaker & { voice: Voice };

/** Checks, with the brand locked, that there is room. @returns the exception for a safety notice, which needs its own room only */
async function takeRoom(
  tx: Tx,
  { id, voice }: Speaking,
  spaceId: number,
  reference: string | null,
  stands: (limits: Limits, spoken: Spoken) => Stand[] | Promise<Stand[]>,
): Promise<Exception | null> {
  // Every thread's lock comes before every brand's, so that two writers never wait for each other.
  await oneAtATime(tx, `brand:${voice.brand.id}`);
  const limits = limitsFrom((await site(tx)).staffLimits);
  const spoken = await spokenBy(tx, voice, id, spaceId, limits, tx.now);
  mustFit(reference === null ? await stands(limits, spoken) : [standOfSafety(limits, spoken, tx.now)], tx.now);
  return reference === null ? null : { kind: 'safety', reason: reference };
}

/**
 * Checks, in the transaction that has locked the thread, that one more post of the brand fits into it.
 * @param reference of a safety notice, where it is one
 * @returns the exception that let it in, if one was needed
 * @throws {AddaError} the code of the limit that is used up, with its sum
 */
export async function takeRoomInThread(
  tx: Tx,
  thread: ThreadFacts & { spaceId: number; doorReason: string | null },
  speaker: Speaking,
  reference: string | null,
): Promise<Exception | null> {
  const { voice } = speaker;
  let isByDoor = false;
  const exception = await takeRoom(tx, speaker, thread.spaceId, reference, async (limits, spoken) => {
    const there = await spokenThread(tx, thread, voice.brand.id);
    isByDoor = voice.kind === 'staff' && doorUsed(limits, there, tx.now);
    return standsInThread(limits, spoken, there, thread.spaceId, tx.now);
  });
  if (exception || !isByDoor || !thread.doorBy) return exception;
  return { kind: thread.doorBy, reason: thread.doorReason ?? '' };
}

/** The same for starting a thread in a space. */
export function takeRoomToStart(
  tx: Tx,
  spaceId: number,
  speaker: Speaking,
  reference: string | null,
): Promise<Exception | null> {
  return takeRoom(tx, speaker, spaceId, reference, (limits, spoken) =>
    standsOfStarting(limits, spoken, spaceId, tx.now),
  );
}

/** Writes the label with the post that it belongs to. */
export async function writeLabel(
  tx: Tx,
  voice: Voice,
  post: { id: number; threadId: number; number: number; createdAt: number },
): Promise<void> {
  await insertLabel(tx, {
    postId: post.id,
    threadId: post.threadId,
    number: post.number,
    brandId: voice.brand.id,
    brandName: voice.brand.name,
    label: voice.label,
    grantId: voice.grant?.id ?? null,
    at: post.createdAt,
  });
}
