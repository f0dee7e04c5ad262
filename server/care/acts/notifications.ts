/** Whom an act concerns is told of it, and of what became of their appeal. */
import { notificationKind } from '../../platform/notifications/kinds.ts';
import { actRule } from '../../rules/moderation.ts';
import { appealById } from './queries.ts';

const NOWHERE = { threadId: null, postId: null, spaceId: null };

export const actNotifications = [
  notificationKind({
    on: ['moderated', 'member.moderated'],
    async telling(_tx, { actId, accountId, target, verb }) {
      if (accountId === null || !actRule(target, verb)?.tells) return null;
      return { ...NOWHERE, told: [{ accountId, reason: 'act', refId: actId }] };
    },
  }),
  notificationKind({
    on: ['appeal.decided'],
    async telling(tx, { appealId }) {
      const found = await appealById(tx, appealId);
      const accountId = found?.appeal.accountId;
      return accountId ? { ...NOWHERE, told: [{ accountId, reason: 'appeal', refId: found.act.id }] } : null;
    },
  }),
];
