import type { Feature } from '../../platform/feature.ts';
import { sweepAvatars } from './actions.ts';
import { avatarRoutes } from './routes.ts';

const HOUR = 3_600_000;

export const avatars: Feature = {
  name: 'avatars',
  routes: avatarRoutes,
  jobs: [{ name: 'avatars', everyMs: HOUR, run: sweepAvatars }],
};
