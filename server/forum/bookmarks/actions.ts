/** Keeping a post to find it again, with a note and a reminder; only whoever keeps it knows. */
import type { Adda } from '../../platform/adda.ts';
import { audienceOfAccount } from '../../platform/audience/scope-queries.ts';
import { AddaError, type FieldFault, invalid } from '../../platform/errors.ts';
import { insertNotifications } from '../../platform/notifications/queries.ts';
import { notificationRow } from '../../platform/notifications/rows.ts';
import type { Tx } from '../../platform/store/store.ts';
import { accountBy } from '../../people/accounts/queries.ts';
import { dayAhead, remindAt } from '../../rules/bookmarks.ts';
import { lengthFaults } from '../../rules/lengths.ts';
import { USUAL_MAIL_TIMES } from '../../rules/mail-times.ts';
import { channelOf } from '../../rules/notice-wishes.ts';
import type { Actor } from '../../rules/roles.ts';
import { LIMITS } from '../../../shared/limits.ts';
import { cleanText } from '../../../shared/text.ts';
import { wordsToRead } from '../threads/access.ts';
import * as queries from './queries.ts';

/**
 * What is said of a bookmark; what is left out stays as it is.
 * @property day such as 2026-11-27; null or empty for no reminder @property days instead of it: so many from now
 */
export type BookmarkInput = { note?: string; day?: string | null; days?: number };

const TOGETHER = 500;

async function reminderOf(
  tx: Tx,
  accountId: number,
  { day, days }: BookmarkInput,
): Promise<{ at?: number | null; faults: FieldFault[] }> {
  if (days === undefined && day === undefined) return { faults: [] };
  if (days === undefined && !day) return { at: null, faults: [] };
  const times = (await accountBy(tx, { id: accountId }))?.mailTimes ?? USUAL_MAIL_TIMES;
  const at = remindAt(days === undefined ? day! : dayAhead(days, times, tx.now), times, tx.now);
  return at === null ? { faults: [{ field: 'day', fault: 'not_ahead' }] } : { at, faults: [] };
}

/**
 * Keeps a post, or says something else about one that is kept.
 * @throws {AddaError} `not_signed_in`, `not_found`, `too_many_bookmarks`, `invalid`
 */
export async function keepBookmark(adda: Adda, actor: Actor, postId: number, input: BookmarkInput): Promise<void> {
  if (!actor) throw new AddaError('not_signed_in');
  const isNear = (input.note ?? '').length <= 4 * LIMITS.bookmarkNote.max;
  const note = input.note === undefined || !isNear ? input.note : cleanText(input.note).trim();
  const tooLong = note === undefined ? [] : lengthFaults('note', note, LIMITS.bookmarkNote);
  await adda.store.write(async (tx) => {
    await wordsToRead(tx, await audienceOfAccount(tx, actor.id), postId);
    const { at, faults } = await reminderOf(tx, actor.id, input);
    if (tooLong.length + faults.length > 0) throw invalid(...tooLong, ...faults);
    const isNew = (await queries.bookmarkOf(tx, actor.id, postId)) === null;
    if (isNew && (await queries.countBookmarks(tx, actor.id)) >= LIMITS.bookmarks)
      throw new AddaError('too_many_bookmarks');
    await queries.insertBookmark(tx, actor.id, postId);
    const values = { ...(note !== undefined && { note }), ...(at !== undefined && { remindAt: at }) };
    if (Object.keys(values).length > 0) await queries.updateBookmark(tx, actor.id, postId, values);
  });
}

/** Keeps a post no longer; it is gone also when it was gone before. @throws {AddaError} `not_signed_in` */
export async function dropBookmark(adda: Adda, actor: Actor, postId: number): Promise<void> {
  if (!actor) throw new AddaError('not_signed_in');
  await adda.store.write((tx) => queries.deleteBookmark(tx, actor.id, postId));
}

/** Tells those whose reminder is due, each once. @returns how many there were */
async function remindSome(tx: Tx): Promise<number> {
  const due = await queries.dueReminders(tx, TOGETHER);
  const reason = 'reminder' as const;
  const rows = due
    .filter(({ wishes }) => channelOf(reason, wishes) !== 'none')
    .map((one) => notificationRow({ ...one, reason, eventId: null, actorId: null, createdAt: tx.now }));
  await insertNotifications(tx, rows);
  for (const { accountId, postId } of due) await queries.updateBookmark(tx, accountId, postId, { remindAt: null });
  return due.length;
}

export async function remind(adda: Adda): Promise<void> {
  while ((await adda.store.write(remindSome)) === TOGETHER);
}
