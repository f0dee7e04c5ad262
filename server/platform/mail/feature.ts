import type { Feature } from '../feature.ts';
import { sendDueMail } from './send.ts';

const SECOND = 1_000;

export const mail: Feature = {
  name: 'mail',
  // Each letter is claimed by itself; claiming the job as well would write every second in a forum where nothing happens.
  jobs: [{ name: 'mail', everyMs: SECOND, everywhere: true, run: sendDueMail }],
};
