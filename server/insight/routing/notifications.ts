/** Who is invited to a question is told of it. */
import { notificationKind } from '../../platform/notifications/kinds.ts';

export const invitationNotifications = [
  notificationKind({
    on: ['invitation.sent'],
    async telling(_tx, { threadId, spaceId, invitationId, accountId }) {
      return { threadId, postId: null, spaceId, told: [{ accountId, reason: 'invitation', refId: invitationId }] };
    },
  }),
];
