/** Links by which people join: made and ended by admins, and taken by those who come with one. */
import type { Adda } from '../../platform/adda.ts';
import { record } from '../../platform/audit/actions.ts';
import { AddaError, type FieldFault, invalid } from '../../platform/errors.ts';
import { raise } from '../../platform/events/raise.ts';
import { consume } from '../../platform/rate-limit/rate-limit.ts';
import { hashSecret, randomSecret } from '../../platform/secrets.ts';
import { site } from '../../platform/site/queries.ts';
import { signedIn } from '../../platform/site/signing.ts';
import type { Conn, Tx } from '../../platform/store/store.ts';
import { isOpen, whyNotJoin } from '../../rules/join-links.ts';
import { lengthFaults } from '../../rules/lengths.ts';
import { JOIN_LINKS_PER_ADMIN, MAIL_PER_MAILBOX } from '../../rules/rate-limits.ts';
import { type Actor, whyNotAdminister } from '../../rules/roles.ts';
import { LIMITS } from '../../../shared/limits.ts';
import { cleanLine } from '../../../shared/text.ts';
import { cleanEmail } from './check.ts';
import * as links from './join-link-queries.ts';
import { accountBy } from './queries.ts';
import { mailboxKey } from './tries.ts';

const DAY = 86_400_000;
const USUAL = { uses: '1', days: '14' };

/** As it was typed. @property email to whom a letter with it goes; nobody else sees the link then */
export type JoinLinkInput = { note?: string; uses?: string | number; days?: string | number; email?: string };
/** @property address where one joins by it, to be shown once; null where a letter has it */
export type MadeJoinLink = { id: number; address: string | null };

/** Where one joins by a link. */
export const joinAddress = ({ config }: Pick<Adda, 'config'>, code: string): string =>
  `${config.origin}/sign-up?link=${code}`;

/** @throws {AddaError} `forbidden`, `not_signed_in` */
export function mustAdminister(actor: Actor): asserts actor is NonNullable<Actor> {
  const no = whyNotAdminister(actor);
  if (no) throw new AddaError(no);
}

/** A number within its bounds; 0, with a fault, for what is none. */
function countOf(
  typed: string | number,
  field: string,
  { min, max }: { min: number; max: number },
  faults: FieldFault[],
): number {
  const text = String(typed).trim();
  const value = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (value < min || value > max) faults.push({ field, fault: 'not_between', length: min, limit: max });
  return value;
}

/** An empty field is the usual one. */
const given = (value: string | number | undefined, usual: string) =>
  value === undefined || value === '' ? usual : value;

type Clean = { note: string; uses: number; days: number; email: string | null };

/** @throws {AddaError} `invalid` with all that is wrong at once */
function clean(input: JoinLinkInput): Clean {
  const note = cleanLine(input.note ?? '');
  const faults = lengthFaults('note', note, LIMITS.joinLinkNote);
  const to = cleanLine(input.email ?? '');
  // Whoever gets a letter is one.
  const uses = to === '' ? countOf(given(input.uses, USUAL.uses), 'uses', LIMITS.joinLinkUses, faults) : 1;
  const days = countOf(given(input.days, USUAL.days), 'days', LIMITS.joinLinkDays, faults);
  let email: string | null = null;
  try {
    email = to === '' ? null : cleanEmail(to);
  } catch (error) {
    if (!(error instanceof AddaError)) throw error;
    faults.push(...(error.details.faults ?? []));
  }
  if (faults.length > 0) throw invalid(...faults);
  return { note, uses, days, email };
}

/**
 * Makes a link by which others join. It is shown once, or goes out by letter; only the hash of its code is kept.
 * @param key by which the same request, sent twice by the same admin, makes the same link
 * @throws {AddaError} `not_signed_in`, `forbidden`, `invalid`, `too_many`
 */
export async function makeJoinLink(
  adda: Adda,
  actor: Actor,
  input: JoinLinkInput,
  key: string | null = null,
): Promise<MadeJoinLink> {
  mustAdminister(actor);
  return writeJoinLink(adda, actor.id, input, key);
}

