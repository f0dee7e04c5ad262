/** Whoever asked and was answered is asked, after a while and once, whether it helped. */
import type { Adda } from '../../platform/adda.ts';
import { insertNotifications } from '../../platform/notifications/queries.ts';
import { groupKeyOf, SOLVED_ASKED_AFTER, SOLVED_ASKED_UNTIL } from '../../rules/notifications.ts';
import { answeredSilently } from './solved-queries.ts';

const TOGETHER = 200;

export async function askWhetherSolved(adda: Adda): Promise<void> {
  await adda.store.write(async (tx) => {
    const span = { from: tx.now - SOLVED_ASKED_UNTIL, to: tx.now - SOLVED_ASKED_AFTER };
    const waiting = await answeredSilently(tx, span, TOGETHER);
    await insertNotifications(
      tx,
      waiting.map(({ accountId, threadId, spaceId }) => {
        const about = { threadId, postId: null, spaceId, refId: null };
        const reason = 'solved' as const;
        return {
          accountId,
          eventId: null,
          reason,
          groupKey: groupKeyOf(reason, about),
          actorId: null,
          ...about,
          createdAt: tx.now,
        };
      }),
    );
  });
}
