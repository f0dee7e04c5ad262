import type { Feature } from '../../platform/feature.ts';
import { milestoneRoutes } from './routes.ts';

export const milestones: Feature = {
  name: 'milestones',
  routes: milestoneRoutes,
};
