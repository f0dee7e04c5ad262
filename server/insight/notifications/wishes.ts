/** How a member wishes to be told: by which letters, when, and of which kinds of things. */
import type { Adda } from '../../platform/adda.ts';
import { AddaError, type FieldFault } from '../../platform/errors.ts';
import { takeBackMail } from '../../platform/mail/queries.ts';
import { forgetRefusals } from '../../platform/mail/refusal-queries.ts';
import type { Tx } from '../../platform/store/store.ts';
import { type Account, accountBy, updateAccount } from '../../people/accounts/queries.ts';
import { nextDigest, timeZoneOf, USUAL_MAIL_TIMES } from '../../rules/mail-times.ts';
import { digestEvery, letterOf } from '../../rules/notice-wishes.ts';
import type { Actor } from '../../rules/roles.ts';
import { type MailWish, type NoticeWishes, NOTIFICATION_REASONS } from '../../../shared/words.ts';
import { setLetter, unsetMailed } from './mail-queries.ts';

/** The letter that says at once what somebody was told. */
export const TOLD = 'told';

/** Changes what somebody wishes; what waits for a letter already waits for the one that they wish for now. */
export async function setWishes(
  tx: Tx,
  id: number,
  changes: Partial<Pick<Account, 'mailWish' | 'mailTimes' | 'noticeWishes'>>,
): Promise<void> {
  const account = await accountBy(tx, { id });
  if (!account || account.erasedAt !== null) return;
  const { mailWish, mailTimes, noticeWishes } = { ...account, ...changes };
  const wishes = { wish: mailWish, kinds: noticeWishes };
  const digestAt = nextDigest(tx.now, digestEvery(wishes), mailTimes ?? USUAL_MAIL_TIMES);
  await updateAccount(tx, id, { mailWish, mailTimes, noticeWishes, digestAt });
  const untold = await takeBackMail(tx, id, TOLD);
  await unsetMailed(
    tx,
    id,
    untold.map(({ threadId }) => threadId!),
  );
  for (const letter of ['at_once', 'digest', null] as const)
    await setLetter(
      tx,
      id,
      NOTIFICATION_REASONS.filter((reason) => letterOf(reason, wishes) === letter),
      letter,
    );
}

/** @property quietFrom with `quietTo`, both or neither @property kinds what is not here is as `wish` says */
export type WishesGiven = {
  wish: MailWish;
  hour?: number;
  zone?: string;
  quietFrom?: number;
  quietTo?: number;
  kinds: NoticeWishes;
};

/** @throws {AddaError} `not_signed_in`, `invalid` for a zone that nobody knows, or quiet hours that are half or no time */
export async function wishMail(adda: Adda, actor: Actor, wishes: WishesGiven): Promise<void> {
  if (!actor) throw new AddaError('not_signed_in');
  const { wish: mailWish, quietFrom: from, quietTo: to, kinds } = wishes;
  const faults: FieldFault[] = [];
  const zone = timeZoneOf(wishes.zone ?? USUAL_MAIL_TIMES.zone);
  if (zone === null) faults.push({ field: 'zone', fault: 'wrong' });
  if ((from === undefined) !== (to === undefined))
    faults.push({ field: from === undefined ? 'quietFrom' : 'quietTo', fault: 'other_half' });
  if (from !== undefined && from === to) faults.push({ field: 'quietTo', fault: 'same_hour' });
  if (zone === null || faults.length > 0) throw new AddaError('invalid', { faults });
  const { hour = USUAL_MAIL_TIMES.hour } = wishes;
  const mailTimes = { hour, zone, quiet: from === undefined || to === undefined ? null : { from, to } };
  const noticeWishes = Object.keys(kinds).length === 0 ? null : kinds;
  await adda.store.write((tx) => setWishes(tx, actor.id, { mailWish, mailTimes, noticeWishes }));
}

/**
 * Keeps the zone that a member's browser is in, where they have chosen no times yet: a default that they can change.
 * @throws {AddaError} `not_signed_in`, `invalid` for a zone that nobody knows
 */
export async function keepZone(adda: Adda, actor: Actor, given: string): Promise<void> {
  if (!actor) throw new AddaError('not_signed_in');
  const zone = timeZoneOf(given);
  if (zone === null) throw new AddaError('invalid', { faults: [{ field: 'zone', fault: 'wrong' }] });
  await adda.store.write(async (tx) => {
    const account = await accountBy(tx, { id: actor.id });
    if (account?.mailTimes === null) await setWishes(tx, actor.id, { mailTimes: { ...USUAL_MAIL_TIMES, zone } });
  });
}

/** Tries a member's address again that refused letters. @throws {AddaError} `not_signed_in` */
export async function resumeMail(adda: Adda, actor: Actor): Promise<void> {
  if (!actor) throw new AddaError('not_signed_in');
  await adda.store.write((tx) => forgetRefusals(tx, actor.id, null));
}
