import type { Feature } from '../../platform/feature.ts';
import { courseRoutes } from './routes.ts';

export const milestones: Feature = {
  name: 'milestones',
  routes: courseRoutes,
};
