import type { FastifyInstance } from 'fastify';
import type { Feature } from '../../platform/feature.ts';
import { askRoutes } from './ask-routes.ts';
import { redrawQuotes } from './requote.ts';
import { postRoutes } from './routes.ts';
import { safetyLetters } from '../early-access/letters.ts';

export const posting: Feature = {
  name: 'posting',
  routes(app: FastifyInstance) {
    askRoutes(app);
    postRoutes(app);
  },
  renamed: redrawQuotes,
  letters: safetyLetters,
};
