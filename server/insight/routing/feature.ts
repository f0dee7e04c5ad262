import type { Feature } from '../../platform/feature.ts';
import { inviteWaiting, measureWaits } from './waiting.ts';
import { deleteInvitationsOf } from './queries.ts';
import { routingRoutes } from './routes.ts';
import { invitationNotifications } from './notifications.ts';
import { invitationLetters } from './letters.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

export const routing: Feature = {
  name: 'routing',
  routes: routingRoutes,
  jobs: [
    { name: 'invitations', everyMs: 10 * MINUTE, run: inviteWaiting },
    { name: 'waits', everyMs: HOUR, run: measureWaits },
  ],
  letters: invitationLetters,
  notifications: invitationNotifications,
  personal: [{ table: 'invitations', erase: deleteInvitationsOf }],
};
