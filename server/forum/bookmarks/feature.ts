import type { Feature } from '../../platform/feature.ts';
import { remind } from './actions.ts';
import { deleteBookmarksOf } from './queries.ts';
import { bookmarkRoutes } from './routes.ts';

const MINUTE = 60_000;

export const bookmarks: Feature = {
  name: 'bookmarks',
  routes: bookmarkRoutes,
  jobs: [{ name: 'reminders', everyMs: MINUTE, run: remind }],
  personal: [{ table: 'bookmarks', erase: deleteBookmarksOf }],
};
