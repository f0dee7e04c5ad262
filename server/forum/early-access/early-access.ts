/** Exceptions from the limits: each is stored with its reason, shown with the post, and told to those who should know. */
import type { Adda } from '../../platform/adda.ts';
import { record } from '../../platform/audit/actions.ts';
import { AddaError, invalid } from '../../platform/errors.ts';
import { raise } from '../../platform/events/raise.ts';
import { whyNotAddTo } from '../../rules/memberships.ts';
import { type Actor, whyNotModerate, whyNotOpenEarlyAccess } from '../../rules/roles.ts';
import { lengthFaults } from '../../rules/lengths.ts';
import { LIMITS } from '../../../shared/limits.ts';
import { cleanLine } from '../../../shared/text.ts';
import type { Tx } from '../../platform/store/store.ts';
import { spaceById } from '../spaces/queries.ts';
import { threadToPostIn } from '../threads/access.ts';
import { updateThread } from '../threads/queries.ts';
import { actorOf } from '../../people/accounts/office-queries.ts';
import { type Exception, type PostAuthor, postAuthorOf } from '../../brands/identity.ts';

/**
 * A safety notice by who moderates the space needs no room; other members report instead.
 * @param actorNow asked only where there is one
 * @throws {AddaError} `forbidden`
 */
export async function exceptionOfMember(
  actorNow: () => Promise<Actor>,
  spaceId: number,
  reference: string | null,
): Promise<Exception | null> {
  if (reference === null) return null;
  const no = whyNotModerate(await actorNow(), spaceId);
  if (no) throw new AddaError(no);
  return { kind: 'safety', reason: reference };
}

type NotedPost = { postId: number; threadId: number; spaceId: number; number: number };

/** Notes an exception in the log; of a safety notice, moderators and admins are told by mail (letters.ts). */
export async function tellOfException(
  tx: Tx,
  postAuthor: PostAuthor,
  post: NotedPost,
  exception: Exception,
): Promise<void> {
  const { identity } = postAuthor;
  await raise(tx, { kind: 'exception.used', actorId: postAuthor.id, ...post, exception: exception.kind });
  await record(tx, {
    kind: exception.kind === 'safety' ? 'safety_notice' : 'exception_used',
    actorId: postAuthor.id,
    brandId: identity?.brand.id ?? null,
    facts: { by: exception.kind, thread: post.threadId, post: post.number, reason: exception.reason },
  });
}

/**
 * Lets staff into a question before a peer has answered. The asker says so; a moderator gives a reason.
 * Doing it twice changes nothing.
 * @throws {AddaError} `not_signed_in`, `not_found`, `staff_cannot`, `not_the_asker`, `not_a_question`, `archived`, `invalid`
 */
export async function openEarlyAccess(
  adda: Adda,
  actor: Actor,
  threadId: number,
  input: { reason?: string },
): Promise<{ id: number; slug: string }> {
  if (!actor) throw new AddaError('not_signed_in');
  return adda.store.write(async (tx) => {
    const thread = await threadToPostIn(tx, actor.id, threadId);
    const space = await spaceById(tx, thread.spaceId);
    const no = whyNotOpenEarlyAccess(await actorOf(tx, actor), thread, thread.spaceId) ?? whyNotAddTo(space!);
    if (no) throw new AddaError(no);
    if (thread.earlyAccessBy !== null) return { id: threadId, slug: thread.slug };
    const isAsker = thread.authorId === actor.id;
    // Whoever speaks for a brand lets no brand in.
    if ((await postAuthorOf(tx, actor.id, tx.now)).identity) throw new AddaError('staff_cannot');
    const reason = cleanLine(input.reason ?? '');
    const faults = isAsker && !reason ? [] : lengthFaults('reason', reason, LIMITS.reason);
    if (faults.length > 0) throw invalid(...faults);
    const earlyAccessBy = isAsker ? 'asker' : 'moderator';
    await updateThread(tx, threadId, { earlyAccessBy, earlyAccessReason: reason, earlyAccessAt: tx.now });
    const { spaceId } = thread;
    await raise(tx, { kind: 'thread.opened_early', actorId: actor.id, threadId, spaceId, by: earlyAccessBy });
    await record(tx, {
      kind: 'door_opened',
      actorId: actor.id,
      brandId: null,
      facts: { by: earlyAccessBy, thread: threadId, reason },
    });
    return { id: threadId, slug: thread.slug };
  });
}
