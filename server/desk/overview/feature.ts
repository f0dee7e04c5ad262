import type { Feature } from '../../platform/feature.ts';
import { overviewRoutes } from './routes.ts';

export const overview: Feature = { name: 'overview', routes: overviewRoutes };
