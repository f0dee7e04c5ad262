import type { Feature } from '../../platform/feature.ts';
import { deleteMentionsOf } from '../posting/mention-queries.ts';
import { markNotifications } from './marks.ts';
import { postNotifications } from './posts.ts';

export const telling: Feature = {
  name: 'telling',
  notifications: [...postNotifications, ...markNotifications],
  personal: [{ table: 'mentions', erase: deleteMentionsOf }],
};
