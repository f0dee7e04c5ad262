import type { Feature } from '../../platform/feature.ts';
import { sitePageRoutes } from './routes.ts';

/** What the forum says of itself: about, rules, privacy, terms. */
export const sitePages: Feature = {
  name: 'pages',
  routes: sitePageRoutes,
};
