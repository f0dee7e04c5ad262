import type { Feature } from '../../platform/feature.ts';
import { joinRoutes } from './join-routes.ts';
import { joinLetters } from './letters.ts';
import { officeRoutes, rulesRoutes } from './office-routes.ts';
import { forgetRequests, forgetSeconds } from './queries.ts';
import { keepingNotifications } from './notifications.ts';
import { keepingRoutes } from './routes.ts';

export const keeping: Feature = {
  name: 'keeping',
  routes(app) {
    keepingRoutes(app);
    joinRoutes(app);
    officeRoutes(app);
    rulesRoutes(app);
  },
  letters: joinLetters,
  notifications: keepingNotifications,
  personal: [
    { table: 'joinRequests', erase: forgetRequests },
    { table: 'seconds', erase: forgetSeconds },
  ],
};
