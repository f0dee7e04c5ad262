/** Bringing a question to members who may know. */
import type { Adda } from '../adda.ts';
import { countTry } from '../accounts/throttle.ts';
import { updateAccount } from '../accounts/queries.ts';
import { AddaError, invalid } from '../errors.ts';
import { authorLine, NO_LABEL } from '../http/author.ts';
import { threadPath } from '../http/outlets.ts';
import { enqueueLetter } from '../mail/queries.ts';
import type { Actor } from '../rules/roles.ts';
import { INVITATIONS_BY_MEMBER, INVITATIONS_TO_MEMBER } from '../rules/throttles.ts';
import { LIMITS } from '../../shared/limits.ts';
import { site, wordsFor } from '../site/queries.ts';
import { speakerOf } from '../staff/voice.ts';
import { oneAtATime } from '../store/transaction.ts';
import { threadById } from '../threads/queries.ts';
import * as queries from './queries.ts';
import { asksForAnswers } from '../rules/forms.ts';

export type Invited = { threadId: number; threadSlug: string; invited: number };

/**
 * Invites members to an open question. Whoever had their three invitations this week, was asked before or wants
 * none is left out without a word, so that nobody learns who declined.
 * @throws {AddaError} `not_signed_in`, `grant_ended`, `not_found`, `not_a_question`, `invalid`, `too_many`
 */
export async function invite(
  adda: Adda,
  actor: Actor,
  threadId: number,
  input: { members: number[] },
): Promise<Invited> {
  if (!actor) throw new AddaError('not_signed_in');
  const ids = [...new Set(input.members)].sort((a, b) => a - b);
  if (ids.length === 0) throw invalid({ field: 'members', fault: 'required' });
  if (ids.length > LIMITS.invitations)
    throw invalid({ field: 'members', fault: 'too_long', limit: LIMITS.invitations });
  return adda.store.write(async (tx) => {
    const thread = await threadById(tx, threadId);
    if (!thread?.visible) throw new AddaError('not_found');
    if (!asksForAnswers(thread.form) || thread.state === 'solved') throw new AddaError('not_a_question');
    const speaker = await speakerOf(tx, actor.id, tx.now);
    const { voice } = speaker;
    const forumSite = await site(tx);
    const { name: forum } = forumSite;
    const path = threadPath(thread);
    let invited = 0;
    for (const member of await queries.invitees(tx, ids)) {
      if (member.id === actor.id || member.id === thread.authorId) continue;
      await oneAtATime(tx, `invited:${member.id}`);
      const { max, windowMs } = INVITATIONS_TO_MEMBER;
      if ((await queries.invitedAt(tx, member.id, tx.now - windowMs)).length >= max) continue;
      const isNew = await queries.insertInvitation(tx, {
        threadId,
        inviteeId: member.id,
        inviterId: actor.id,
        label: voice?.label ?? null,
        brandId: voice?.brand.id ?? null,
        createdAt: tx.now,
      });
      if (!isNew) continue;
      await countTry(tx, INVITATIONS_BY_MEMBER, actor.id);
      invited++;
      if (!member.email || member.emailVerifiedAt === null) continue;
      const m = wordsFor(forumSite, member.language);
      const who = { ...NO_LABEL, authorName: speaker.name, authorSlug: null, authorLabel: null };
      const line = authorLine(
        m,
        voice ? { ...who, label: voice.label, labelBrand: voice.brand.name, labelBrandNow: voice.brand.name } : who,
        'mail',
      );
      await enqueueLetter(tx, {
        to: member.email,
        sender: m.staff.via(line.text, forum),
        ...m.mail.invitation({
          forum,
          name: member.name,
          from: line.text,
          label: line.label,
          title: thread.title,
          link: adda.config.origin + path,
          settings: `${adda.config.origin}/invitations`,
        }),
      });
    }
    return { threadId, threadSlug: thread.slug, invited };
  });
}

/** The member would rather not; nobody is told. @throws {AddaError} `not_signed_in`, `not_found` */
export async function decline(adda: Adda, actor: Actor, id: number): Promise<void> {
  if (!actor) throw new AddaError('not_signed_in');
  await adda.store.write(async (tx) => {
    if (!(await queries.declineInvitation(tx, actor.id, id))) throw new AddaError('not_found');
  });
}

/** Whether others may invite this member at all. @throws {AddaError} `not_signed_in` */
export async function setInvitable(adda: Adda, actor: Actor, invitable: boolean): Promise<void> {
  if (!actor) throw new AddaError('not_signed_in');
  await adda.store.write((tx) => updateAccount(tx, actor.id, { invitable }));
}
