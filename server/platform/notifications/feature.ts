import { KEPT_READ, KEPT_UNREAD } from '../../rules/notifications.ts';
import type { Adda } from '../adda.ts';
import type { Feature } from '../feature.ts';
import { notificationConsumer } from './consumer.ts';
import { deleteNotificationsOf, deleteOld } from './queries.ts';

const DAY = 24 * 3_600_000;
const TOGETHER = 2_000;

/** What is too old to be told goes. */
async function forget(adda: Adda): Promise<void> {
  const some = () =>
    adda.store.write((tx) => deleteOld(tx, { read: tx.now - KEPT_READ, unread: tx.now - KEPT_UNREAD }, TOGETHER));
  while ((await some()) === TOGETHER);
}

export const notifications: Feature = {
  name: 'notifications',
  consumers: [notificationConsumer],
  jobs: [{ name: 'old_notifications', everyMs: DAY, run: forget }],
  personal: [{ table: 'notifications', erase: deleteNotificationsOf }],
};
