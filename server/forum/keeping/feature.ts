import type { Feature } from '../../platform/feature.ts';
import { joinRoutes } from './join-routes.ts';
import { joinLetters } from './letters.ts';
import { nominationLetters } from './nomination-letters.ts';
import { forgetBallots, forgetNominations, forgetSupport } from './nomination-queries.ts';
import { nominationRoutes } from './nomination-routes.ts';
import { endDueNominations } from './nominations.ts';
import { officeRoutes, rulesRoutes } from './office-routes.ts';
import { forgetRequests, forgetSeconds } from './queries.ts';
import { keepingNotifications } from './notifications.ts';
import { templateRoutes } from './template-routes.ts';
import { keepingRoutes } from './routes.ts';

export const keeping: Feature = {
  name: 'keeping',
  routes(app) {
    keepingRoutes(app);
    joinRoutes(app);
    officeRoutes(app);
    rulesRoutes(app);
    templateRoutes(app);
    nominationRoutes(app);
  },
  letters: [...joinLetters, ...nominationLetters],
  jobs: [{ name: 'nominations', everyMs: 60_000, run: (adda) => endDueNominations(adda) }],
  notifications: keepingNotifications,
  personal: [
    { table: 'joinRequests', erase: forgetRequests },
    { table: 'seconds', erase: forgetSeconds },
    { table: 'nominations', erase: forgetNominations },
    { table: 'nominationSeconds', erase: forgetSupport },
    { table: 'ballots', erase: forgetBallots },
  ],
};