/** The same for whoever has the command line. @param actorId null where no account did it @throws {AddaError} `invalid`, `too_many` */
export async function writeJoinLink(
  adda: Adda,
  actorId: number | null,
  input: JoinLinkInput,
  key: string | null = null,
): Promise<MadeJoinLink> {
  const { note, uses, days, email } = clean(input);
  return adda.store.write(async (tx) => {
    // Nobody without the forum's own key can work it out, whatever somebody takes for a key.
    const code = key === null ? randomSecret() : hashSecret(await signedIn(tx, 'join link', `${actorId}:${key}`));
    const row = { secretHash: hashSecret(code), madeBy: actorId, note, email, uses, expiresAt: tx.now + days * DAY };
    const { id, isNew } = await links.insertJoinLink(tx, row);
    if (isNew) {
      if (actorId !== null) await consume(tx, JOIN_LINKS_PER_ADMIN, actorId);
      if (email !== null) {
        if (await accountBy(tx, { email })) throw invalid({ field: 'email', fault: 'taken' });
        await consume(tx, MAIL_PER_MAILBOX, mailboxKey(email));
      }
      await raise(tx, { kind: 'join_link.made', actorId, joinLinkId: id });
      await record(tx, { kind: 'join_link_made', actorId, brandId: null, facts: { joinLink: id, uses, days } });
    }
    return { id, address: email === null ? joinAddress(adda, code) : null };
  });
}

/**
 * Ends a link: nobody joins by it any more, not even who asked and did not confirm yet.
 * @throws {AddaError} `not_signed_in`, `forbidden`, `not_found`, `no_change`
 */
export async function endJoinLink(adda: Adda, actor: Actor, id: number): Promise<void> {
  mustAdminister(actor);
  await writeJoinLinkEnd(adda, actor.id, id);
}

/** The same for whoever has the command line. @throws {AddaError} `not_found`, `no_change` */
export async function writeJoinLinkEnd(adda: Adda, actorId: number | null, id: number): Promise<void> {
  await adda.store.write(async (tx) => {
    if (!(await links.joinLinkBy(tx, { id }))) throw new AddaError('not_found');
    if (!(await links.markEnded(tx, id))) throw new AddaError('no_change');
    await raise(tx, { kind: 'join_link.ended', actorId, joinLinkId: id });
    await record(tx, { kind: 'join_link_ended', actorId, brandId: null, facts: { joinLink: id } });
  });
}

/** Why whoever comes with this code may not ask to join; null where they may. */
export async function whyNotAskToJoin(conn: Conn, code: string, now: number) {
  const link = code === '' ? null : await links.joinLinkBy(conn, { secretHash: hashSecret(code) });
  return whyNotJoin((await site(conn)).joining, code, link, now);
}

/**
 * The link of whoever asks to join; no use of it is taken yet.
 * @returns its number; null where they need none and have none that is good
 * @throws {AddaError} `join_link_needed`, `join_link_over`
 */
export async function joinLinkOf(tx: Tx, code: string): Promise<number | null> {
  const link = code === '' ? null : await links.joinLinkBy(tx, { secretHash: hashSecret(code) });
  const no = whyNotJoin((await site(tx)).joining, code, link, tx.now);
  if (no) throw new AddaError(no);
  return link && isOpen(link, tx.now) ? link.id : null;
}

/**
 * Takes a use of the link with which somebody asked, in the transaction that makes their account. One that became too old
 * since they asked still lets them in; one that was used up or ended does not, unless everybody may join.
 * @returns the link; null where they are in without one
 * @throws {AddaError} `join_link_needed`, `join_link_over`
 */
export async function takeJoinLink(tx: Tx, joinLinkId: number | null): Promise<number | null> {
  if (joinLinkId !== null && (await links.takeUse(tx, joinLinkId))) return joinLinkId;
  // Nobody slips in who asked while everybody could join.
  if ((await site(tx)).joining === 'open') return null;
  throw new AddaError(joinLinkId === null ? 'join_link_needed' : 'join_link_over');
}
