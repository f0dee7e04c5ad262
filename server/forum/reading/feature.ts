import type { Feature } from '../../platform/feature.ts';
import { deleteReadsOf } from './queries.ts';
import { keepNoted } from './reads.ts';
import { readingRoutes } from './routes.ts';

export const reading: Feature = {
  name: 'reading',
  routes: readingRoutes,
  stop: keepNoted,
  personal: [{ table: 'threadReads', erase: deleteReadsOf }],
};
