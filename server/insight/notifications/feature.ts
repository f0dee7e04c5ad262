import type { Feature } from '../../platform/feature.ts';
import { notificationRoutes } from './routes.ts';
import { askWhetherSolved } from './solved.ts';

const HOUR = 3_600_000;

export const notificationPages: Feature = {
  name: 'notification_pages',
  routes: notificationRoutes,
  jobs: [{ name: 'solved', everyMs: HOUR, run: askWhetherSolved }],
};
