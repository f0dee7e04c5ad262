import type { Feature } from '../../platform/feature.ts';
import { closeHub } from './hub.ts';
import { liveRoutes } from './routes.ts';

export const live: Feature = {
  name: 'live',
  routes: liveRoutes,
  stop: closeHub,
};
