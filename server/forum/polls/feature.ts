import type { Feature } from '../../platform/feature.ts';
import { deleteVotesOf } from '../threads/poll-queries.ts';
import { pollRoutes } from './routes.ts';

export const polls: Feature = {
  name: 'polls',
  routes: pollRoutes,
  personal: [{ table: 'pollVotes', erase: deleteVotesOf }],
};
