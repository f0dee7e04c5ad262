import type { Feature } from '../../platform/feature.ts';
import { deleteClaimsOf } from './claim-queries.ts';
import { importRoutes } from './routes.ts';

export const importers: Feature = {
  name: 'importers',
  routes: importRoutes,
  personal: [{ table: 'claims', erase: deleteClaimsOf }],
};
