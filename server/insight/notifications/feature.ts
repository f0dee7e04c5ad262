import type { Feature } from '../../platform/feature.ts';
import { digestLetters, mailDigests } from './digest.ts';
import { mailUnread, toldLetters } from './mail.ts';
import { linkRoutes } from './link-routes.ts';
import { messageLetters } from './message-letters.ts';
import { mailRoutes } from './mail-routes.ts';
import { notPostedLetters } from './not-posted-letters.ts';
import { notificationRoutes } from './routes.ts';
import { askWhetherSolved } from './solved.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

export const notificationPages: Feature = {
  name: 'notification_pages',
  routes(app) {
    notificationRoutes(app);
    mailRoutes(app);
    linkRoutes(app);
  },
  jobs: [
    { name: 'solved', everyMs: HOUR, run: askWhetherSolved },
    { name: 'notification_mail', everyMs: MINUTE, run: mailUnread },
    { name: 'digests', everyMs: 5 * MINUTE, run: mailDigests },
  ],
  letters: [...toldLetters, ...messageLetters, ...notPostedLetters, ...digestLetters],
};
