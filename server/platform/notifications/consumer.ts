/** After an event: who is told of it. */
import { channelOf, letterOf } from '../../rules/notice-wishes.ts';
import { groupKeyOf, isTold, mostTelling } from '../../rules/notifications.ts';
import type { Consumer } from '../events/consumers.ts';
import type { StoredEvent } from '../events/kinds.ts';
import type { Feature } from '../feature.ts';
import type { Tx } from '../store/store.ts';
import type { Telling } from './kinds.ts';
import { hearingOf, insertNotifications } from './queries.ts';

const kindsIn = (features: readonly Feature[]) => features.flatMap(({ notifications = [] }) => notifications);

async function tell(tx: Tx, event: StoredEvent, telling: Telling): Promise<void> {
  const { threadId, postId, spaceId, isForBrand = false } = telling;
  const hearings = await hearingOf(tx, event.actorId, telling, [...new Set(telling.told.map((one) => one.accountId))]);
  // Somebody who does not wish to hear of it for one reason may still for another.
  const wanted = telling.told.filter(({ accountId, reason }) => {
    const hearing = hearings.get(accountId);
    if (!hearing) return false;
    const channel = channelOf(reason, hearing.wishes);
    return isTold(reason, { ...hearing, channel, isForBrand, isActor: accountId === event.actorId });
  });
  const rows = mostTelling(wanted).map(({ accountId, reason, refId = null }) => {
    const about = { threadId, postId, spaceId, refId };
    const said = {
      reason,
      groupKey: groupKeyOf(reason, about),
      letter: letterOf(reason, hearings.get(accountId)!.wishes),
    };
    return { accountId, eventId: event.id, ...said, actorId: event.actorId, ...about, createdAt: event.at };
  });
  await insertNotifications(tx, rows);
}

export const notificationConsumer: Consumer = {
  name: 'notifications',
  kinds: (features) => [...new Set(kindsIn(features).flatMap(({ on }) => on))],
  async handle(tx, event, { features }) {
    for (const kind of kindsIn(features)) {
      const telling = kind.on.includes(event.kind) ? await kind.telling(tx, event) : null;
      if (telling) await tell(tx, event, telling);
    }
  },
};
