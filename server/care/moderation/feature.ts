import type { Feature } from '../../platform/feature.ts';
import { casePageRoutes } from './case-routes.ts';
import { decidingRoutes } from './deciding-routes.ts';
import { decidedRoutes } from './decided-routes.ts';
import { reportLetters } from './letters.ts';
import { moderationNotifications } from './notifications.ts';
import { forgetNotes } from './person-queries.ts';
import { personRoutes } from './person-routes.ts';
import { moderationRoutes } from './routes.ts';

export const moderation: Feature = {
  name: 'moderation',
  routes(app) {
    moderationRoutes(app);
    casePageRoutes(app);
    decidedRoutes(app);
    decidingRoutes(app);
    personRoutes(app);
  },
  letters: reportLetters,
  notifications: moderationNotifications,
  personal: [{ table: 'personNotes', erase: forgetNotes }],
};
