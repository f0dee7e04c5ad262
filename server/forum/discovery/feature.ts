import type { Feature } from '../../platform/feature.ts';
import { discoveryRoutes } from './routes.ts';

export const discovery: Feature = {
  name: 'discovery',
  routes: discoveryRoutes,
};
