import type { Feature } from '../../platform/feature.ts';
import { mailUnread, toldLetters } from './mail.ts';
import { notificationRoutes } from './routes.ts';
import { askWhetherSolved } from './solved.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

export const notificationPages: Feature = {
  name: 'notification_pages',
  routes: notificationRoutes,
  jobs: [
    { name: 'solved', everyMs: HOUR, run: askWhetherSolved },
    { name: 'notification_mail', everyMs: MINUTE, run: mailUnread },
  ],
  letters: toldLetters,
};
