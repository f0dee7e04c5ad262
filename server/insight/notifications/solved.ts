/** Whoever asked and was answered is asked, after a while and once, whether it helped. */
import type { Adda } from '../../platform/adda.ts';
import { insertNotifications } from '../../platform/notifications/queries.ts';
import { notificationRow } from '../../platform/notifications/rows.ts';
import type { Tx } from '../../platform/store/store.ts';
import { channelOf } from '../../rules/notice-wishes.ts';
import { SOLVED_ASKED_AFTER, SOLVED_ASKED_UNTIL } from '../../rules/notifications.ts';
import { answeredSilently } from './solved-queries.ts';

const TOGETHER = 200;
const reason = 'solved' as const;

/** @param after the id of a thread @returns that of the last one looked at; null when there were no more */
async function askSome(tx: Tx, after: number): Promise<number | null> {
  const span = { from: tx.now - SOLVED_ASKED_UNTIL, to: tx.now - SOLVED_ASKED_AFTER };
  const waiting = await answeredSilently(tx, span, after, TOGETHER);
  const rows = waiting
    .filter(({ wishes }) => channelOf(reason, wishes) !== 'none')
    .map((one) => notificationRow({ ...one, postId: null, reason, eventId: null, actorId: null, createdAt: tx.now }));
  await insertNotifications(tx, rows);
  return waiting.length < TOGETHER ? null : waiting.at(-1)!.threadId;
}

export async function askWhetherSolved(adda: Adda): Promise<void> {
  let after: number | null = 0;
  while (after !== null) {
    const from: number = after;
    after = await adda.store.write((tx) => askSome(tx, from));
  }
}
