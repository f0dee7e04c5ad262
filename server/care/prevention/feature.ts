import type { Feature } from '../../platform/feature.ts';
import { endWhatIsOver } from './actions.ts';
import { preventionRoutes } from './admin-routes.ts';
import { heldLetters } from './letters.ts';
import { heldRoutes } from './held-routes.ts';
import { readSites } from './hosts.ts';
import { judged } from './learning.ts';
import { looksAt, looksAtLines } from './looking.ts';
import { deletePrintsOf } from './queries.ts';
import { trustRoutes } from './trust-routes.ts';

export const prevention: Feature = {
  name: 'prevention',
  routes(app) {
    heldRoutes(app);
    preventionRoutes(app);
    trustRoutes(app);
  },
  jobs: [
    { name: 'end what is over', everyMs: 60_000, run: endWhatIsOver },
    { name: 'sites in posts', everyMs: 600_000, run: readSites },
  ],
  letters: heldLetters,
  looksAt,
  looksAtLines,
  judged,
  personal: [{ table: 'postPrints', erase: deletePrintsOf }],
};
