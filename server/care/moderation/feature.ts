import type { Feature } from '../../platform/feature.ts';
import { casePageRoutes } from './case-routes.ts';
import { reportLetters } from './letters.ts';
import { moderationNotifications } from './notifications.ts';
import { moderationRoutes } from './routes.ts';

export const moderation: Feature = {
  name: 'moderation',
  routes(app) {
    moderationRoutes(app);
    casePageRoutes(app);
  },
  letters: reportLetters,
  notifications: moderationNotifications,
};
