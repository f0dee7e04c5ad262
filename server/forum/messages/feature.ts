import type { Feature } from '../../platform/feature.ts';
import { blockRoutes } from './block-routes.ts';
import { forgetEarlier } from './change.ts';
import { messageChangeRoutes } from './change-routes.ts';
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
    messageChangeRoutes(app);
    blockRoutes(app);
  },
  jobs: [{ name: 'earlier-messages', everyMs: 24 * 3_600_000, run: forgetEarlier }],
  notifications: messageNotifications,
  personal: [
    { table: 'messages', erase: emptyMessagesOf },
    { table: 'conversationParticipants', erase: deleteParticipantsOf },
    { table: 'messageWishes', erase: deleteMessageWishesOf },
    { table: 'blocks', erase: deleteBlocksOf },
  ],
};
