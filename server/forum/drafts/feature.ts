import type { Feature } from '../../platform/feature.ts';
import { deleteDraftsOf } from './queries.ts';
import { deleteWaitingOf } from './waiting-queries.ts';

export const drafts: Feature = {
  name: 'drafts',
  personal: [
    { table: 'drafts', erase: deleteDraftsOf },
    { table: 'waitingPosts', erase: deleteWaitingOf },
  ],
};
