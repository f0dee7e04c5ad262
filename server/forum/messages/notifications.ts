/** Who is told of a message: those who take part, each time; who is asked to, once. */
import { notificationKind } from '../../platform/notifications/kinds.ts';
import { isLabelled, participantIn, toTellOf } from './queries.ts';

const NOWHERE = { threadId: null, postId: null, spaceId: null };

export const messageNotifications = [
  notificationKind({
    on: ['message.written'],
    async telling(tx, { conversationId, messageId }) {
      const told = (await toTellOf(tx, conversationId, messageId)).map((accountId) => ({
        ...{ accountId, reason: 'message' as const, refId: conversationId },
      }));
      return { ...NOWHERE, isForBrand: await isLabelled(tx, messageId), told };
    },
  }),
  notificationKind({
    on: ['conversation.asked'],
    async telling(tx, { conversationId, accountId }) {
      // Whoever decided meanwhile needs no telling.
      if ((await participantIn(tx, conversationId, accountId))?.state !== 'requested') return null;
      return { ...NOWHERE, told: [{ accountId, reason: 'message_request' as const, refId: conversationId }] };
    },
  }),
];
