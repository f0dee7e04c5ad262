import { deleteSessionsOf } from '../../platform/sessions/queries.ts';
import type { Feature } from '../../platform/feature.ts';
import { deleteTokensOf } from './queries.ts';
import { accountRoutes } from './routes.ts';
import { accountLetters } from './letters.ts';

export const accounts: Feature = {
  name: 'accounts',
  routes: accountRoutes,
  letters: accountLetters,
  personal: [
    { table: 'sessions', erase: deleteSessionsOf },
    { table: 'tokens', erase: deleteTokensOf },
  ],
};
