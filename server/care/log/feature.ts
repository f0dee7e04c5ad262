import type { Feature } from '../../platform/feature.ts';
import { auditRoutes } from './routes.ts';

export const log: Feature = {
  name: 'log',
  routes: auditRoutes,
};
