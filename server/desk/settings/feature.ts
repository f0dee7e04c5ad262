import type { Feature } from '../../platform/feature.ts';
import { logoRoutes } from './logo-routes.ts';
import { sweepLogos } from './logo.ts';
import { settingRoutes } from './routes.ts';

const DAY = 24 * 3_600_000;

/** What admins choose for the forum. */
export const settings: Feature = {
  name: 'settings',
  routes(app) {
    logoRoutes(app);
    settingRoutes(app);
  },
  jobs: [{ name: 'logos', everyMs: DAY, run: sweepLogos }],
};
