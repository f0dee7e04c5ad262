import type { Feature } from '../../platform/feature.ts';
import { markAsMeant, MARKING } from './meant.ts';
import { answerRoutes } from './routes.ts';

export const marks: Feature = {
  name: 'marks',
  routes: answerRoutes,
  meant: { act: MARKING, run: markAsMeant },
};
