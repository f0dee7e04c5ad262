import type { Feature } from '../../platform/feature.ts';
import { sweepFiles } from './actions.ts';
import { fileRoutes } from './file-routes.ts';
import { sweepOrphanFiles } from './orphans.ts';
import { bringRoutes } from './routes.ts';

const HOUR = 3_600_000;

export const files: Feature = {
  name: 'files',
  routes(app) {
    fileRoutes(app);
    bringRoutes(app);
  },
  jobs: [
    { name: 'files', everyMs: HOUR, run: sweepFiles },
    { name: 'orphan-files', everyMs: 24 * HOUR, run: sweepOrphanFiles },
  ],
};
