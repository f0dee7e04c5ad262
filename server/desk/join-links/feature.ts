import type { Feature } from '../../platform/feature.ts';
import { joinLinkRoutes } from './routes.ts';

/** Who may join, for admins: links by which others do. */
export const joinLinks: Feature = { name: 'join links', routes: joinLinkRoutes };
