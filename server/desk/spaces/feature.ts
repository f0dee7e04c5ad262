import type { Feature } from '../../platform/feature.ts';
import { orderRoutes } from './routes.ts';

/** In which order spaces stand, and which are archived: for admins. */
export const spaceOrder: Feature = { name: 'space order', routes: orderRoutes };
