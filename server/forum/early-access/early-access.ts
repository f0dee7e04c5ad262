/** Exceptions from the limits: each is stored with its reason, shown with the post, and told to those who should know. */
import type { Adda } from '../../platform/adda.ts';
import { record } from '../../platform/audit/actions.ts';
import { AddaError, invalid } from '../../platform/errors.ts';
import { postPath } from '../../platform/http/paths.ts';
import { enqueueMail } from '../../platform/mail/queries.ts';
import { type Actor, whyNotModerate, whyNotOpenEarlyAccess } from '../../rules/roles.ts';
import { lengthFaults } from '../../rules/lengths.ts';
import { LIMITS } from '../../../shared/limits.ts';
import { cleanLine } from '../../../shared/text.ts';
import type { Role } from '../../../shared/words.ts';
import { site, wordsFor } from '../../platform/site/queries.ts';
import type { Tx } from '../../platform/store/store.ts';
import { addToSpace } from '../spaces/queries.ts';
import { threadToPostIn } from '../threads/access.ts';
import { updateThread } from '../threads/queries.ts';
import { moderatorsWithEmail } from '../../people/accounts/queries.ts';
import { type Exception, type PostAuthor, postAuthorOf } from '../../brands/identity.ts';

/** A moderator's safety notice needs no room; other members report instead. @throws {AddaError} `forbidden` */
export function exceptionOfMember(role: Role, reference: string | null): Exception | null {
  if (reference === null) return null;
  const no = whyNotModerate({ id: 0, role });
  if (no) throw new AddaError(no);
  return { kind: 'safety', reason: reference };
}

type NotedPost = { id: number; threadId: number; number: number; slug: string; title: string };

/** Notes an exception in the log; of a safety notice, moderators and admins are told by mail. */
export async function tellOfException(
  adda: Adda,
  tx: Tx,
  postAuthor: PostAuthor,
  post: NotedPost,
  exception: Exception,
): Promise<void> {
  const { identity } = postAuthor;
  if (exception.kind === 'safety') {
    const forumSite = await site(tx);
    const { name: forum } = forumSite;
    const link = adda.config.origin + postPath({ id: post.threadId, slug: post.slug }, post.number);
    for (const keeper of await moderatorsWithEmail(tx)) {
      if (keeper.id === postAuthor.id) continue;
      const m = wordsFor(forumSite, keeper.language);
      const letter = { forum, name: keeper.name, link, label: identity?.label ?? '', title: post.title };
      await enqueueMail(tx, { to: keeper.email!, ...m.mail.safety({ ...letter, reference: exception.reason }) });
    }
  }
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
 * @throws {AddaError} `not_signed_in`, `not_found`, `staff_cannot`, `not_the_asker`, `not_a_question`, `invalid`
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
    const no = whyNotOpenEarlyAccess(actor, thread);
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
    await addToSpace(tx, thread.spaceId, {});
    await record(tx, {
      kind: 'door_opened',
      actorId: actor.id,
      brandId: null,
      facts: { by: earlyAccessBy, thread: threadId, reason },
    });
    return { id: threadId, slug: thread.slug };
  });
}
