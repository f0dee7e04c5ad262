import type { FastifyInstance } from 'fastify';
import type { Feature } from '../../platform/feature.ts';
import { grantRoutes } from './grant-routes.ts';
import { brandRoutes } from './routes.ts';

export const brandPages: Feature = {
  name: 'brand pages',
  routes(app: FastifyInstance) {
    brandRoutes(app);
    grantRoutes(app);
  },
};
