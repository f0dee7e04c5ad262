import type { Feature } from '../../platform/feature.ts';
import { endWhatIsOver } from './actions.ts';
import { preventionRoutes } from './admin-routes.ts';
import { heldRoutes } from './held-routes.ts';
import { judged } from './learning.ts';
import { looksAt } from './looking.ts';
import { deletePrintsOf } from './queries.ts';
import { trustRoutes } from './trust-routes.ts';

export const prevention: Feature = {
  name: 'prevention',
  routes(app) {
    heldRoutes(app);
    preventionRoutes(app);
    trustRoutes(app);
  },
  jobs: [{ name: 'end what is over', everyMs: 60_000, run: endWhatIsOver }],
  looksAt,
  judged,
  personal: [{ table: 'postPrints', erase: deletePrintsOf }],
};
