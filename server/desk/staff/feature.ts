import type { Feature } from '../../platform/feature.ts';
import { staffRoutes } from './routes.ts';

export const staffDesk: Feature = {
  name: 'staff',
  routes: staffRoutes,
};
