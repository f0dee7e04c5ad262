import type { Feature } from '../../platform/feature.ts';
import { refreshHealth } from './actions.ts';
import { healthRoutes } from './routes.ts';

const HOUR = 3_600_000;

export const health: Feature = {
  name: 'health',
  routes: healthRoutes,
  jobs: [{ name: 'health', everyMs: HOUR, run: (adda) => refreshHealth(adda) }],
};
