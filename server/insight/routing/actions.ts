/** Bringing a question to members who may know. */
import { mustNotBeSilent } from '../../people/accounts/silence-queries.ts';
import type { Adda } from '../../platform/adda.ts';
import { consume } from '../../platform/rate-limit/rate-limit.ts';
import { updateAccount } from '../../people/accounts/queries.ts';
import { AddaError, invalid } from '../../platform/errors.ts';
import { asksForAnswers } from '../../rules/thread-forms.ts';
import type { Actor } from '../../rules/roles.ts';
import { INVITATIONS_BY_MEMBER } from '../../rules/rate-limits.ts';
import { LIMITS } from '../../../shared/limits.ts';
import type { InvitationReason } from '../../../shared/words.ts';
import { raise } from '../../platform/events/raise.ts';
import { postAuthorOf } from '../../brands/identity.ts';
import { oneAtATime } from '../../platform/store/transaction.ts';
import { listedThread } from '../../forum/threads/access.ts';
import { audienceOfAccount } from '../../platform/audience/scope-queries.ts';
import * as queries from './queries.ts';
import { sendInvitation } from './send.ts';
import { questionsLike, suggestions } from './suggest.ts';

export type Invited = { threadId: number; threadSlug: string; invited: number };

/** Why each of the suggested members may know. It is read before anything is written: it only explains. */
async function reasonsFor(adda: Adda, actorId: number, threadId: number): Promise<Map<number, InvitationReason>> {
  const conn = adda.store.read;
  const thread = await listedThread(conn, await audienceOfAccount(conn, actorId), threadId);
  if (!asksForAnswers(thread.form)) return new Map();
  const found = await suggestions(conn, thread, await questionsLike(adda, thread), Date.now());
  return new Map(found.map(({ id, because }) => [id, because]));
}

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
  const ids = [...new Set(input.members)];
  if (ids.length === 0) throw invalid({ field: 'members', fault: 'required' });
  if (ids.length > LIMITS.invitations)
    throw invalid({ field: 'members', fault: 'too_long', limit: LIMITS.invitations });
  const reasons = await reasonsFor(adda, actor.id, threadId);
  return adda.store.write(async (tx) => {
    const thread = await listedThread(tx, await audienceOfAccount(tx, actor.id), threadId);
    if (!asksForAnswers(thread.form) || thread.state === 'solved' || thread.closedAt !== null)
      throw new AddaError('not_a_question');
    await mustNotBeSilent(tx, actor.id, thread.space.id);
    const inviter = await postAuthorOf(tx, actor.id, tx.now);
    // Before the members', which `consume` would otherwise wait behind: two of one inviter would hold each other up.
    await oneAtATime(tx, `${INVITATIONS_BY_MEMBER.name}:${actor.id}`);
    let invited = 0;
    for (const member of await queries.invitees(tx, thread.spaceId, ids)) {
      if (member.id === actor.id || member.id === thread.authorId) continue;
      const because = reasons.get(member.id) ?? null;
      if (!(await sendInvitation(tx, { thread, member, inviter, because }))) continue;
      await consume(tx, INVITATIONS_BY_MEMBER, actor.id);
      invited++;
    }
    return { threadId, threadSlug: thread.slug, invited };
  });
}

/** The member would rather not; nobody is told. @throws {AddaError} `not_signed_in`, `not_found` */
export async function decline(adda: Adda, actor: Actor, id: number): Promise<void> {
  if (!actor) throw new AddaError('not_signed_in');
  await adda.store.write(async (tx) => {
    if (!(await queries.declineInvitation(tx, actor.id, id))) throw new AddaError('not_found');
    await raise(tx, { kind: 'invitation.declined', actorId: actor.id, invitationId: id });
  });
}

/** Whether others may invite this member at all. @throws {AddaError} `not_signed_in` */
export async function setInvitable(adda: Adda, actor: Actor, invitable: boolean): Promise<void> {
  if (!actor) throw new AddaError('not_signed_in');
  await adda.store.write(async (tx) => {
    await updateAccount(tx, actor.id, { invitable });
    await raise(tx, { kind: 'account.changed', actorId: actor.id, accountId: actor.id });
  });
}
