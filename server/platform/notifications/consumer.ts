/** After an event: who is told of it. */
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
  const candidates = mostTelling(telling.told);
  const hearings = await hearingOf(tx, event.actorId, telling, [...new Set(candidates.map((one) => one.accountId))]);
  const rows = candidates.flatMap(({ accountId, reason, refId = null }) => {
    const hearing = hearings.get(accountId);
    if (!hearing || !isTold(reason, { ...hearing, isForBrand, isActor: accountId === event.actorId })) return [];
    const about = { threadId, postId, spaceId, refId };
    const groupKey = groupKeyOf(reason, about);
    return [{ accountId, eventId: event.id, reason, groupKey, actorId: event.actorId, ...about, createdAt: event.at }];
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
