/** One invitation, and its letter. */
import type { Adda } from '../../platform/adda.ts';
import { authorLine, NO_LABEL } from '../../platform/authors/author-line.ts';
import { threadPath } from '../../platform/http/paths.ts';
import { enqueueMail } from '../../platform/mail/queries.ts';
import { INVITATIONS_TO_MEMBER } from '../../rules/rate-limits.ts';
import { type Site, wordsFor } from '../../platform/site/queries.ts';
import type { PostAuthor } from '../../brands/identity.ts';
import type { Tx } from '../../platform/store/store.ts';
import { oneAtATime } from '../../platform/store/transaction.ts';
import type { Thread } from '../../forum/threads/queries.ts';
import type { InvitationReason } from '../../../shared/words.ts';
import * as queries from './queries.ts';

/** @property inviter null where Adda invites by itself */
type Invitation = {
  thread: Pick<Thread, 'id' | 'slug' | 'title' | 'space'>;
  member: queries.Invitee;
  inviter: PostAuthor | null;
  because: InvitationReason | null;
};

async function writeLetter(tx: Tx, adda: Adda, forumSite: Site, invitation: Invitation): Promise<void> {
  const { thread, member, inviter, because } = invitation;
  if (!member.email || member.emailVerifiedAt === null) return;
  const m = wordsFor(forumSite, member.language);
  const { name: forum } = forumSite;
  const identity = inviter?.identity ?? null;
  const facts = { ...NO_LABEL, authorName: inviter?.name ?? forum, authorSlug: null, authorLabel: null };
  const brand = identity && {
    label: identity.label,
    labelBrand: identity.brand.name,
    labelBrandNow: identity.brand.name,
  };
  const line = authorLine(m, { ...facts, ...brand }, 'mail');
  await enqueueMail(tx, {
    to: member.email,
    ...(inviter && { sender: m.staff.via(line.text, forum) }),
    ...m.mail.invitation({
      forum,
      name: member.name,
      from: line.text,
      label: line.label,
      title: thread.title,
      because: because && m.invite.because(because, thread.space.name),
      link: adda.config.origin + threadPath(thread),
      settings: `${adda.config.origin}/invitations`,
    }),
  });
}

/**
 * Invites a member, unless they had their three of the week or were invited to this question before. Members have to
 * be invited in the order of their ids, so that two who invite the same ones never wait for each other.
 * @returns whether the member was invited
 */
export async function sendInvitation(tx: Tx, adda: Adda, forumSite: Site, invitation: Invitation): Promise<boolean> {
  const { thread, member, inviter, because } = invitation;
  await oneAtATime(tx, `invited:${member.id}`);
  const { max, windowMs } = INVITATIONS_TO_MEMBER;
  if ((await queries.invitedAt(tx, member.id, tx.now - windowMs)).length >= max) return false;
  const isNew = await queries.insertInvitation(tx, {
    threadId: thread.id,
    inviteeId: member.id,
    inviterId: inviter?.id ?? null,
    because,
    label: inviter?.identity?.label ?? null,
    brandId: inviter?.identity?.brand.id ?? null,
    createdAt: tx.now,
  });
  if (isNew) await writeLetter(tx, adda, forumSite, invitation);
  return isNew;
}
