import type { Feature } from '../feature.ts';
import { mailConsumer } from './consumer.ts';
import { MAIL } from './queries.ts';
import { endSending, sendForAMoment } from './send.ts';

const SECOND = 1_000;

export const mail: Feature = {
  name: 'mail',
  consumers: [mailConsumer],
  workers: [{ name: 'mail', wokenBy: MAIL, everyMs: 15 * SECOND, run: sendForAMoment }],
  stop: endSending,
};
