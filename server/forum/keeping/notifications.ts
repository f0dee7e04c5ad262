/** Who proposed a space is told what became of it; who keeps a private one, that somebody asks to be let in. */
import { notificationKind } from '../../platform/notifications/kinds.ts';
import { keepersOf, proposalById, requestById } from './queries.ts';

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
  notificationKind({
    on: ['space.join_asked'],
    async telling(tx, { requestId }) {
      const request = await requestById(tx, requestId);
      if (!request) return null;
      const keepers = await keepersOf(tx, request.spaceId);
      const told = keepers.map((accountId) => ({ accountId, reason: 'duty' as const }));
      return { threadId: null, postId: null, spaceId: request.spaceId, told };
    },
  }),
];
