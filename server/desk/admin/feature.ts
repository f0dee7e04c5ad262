import type { FastifyInstance } from 'fastify';
import type { Feature } from '../../platform/feature.ts';
import { demoRoutes } from './demo-routes.ts';
import { givenUpRoutes } from './given-up-routes.ts';
import { testLetters } from './mail.ts';
import { mailRoutes } from './mail-routes.ts';
import { adminRoutes } from './routes.ts';

export const admin: Feature = {
  name: 'admin',
  routes(app: FastifyInstance) {
    adminRoutes(app);
    demoRoutes(app);
    givenUpRoutes(app);
    mailRoutes(app);
  },
  letters: testLetters,
};
