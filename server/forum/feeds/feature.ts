import type { Feature } from '../../platform/feature.ts';
import { feedRoutes } from './routes.ts';

export const feeds: Feature = {
  name: 'feeds',
  routes: feedRoutes,
};
