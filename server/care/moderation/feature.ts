import type { Feature } from '../../platform/feature.ts';
import { forgetReporter } from './queries.ts';
import { moderationRoutes } from './routes.ts';

export const moderation: Feature = {
  name: 'moderation',
  routes: moderationRoutes,
  personal: [{ table: 'reports', erase: forgetReporter }],
};
