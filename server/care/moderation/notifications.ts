/** Who reported something is told what became of it; who keeps the peace, that something waits. */
import { notificationKind } from '../../platform/notifications/kinds.ts';
import type { Tx } from '../../platform/store/store.ts';
import type { Told } from '../../rules/notifications.ts';
import { moderatorsOf } from '../../forum/keeping/queries.ts';
import { reportById } from '../cases/queries.ts';

/** Those who keep the peace in a space, or everywhere. */
async function keepers(tx: Tx, spaceId: number | null): Promise<Told[]> {
  const { here, everywhere } = await moderatorsOf(tx, spaceId ?? 0);
  return [...here, ...everywhere].map(({ id }) => ({ accountId: id, reason: 'duty' as const }));
}

export const moderationNotifications = [
  notificationKind({
    on: ['report.decided'],
    async telling(tx, { reportId }) {
      const accountId = (await reportById(tx, reportId))?.report.reporterId;
      if (!accountId) return null;
      return { threadId: null, postId: null, spaceId: null, told: [{ accountId, reason: 'report', refId: reportId }] };
    },
  }),
  notificationKind({
    on: ['report.made'],
    async telling(tx, { reportId }) {
      const spaceId = (await reportById(tx, reportId))?.of.spaceId ?? null;
      return { threadId: null, postId: null, spaceId, told: await keepers(tx, spaceId) };
    },
  }),
  notificationKind({
    on: ['post.held', 'exception.used'],
    async telling(tx, { spaceId }) {
      return { threadId: null, postId: null, spaceId, told: await keepers(tx, spaceId) };
    },
  }),
];
