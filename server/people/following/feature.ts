import type { Feature } from '../../platform/feature.ts';
import { followingRoutes } from './routes.ts';

export const following: Feature = {
  name: 'following',
  routes: followingRoutes,
};
