/** BrandAuthor for a brand: who does, whether there is room, the label, the exception. Inside the posting transaction. */
import type { ExceptionKind, Form, Role, Stake } from '../../shared/words.ts';
import { brandBy, standingOf } from './queries.ts';
import { AddaError } from '../platform/errors.ts';
import {
  earlyAccessUsed,
  type Limits,
  limitsFrom,
  SAFETY_WINDOW,
  type BrandActivity,
  type ThreadActivity,
  type LimitStatus,
  statusOfSafety,
  statusesInThread,
  statusesOfStarting,
  usedUp,
  type BrandIdentityKind,
  WEEK,
} from '../rules/posting.ts';
import { lastingStakes, operatorInForce, whyNotPostAsMember } from '../rules/stakes.ts';
import { isStaff, speaksForOperator } from '../rules/roles.ts';
import { namesOneOf } from '../rules/impersonation.ts';
import { asksForAnswers } from '../rules/thread-forms.ts';
import { isOnProbation } from '../rules/rank.ts';
import { type Site, site, siteOnce, wordsFor } from '../platform/site/queries.ts';
import type { Conn, Tx } from '../platform/store/store.ts';
import { oneAtATime } from '../platform/store/transaction.ts';
import { insertLabel } from './label-queries.ts';
import * as queries from './activity-queries.ts';

export type BrandIdentity = {
  kind: BrandIdentityKind;
  brand: { id: number; name: string; slug: string; domains: string[] };
  grant: { id: number; startedAt: number } | null;
  /** What is written with the post, in the forum's first language. */
  label: string;
};
export type PostAuthor = {
  id: number;
  name: string;
  role: Role;
  affiliation: string;
  /** Brands that they spoke for until a short while ago. */
  stakes: Stake[];
  identity: BrandIdentity | null;
  /** In their first days, or unheard: what they write counts less in the rank. */
  isOnProbation: boolean;
};
export type Exception = { kind: ExceptionKind; reason: string };

/**
 * Who is about to write, as the database knows them now.
 * @throws {AddaError} `not_signed_in` for who was erased meanwhile; `grant_ended` for staff whose grant is over
 */
export async function postAuthorOf(conn: Conn, accountId: number, now: number): Promise<PostAuthor> {
  const row = await standingOf(conn, accountId);
  if (!row) throw new AddaError('not_signed_in');
  const forum = await siteOnce(conn);
  const fresh = isOnProbation(row, now, forum.startedAt);
  const postAuthor = {
    id: accountId,
    name: row.name,
    role: row.role,
    affiliation: row.affiliation,
    stakes: lastingStakes(row.stakes, now),
    isOnProbation: fresh,
  };
  if (isStaff(row)) {
    if (row.grantId === null || row.brandId === null || (row.expiresAt ?? 0) <= now) throw new AddaError('grant_ended');
    const brand = { id: row.brandId, name: row.brandName!, slug: row.brandSlug!, domains: row.domains! };
    const label = wordsFor(forum).staff.label(brand.name);
    return {
      ...postAuthor,
      identity: { kind: 'staff', brand, grant: { id: row.grantId, startedAt: row.startedAt! }, label },
    };
  }
  const operator = speaksForOperator(row, forum, now) ? operatorInForce(forum, now) : null;
  return { ...postAuthor, identity: operator && operatorIdentity(forum, operator) };
}

/** Where the forum belongs to a brand, its admins speak for that brand. */
function operatorIdentity(forum: Site, operator: NonNullable<Site['operator']>): BrandIdentity {
  const label = wordsFor(forum).staff.operatorLabel(operator.name);
  return { kind: 'operator', brand: operator, grant: null, label };
}

/** What the brand said so far. The space's own posts are counted only where they can decide. */
export async function brandActivity(
  conn: Conn,
  identity: BrandIdentity,
  accountId: number,
  spaceId: number,
  limits: Limits,
  now: number,
): Promise<BrandActivity> {
  const labels = await queries.labelsSince(conn, identity.brand.id, now - WEEK);
  const posts = labels.map(({ at, number, threadId, spaceId: where, authorId }) => ({
    at,
    threadId,
    spaceId: where,
    isOwn: authorId === accountId,
    isOpening: number === 1,
  }));
  const here = posts.filter((post) => post.spaceId === spaceId).length;
  const spacePosts = here < limits.spaceFloor ? 0 : await queries.spacePostsSince(conn, spaceId, now - WEEK);
  const safety = await queries.safetySince(conn, identity.brand.id, now - SAFETY_WINDOW);
  return { identity: identity.kind, grantedAt: identity.grant?.startedAt ?? null, posts, spacePosts, safety };
}

/** What the limits need to know of a thread. */
export type ThreadFacts = {
  id: number;
  form: Form;
  createdAt: number;
  answerCount: number;
  earlyAccessBy: 'asker' | 'moderator' | null;
};

export async function threadActivity(conn: Conn, thread: ThreadFacts, brandId: number): Promise<ThreadActivity> {
  const { id, form, createdAt, answerCount, earlyAccessBy } = thread;
  const voices = await queries.voicesIn(conn, id, brandId);
  const peerAnswers = answerCount > 0 ? answerCount - (await answersByOwn(conn, thread, brandId)) : 0;
  return { id, form, createdAt, peerAnswers, hasEarlyAccess: earlyAccessBy !== null, ...voices };
}

