import type { Feature } from '../../platform/feature.ts';
import { answerRoutes } from './routes.ts';

export const marks: Feature = {
  name: 'marks',
  routes: answerRoutes,
};
