import type { Feature } from '../../platform/feature.ts';
import { countKnownWords } from './known-words.ts';
import { searchRoutes } from './routes.ts';
import { lookForNew } from './saved.ts';
import { deleteSavedSearchesOf } from './saved-queries.ts';
import { savedSearchRoutes } from './saved-routes.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

export const search: Feature = {
  name: 'search',
  routes(app) {
    searchRoutes(app);
    savedSearchRoutes(app);
  },
  personal: [{ table: 'savedSearches', erase: deleteSavedSearchesOf }],
  jobs: [
    { name: 'saved searches', everyMs: 5 * MINUTE, run: lookForNew },
    { name: 'known words', everyMs: 6 * HOUR, run: countKnownWords },
  ],
};
