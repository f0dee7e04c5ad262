import type { Feature } from '../../platform/feature.ts';
import { spaceRoutes } from './routes.ts';

export const spaces: Feature = {
  name: 'spaces',
  routes: spaceRoutes,
};
