import type { Feature } from '../../platform/feature.ts';
import { deleteFollowsOf } from './queries.ts';
import { followingRoutes } from './routes.ts';

export const following: Feature = {
  name: 'following',
  routes: followingRoutes,
  personal: [{ table: 'follows', erase: deleteFollowsOf }],
};
