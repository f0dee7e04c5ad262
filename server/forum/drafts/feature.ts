import type { Feature } from '../../platform/feature.ts';
import { deleteDraftsOf } from './queries.ts';

export const drafts: Feature = { name: 'drafts', personal: [{ table: 'drafts', erase: deleteDraftsOf }] };
