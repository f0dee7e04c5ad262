import type { Feature } from '../../platform/feature.ts';
import { blockRoutes } from './block-routes.ts';
import { newConversation } from './new-routes.ts';
import { messageNotifications } from './notifications.ts';
import { deleteBlocksOf, deleteMessageWishesOf } from './people-queries.ts';
import { deleteParticipantsOf, emptyMessagesOf } from './queries.ts';
import { messageRoutes } from './routes.ts';

export const messages: Feature = {
  name: 'messages',
  routes(app) {
    newConversation(app);
    messageRoutes(app);
    blockRoutes(app);
  },
  notifications: messageNotifications,
  personal: [
    { table: 'messages', erase: emptyMessagesOf },
    { table: 'conversationParticipants', erase: deleteParticipantsOf },
    { table: 'messageWishes', erase: deleteMessageWishesOf },
    { table: 'blocks', erase: deleteBlocksOf },
  ],
};
