/** What is answered where a message was sent. */
import Type from 'typebox';
import type { Sent } from './actions.ts';

export const SentOut = Type.Object({
  conversationId: Type.Integer(),
  id: Type.Integer(),
  url: Type.String(),
  isRequest: Type.Boolean({ description: 'Somebody has to accept it before more can be said.' }),
});

export const sentOut = ({ conversationId, messageId, isRequest }: Sent) => ({
  ...{ conversationId, id: messageId, isRequest },
  url: `/messages/${conversationId}#message-${messageId}`,
});
export const sentAt = ({ conversationId, messageId, isRequest }: Sent) =>
  `/messages/${conversationId}?flash=${isRequest ? 'request-sent' : 'message-sent'}#message-${messageId}`;
