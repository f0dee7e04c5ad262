import type { FastifyInstance } from 'fastify';
import type { Feature } from '../../platform/feature.ts';
import { askRoutes } from './ask-routes.ts';
import { draftRoutes } from './draft-routes.ts';
import { formattingRoutes } from './formatting.ts';
import { postDue } from './later.ts';
import { laterRoutes } from './later-routes.ts';
import { namingRoutes } from './naming-routes.ts';
import { noteRenamed, redrawQuotes, RENAMED } from './requote.ts';
import { openRoutes } from './open-routes.ts';
import { postRoutes } from './routes.ts';
import { safetyLetters } from '../early-access/letters.ts';

const MINUTE = 60_000;

export const posting: Feature = {
  name: 'posting',
  routes(app: FastifyInstance) {
    askRoutes(app);
    postRoutes(app);
    openRoutes(app);
    namingRoutes(app);
    draftRoutes(app);
    laterRoutes(app);
    formattingRoutes(app);
  },
  renamed: noteRenamed,
  jobs: [{ name: 'waiting_posts', everyMs: MINUTE, run: postDue }],
  workers: [{ name: 'quotes', wokenBy: RENAMED, everyMs: MINUTE, run: redrawQuotes }],
  letters: safetyLetters,
};
