/** The letter of an invitation. */
import { authorLine, NO_LABEL } from '../../platform/authors/author-line.ts';
import { threadPath } from '../../platform/http/paths.ts';
import { letterKind, type LetterKind } from '../../platform/mail/letters.ts';
import { replyAddress } from '../../platform/mail/reply-address.ts';
import { audienceOfAccount } from '../../platform/audience/scope-queries.ts';
import { accountBy } from '../../people/accounts/queries.ts';
import { afterQuiet, USUAL_MAIL_TIMES } from '../../rules/mail-times.ts';
import { channelOf } from '../../rules/notice-wishes.ts';
import { postFor } from '../../forum/threads/post-queries.ts';
import { isThreadStanding } from '../../forum/threads/queries.ts';
import { listHeaders, offLink } from '../notifications/links.ts';
import * as queries from './queries.ts';

export const invitationLetters: readonly LetterKind[] = [
  letterKind({
    template: 'invitation',
    isNotice: true,
    on: ['invitation.sent'],
    async recipients(tx, { accountId, invitationId, spaceId }) {
      const [member] = await queries.invitees(tx, spaceId, [accountId]);
      if (!member?.email || member.emailVerifiedAt === null) return [];
      const account = await accountBy(tx, { id: accountId });
      const dueAt = afterQuiet(tx.now, account?.mailTimes ?? USUAL_MAIL_TIMES);
      return [{ to: member.email, accountId, facts: { invitationId }, dueAt }];
    },
    async write(tx, { facts }, { adda, site, m }) {
      const found = await queries.invitationToWrite(tx, facts.invitationId!);
      if (!found) return null;
      const { invitation, thread, spaceName, inviteeName, brandName } = found;
      const invitee = await accountBy(tx, { id: invitation.inviteeId });
      const wishes = invitee && { wish: invitee.mailWish, kinds: invitee.noticeWishes };
      if (!wishes || channelOf('invitation', wishes) !== 'at_once') return null;
      // They may have lost the space since.
      const audience = await audienceOfAccount(tx, invitation.inviteeId);
      if (!(await isThreadStanding(tx, audience, thread.id))) return null;
      const { label } = invitation;
      const inviter = invitation.inviterId === null ? null : await accountBy(tx, { id: invitation.inviterId });
      const author = {
        ...NO_LABEL,
        ...{ authorName: inviter?.name ?? site.name, authorSlug: null, authorLabel: null },
        ...{ affiliation: inviter?.affiliation ?? null, accountStakes: inviter?.stakes ?? null },
      };
      const line = authorLine(
        m,
        { ...author, ...(label !== null && { label, labelBrand: brandName, labelBrandNow: brandName }) },
        'mail',
      );
      const opening = await postFor(tx, audience, { threadId: thread.id, number: 1 });
      const to = opening && { accountId: invitation.inviteeId, postId: opening.id };
      const replyTo = to ? await replyAddress(adda, tx, to) : undefined;
      const { origin } = adda.config;
      const off = await offLink(tx, origin, invitation.inviteeId, 'invitations');
      const letter = m.mail.invitation({
        forum: site.name,
        name: inviteeName,
        from: line.text,
        label: line.label,
        title: thread.title,
        because: invitation.because && m.invite.because(invitation.because, spaceName),
        link: adda.config.origin + threadPath(thread),
        settings: `${adda.config.origin}/invitations`,
        off,
        isAnswered: replyTo !== undefined,
      });
      const sent = { ...letter, replyTo, headers: listHeaders(origin, 'invitation', site.name, off) };
      return invitation.inviterId === null ? sent : { ...sent, sender: m.staff.via(line.text, site.name) };
    },
  }),
];
