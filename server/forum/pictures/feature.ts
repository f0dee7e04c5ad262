import type { Feature } from '../../platform/feature.ts';
import { sweepPictures } from './actions.ts';
import { mediaRoutes } from './media-routes.ts';
import { sweepOrphans } from './orphans.ts';
import { pictureRoutes } from './routes.ts';

const HOUR = 3_600_000;

export const pictures: Feature = {
  name: 'pictures',
  routes(app) {
    mediaRoutes(app);
    pictureRoutes(app);
  },
  jobs: [
    { name: 'pictures', everyMs: HOUR, run: sweepPictures },
    { name: 'orphans', everyMs: 24 * HOUR, run: sweepOrphans },
  ],
};
