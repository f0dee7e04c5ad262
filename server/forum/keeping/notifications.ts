/** Who proposed a space is told what became of it. */
import { notificationKind } from '../../platform/notifications/kinds.ts';
import { proposalById } from './queries.ts';

export const keepingNotifications = [
  notificationKind({
    on: ['space.proposal_decided'],
    async telling(tx, { proposalId }) {
      const accountId = (await proposalById(tx, proposalId))?.proposerId;
      if (!accountId) return null;
      const told = [{ accountId, reason: 'proposal' as const, refId: proposalId }];
      return { threadId: null, postId: null, spaceId: null, told };
    },
  }),
];
