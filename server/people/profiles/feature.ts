import type { Feature } from '../../platform/feature.ts';
import { profileRoutes } from './routes.ts';

export const profiles: Feature = {
  name: 'profiles',
  routes: profileRoutes,
};
