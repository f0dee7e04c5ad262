import type { Feature } from '../../platform/feature.ts';
import { countKnownWords } from './known-words.ts';
import { searchRoutes } from './routes.ts';

const HOUR = 3_600_000;

export const search: Feature = {
  name: 'search',
  routes: searchRoutes,
  jobs: [{ name: 'known words', everyMs: 6 * HOUR, run: countKnownWords }],
};
