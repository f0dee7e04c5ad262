/** What an admin does about an account: another role, the end of its sessions, a link for a new password. */
import type { Adda } from '../../platform/adda.ts';
import { AddaError } from '../../platform/errors.ts';
import { raise } from '../../platform/events/raise.ts';
import { consume } from '../../platform/rate-limit/rate-limit.ts';
import type { From, Viewer } from '../../platform/sessions/sessions.ts';
import { MAIL_PER_MAILBOX } from '../../rules/rate-limits.ts';
import { type Actor, whyNotAdminister } from '../../rules/roles.ts';
import type { Role } from '../../../shared/words.ts';
import { giveRole, memberNamed } from './manage.ts';
import { endAccess } from './passwords.ts';
import { mailboxKey, proveIdentity } from './tries.ts';

function mustAdminister(actor: Actor): asserts actor is Viewer {
  const no = whyNotAdminister(actor);
  if (no) throw new AddaError(no);
}

/**
 * Gives a member another role, with the admin's password. It is said in the public log, and their sessions end.
 * @throws {AddaError} `forbidden`, `in_person`, `too_many`, `busy`, `invalid`, `is_staff`, `last_admin`
 */
export async function setRole(
  adda: Adda,
  actor: Actor,
  name: string,
  input: { role: Exclude<Role, 'staff'>; current: string },
  from: From,
): Promise<void> {
  mustAdminister(actor);
  await proveIdentity(adda, actor, input.current, from);
  await adda.store.write((tx) => giveRole(tx, name, input.role, actor.id));
}

/** Ends all that lets somebody into an account, for one that was taken over. @throws {AddaError} `forbidden`, `invalid` */
export async function endAccessOf(adda: Adda, actor: Actor, name: string): Promise<void> {
  mustAdminister(actor);
  await adda.store.write(async (tx) => {
    const account = await memberNamed(tx, name);
    await endAccess(tx, account.id);
    await raise(tx, { kind: 'account.changed', actorId: actor.id, accountId: account.id });
  });
}

/** Sends a link for a new password to the account's own address. @throws {AddaError} `forbidden`, `invalid`, `too_many` */
export async function sendResetTo(adda: Adda, actor: Actor, name: string): Promise<void> {
  mustAdminister(actor);
  await adda.store.write(async (tx) => {
    const account = await memberNamed(tx, name);
    if (!account.email) throw new AddaError('not_found');
    await consume(tx, MAIL_PER_MAILBOX, mailboxKey(account.email));
    await raise(tx, { kind: 'account.link_requested', actorId: actor.id, accountId: account.id, link: 'reset' });
  });
}
