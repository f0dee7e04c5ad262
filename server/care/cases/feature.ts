import type { Feature } from '../../platform/feature.ts';
import { noticeLetters } from './letters.ts';
import { messageReportRoutes } from './message-report-routes.ts';
import { noticeRoutes } from './notice-routes.ts';
import { sweepNotices } from './notices.ts';
import { forgetConcerned, forgetNotifier, forgetReporter } from './personal-queries.ts';
import { caseRoutes } from './routes.ts';

export const cases: Feature = {
  name: 'cases',
  routes(app) {
    caseRoutes(app);
    messageReportRoutes(app);
    noticeRoutes(app);
  },
  jobs: [{ name: 'notices', everyMs: 86_400_000, run: sweepNotices }],
  letters: noticeLetters,
  personal: [
    { table: 'reports', erase: forgetReporter },
    { table: 'cases', erase: forgetConcerned },
    { table: 'notices', erase: forgetNotifier },
  ],
};
