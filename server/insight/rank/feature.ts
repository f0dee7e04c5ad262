import type { Feature } from '../../platform/feature.ts';
import { rankRoutes } from './routes.ts';

export const rankPages: Feature = {
  name: 'rank',
  routes: rankRoutes,
};
