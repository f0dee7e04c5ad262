import type { Feature } from '../../platform/feature.ts';
import { threadRoutes } from './routes.ts';

export const threads: Feature = {
  name: 'threads',
  routes: threadRoutes,
};
