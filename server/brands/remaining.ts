/** What somebody who speaks for a brand has left to say: the same reckoning as in the posting transaction, to be read. */
import { AddaError } from '../platform/errors.ts';
import {
  type Limits,
  limitsFrom,
  peersFirstUntil,
  type LimitStatus,
  statusOfSafety,
  statusesInThread,
  statusesOfStarting,
  usedUp,
  WEEK,
} from '../rules/posting.ts';
import type { Actor } from '../rules/roles.ts';
import { site } from '../platform/site/queries.ts';
import type { Conn } from '../platform/store/store.ts';
import * as queries from './activity-queries.ts';
import {
  type PostAuthor,
  postAuthorOf,
  brandActivity,
  threadActivity,
  type ThreadFacts,
  type BrandIdentity,
} from './identity.ts';

/** Who speaks for a brand here, or null for everybody else and for staff whose grant is over. */
export async function authorWithIdentity(
  conn: Conn,
  actor: NonNullable<Actor>,
  now: number,
): Promise<(PostAuthor & { identity: BrandIdentity }) | null> {
  try {
    const postAuthor = await postAuthorOf(conn, actor.id, now);
    return postAuthor.identity ? { ...postAuthor, identity: postAuthor.identity } : null;
  } catch (error) {
    if (error instanceof AddaError && error.code === 'grant_ended') return null;
    throw error;
  }
}

/** As `brandActivity`, with the space's posts counted also where they could not decide. */
async function activityWithAll(
  conn: Conn,
  postAuthor: PostAuthor & { identity: BrandIdentity },
  spaceId: number,
  limits: Limits,
  now: number,
) {
  const activity = await brandActivity(conn, postAuthor.identity, postAuthor.id, spaceId, limits, now);
  const spacePosts = activity.spacePosts || (await queries.spacePostsSince(conn, spaceId, now - WEEK));
  return { ...activity, spacePosts };
}

export type Remaining = {
  label: string;
  stands: LimitStatus[];
  full: LimitStatus | null;
  safety: LimitStatus;
  until: number | null;
};

/** What is left in one thread. */
export async function remainingInThread(
  conn: Conn,
  actor: NonNullable<Actor>,
  thread: ThreadFacts & { space: { id: number } },
) {
  const now = Date.now();
  const postAuthor = await authorWithIdentity(conn, actor, now);
  if (!postAuthor) return null;
  const limits = limitsFrom((await site(conn)).staffLimits);
  const activity = await activityWithAll(conn, postAuthor, thread.space.id, limits, now);
  const there = await threadActivity(conn, thread, postAuthor.identity.brand.id);
  const stands = statusesInThread(limits, activity, there, thread.space.id, now);
  const remaining: Remaining = {
    label: postAuthor.identity.label,
    stands,
    full: usedUp(stands),
    safety: statusOfSafety(limits, activity, now),
    until: peersFirstUntil(limits, there, now),
  };
  return { ...remaining, kind: postAuthor.identity.kind };
}

/** What is left for starting a thread in a space. */
export async function remainingToStart(
  conn: Conn,
  postAuthor: PostAuthor & { identity: BrandIdentity },
  spaceId: number,
): Promise<{ stands: LimitStatus[]; full: LimitStatus | null }> {
  const now = Date.now();
  const limits = limitsFrom((await site(conn)).staffLimits);
  const stands = statusesOfStarting(
    limits,
    await activityWithAll(conn, postAuthor, spaceId, limits, now),
    spaceId,
    now,
  );
  return { stands, full: usedUp(stands) };
}
