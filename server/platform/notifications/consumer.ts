/** After an event: who is told of it. */
import { channelOf } from '../../rules/notice-wishes.ts';
import { isTold, mostTelling } from '../../rules/notifications.ts';
import type { Consumer } from '../events/consumers.ts';
import type { StoredEvent } from '../events/kinds.ts';
import type { Feature } from '../feature.ts';
import type { Tx } from '../store/store.ts';
import { oneAtATime } from '../store/transaction.ts';
import type { Telling } from './kinds.ts';
import { hearingOf, insertNotifications } from './queries.ts';
import { notificationRow } from './rows.ts';

const kindsIn = (features: readonly Feature[]) => features.flatMap(({ notifications = [] }) => notifications);

/**
 * Those who are told in one transaction: who has many followers holds up nobody. SQLite has one writer, whom others wait
 * for; on PostgreSQL they wait for nothing but commits, and fewer of those let more people post.
 */
const TOGETHER = { sqlite: 100, postgres: 500 };

/** @param after the account that was told last @returns that of the last one told now, where there are others */
async function tell(tx: Tx, event: StoredEvent, telling: Telling, after: number): Promise<number | undefined> {
  const { threadId, postId, spaceId, isForBrand = false } = telling;
  const left = [...new Set(telling.told.map(({ accountId }) => accountId))].filter((id) => id > after);
  const ids = left.sort((one, other) => one - other).slice(0, TOGETHER[tx.engine]);
  const hearings = await hearingOf(tx, event.actorId, telling, ids);
  // Somebody who does not wish to hear of it for one reason may still for another.
  const wanted = telling.told.filter(({ accountId, reason }) => {
    const hearing = hearings.get(accountId);
    if (!hearing) return false;
    const channel = channelOf(reason, hearing.wishes);
    return isTold(reason, { ...hearing, channel, isForBrand, isActor: accountId === event.actorId });
  });
  const act = { eventId: event.id, actorId: event.actorId, createdAt: event.at };
  const rows = mostTelling(wanted).map((told) =>
    notificationRow({ ...told, threadId, postId, spaceId, ...act, wishes: hearings.get(told.accountId)!.wishes }),
  );
  await insertNotifications(tx, rows);
  return left.length > TOGETHER[tx.engine] ? ids.at(-1) : undefined;
}

export const notificationConsumer: Consumer = {
  name: 'notifications',
  kinds: (features) => [...new Set(kindsIn(features).flatMap(({ on }) => on))],
  async handle(tx, event, { features }, after) {
    // Of a post and an edit of it each knows whom the other tells.
    if ('postId' in event && event.postId !== null) await oneAtATime(tx, `told:${event.postId}`);
    const lasts: number[] = [];
    for (const kind of kindsIn(features)) {
      const telling = kind.on.includes(event.kind)
        ? await kind.telling(tx, event, { after, limit: TOGETHER[tx.engine] })
        : null;
      lasts.push((telling && (await tell(tx, event, telling, after))) ?? Infinity);
    }
    // What several say of one event goes on where the slowest is: who was told is told once.
    const last = Math.min(...lasts);
    return Number.isFinite(last) ? last : undefined;
  },
};
