import type { FastifyInstance } from 'fastify';
import type { Feature } from '../../platform/feature.ts';
import { grantRoutes } from './grant-routes.ts';
import { numbersRoutes } from './numbers-routes.ts';
import { brandRoutes } from './routes.ts';

export const brandPages: Feature = {
  name: 'brand pages',
  routes(app: FastifyInstance) {
    numbersRoutes(app);
    brandRoutes(app);
    grantRoutes(app);
  },
};
