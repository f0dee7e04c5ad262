/** One invitation. */
import { raise } from '../../platform/events/raise.ts';
import { INVITATIONS_TO_MEMBER } from '../../rules/rate-limits.ts';
import { hasRoomFor } from '../../rules/routing.ts';
import type { PostAuthor } from '../../brands/identity.ts';
import type { Tx } from '../../platform/store/store.ts';
import { oneAtATime } from '../../platform/store/transaction.ts';
import type { Thread } from '../../forum/threads/queries.ts';
import type { InvitationReason } from '../../../shared/words.ts';
import * as queries from './queries.ts';

/** @property inviter null where Adda invites by itself */
type Invitation = {
  thread: Pick<Thread, 'id' | 'space'>;
  member: queries.Invitee;
  inviter: PostAuthor | null;
  because: InvitationReason | null;
};

/**
 * Invites a member, unless they had their three of the week, or of a brand its part of those, or were invited to this question before. Members have to
 * be invited in the order of their ids, so that two who invite the same ones never wait for each other.
 * @returns whether the member was invited
 */
export async function sendInvitation(tx: Tx, { thread, member, inviter, because }: Invitation): Promise<boolean> {
  await oneAtATime(tx, `invited:${member.id}`);
  const brandId = inviter?.identity?.brand.id ?? null;
  const week = await queries.invitedSince(tx, member.id, tx.now - INVITATIONS_TO_MEMBER.windowMs);
  if (!hasRoomFor(week, brandId)) return false;
  const id = await queries.insertInvitation(tx, {
    threadId: thread.id,
    inviteeId: member.id,
    inviterId: inviter?.id ?? null,
    because,
    label: inviter?.identity?.label ?? null,
    brandId,
    createdAt: tx.now,
  });
  if (id === null) return false;
  const ids = { threadId: thread.id, spaceId: thread.space.id, invitationId: id, accountId: member.id };
  await raise(tx, { kind: 'invitation.sent', actorId: inviter?.id ?? null, ...ids });
  return true;
}