/** How many answers are by somebody who declares to work for the brand, or spoke for it: peers to all but that brand. */
async function answersByOwn(conn: Conn, thread: ThreadFacts, brandId: number): Promise<number> {
  const declared = asksForAnswers(thread.form) ? await queries.declaredAnswers(conn, thread.id) : [];
  const brand = declared.length > 0 ? await brandBy(conn, { id: brandId }) : null;
  if (!brand) return 0;
  const names = [brand.name, ...brand.products.map(({ name }) => name), ...brand.domains];
  const isOwn = ({ affiliation, stakes }: (typeof declared)[number]) =>
    (stakes ?? []).some((stake) => stake.brand === brandId) || (affiliation !== null && namesOneOf(affiliation, names));
  return declared.filter(isOwn).length;
}

/** A limit that is used up, as the error that the writer gets. */
function refusal(stand: LimitStatus, now: number): AddaError {
  const { code, used, limit, of, hours, availableAt } = stand;
  const sum = { used, limit, ...(of !== undefined && { of }), ...(hours !== undefined && { hours }) };
  if (availableAt === null && code !== 'monologue' && !code.endsWith('_in_thread'))
    return new AddaError('staff_cannot', { sum });
  return new AddaError(code, {
    sum,
    ...(availableAt !== null && { retryAfter: Math.ceil((availableAt - now) / 1000) }),
  });
}

function mustFit(stands: LimitStatus[], now: number): void {
  const full = usedUp(stands);
  if (full) throw refusal(full, now);
}

type BrandAuthor = PostAuthor & { identity: BrandIdentity };

/** Checks, with the brand locked, that there is room. @returns the exception for a safety notice, which needs its own room only */
async function enforceLimits(
  tx: Tx,
  { id, identity }: BrandAuthor,
  spaceId: number,
  reference: string | null,
  stands: (limits: Limits, activity: BrandActivity) => LimitStatus[] | Promise<LimitStatus[]>,
): Promise<Exception | null> {
  // Every thread's lock comes before every brand's, so that two writers never wait for each other.
  await oneAtATime(tx, `brand:${identity.brand.id}`);
  const limits = limitsFrom((await site(tx)).staffLimits);
  const activity = await brandActivity(tx, identity, id, spaceId, limits, tx.now);
  mustFit(reference === null ? await stands(limits, activity) : [statusOfSafety(limits, activity, tx.now)], tx.now);
  return reference === null ? null : { kind: 'safety', reason: reference };
}

/**
 * Checks, in the transaction that has locked the thread, that one more post of the brand fits into it.
 * @param reference of a safety notice, where it is one
 * @returns the exception that let it in, if one was needed
 * @throws {AddaError} the code of the limit that is used up, with its sum
 */
export async function enforceLimitsInThread(
  tx: Tx,
  thread: ThreadFacts & { spaceId: number; earlyAccessReason: string | null },
  postAuthor: BrandAuthor,
  reference: string | null,
): Promise<Exception | null> {
  const { identity } = postAuthor;
  let isByEarlyAccess = false;
  const exception = await enforceLimits(tx, postAuthor, thread.spaceId, reference, async (limits, activity) => {
    const there = await threadActivity(tx, thread, identity.brand.id);
    isByEarlyAccess = identity.kind === 'staff' && earlyAccessUsed(limits, there, tx.now);
    return statusesInThread(limits, activity, there, thread.spaceId, tx.now);
  });
  if (exception || !isByEarlyAccess || !thread.earlyAccessBy) return exception;
  return { kind: thread.earlyAccessBy, reason: thread.earlyAccessReason ?? '' };
}

/** The same for starting a thread in a space. */
export function enforceLimitsOnStart(
  tx: Tx,
  spaceId: number,
  postAuthor: BrandAuthor,
  reference: string | null,
): Promise<Exception | null> {
  return enforceLimits(tx, postAuthor, spaceId, reference, (limits, activity) =>
    statusesOfStarting(limits, activity, spaceId, tx.now),
  );
}

/** Writes the label with the post that it belongs to. */
export async function writeLabel(
  tx: Tx,
  identity: BrandIdentity,
  post: { id: number; threadId: number; number: number; createdAt: number },
): Promise<void> {
  await insertLabel(tx, {
    postId: post.id,
    threadId: post.threadId,
    number: post.number,
    brandId: identity.brand.id,
    brandName: identity.brand.name,
    label: identity.label,
    grantId: identity.grant?.id ?? null,
    at: post.createdAt,
  });
}

/** @throws {AddaError} `spoke_here` for whoever had a label in this thread until a short while ago */
export async function mustNotHaveSpokenHere(conn: Conn, threadId: number, postAuthor: PostAuthor): Promise<void> {
  if (postAuthor.stakes.length === 0) return;
  const no = whyNotPostAsMember(postAuthor.stakes, await queries.spokeForIn(conn, threadId, postAuthor.id));
  if (no) throw new AddaError(no);
}
