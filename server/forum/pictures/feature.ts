import type { Feature } from '../../platform/feature.ts';
import { sweepPictures } from './actions.ts';
import { mediaRoutes } from './media-routes.ts';
import { pictureRoutes } from './routes.ts';

const HOUR = 3_600_000;

export const pictures: Feature = {
  name: 'pictures',
  routes(app) {
    mediaRoutes(app);
    pictureRoutes(app);
  },
  jobs: [{ name: 'pictures', everyMs: HOUR, run: sweepPictures }],
};
