import type { Feature } from '../../platform/feature.ts';
import { deleteSilencesOf } from '../../people/accounts/silence-queries.ts';
import { actLetters } from './letters.ts';
import { actNotifications } from './notifications.ts';
import { forgetPerson } from './queries.ts';
import { bulkRoutes } from './bulk-routes.ts';
import { reasonRoutes } from './reason-routes.ts';
import { moderateRoutes } from './routes.ts';
import { statementRoutes } from './statement-routes.ts';
import { undoRoutes } from './undo-routes.ts';
import { REMOVED, unquoteRemoved } from './unquote.ts';

export const acts: Feature = {
  name: 'acts',
  routes(app) {
    moderateRoutes(app);
    bulkRoutes(app);
    statementRoutes(app);
    undoRoutes(app);
    reasonRoutes(app);
  },
  workers: [{ name: 'removed quotes', wokenBy: REMOVED, everyMs: 60_000, run: unquoteRemoved }],
  letters: actLetters,
  notifications: actNotifications,
  personal: [
    { table: 'acts', erase: forgetPerson },
    { table: 'appeals', erase: async () => undefined },
    { table: 'silences', erase: deleteSilencesOf },
  ],
};
