import type { Feature } from '../feature.ts';
import { mailConsumer } from './consumer.ts';
import { MAIL } from './queries.ts';
import { sendDueMail } from './send.ts';
import { closeTransport } from './transport.ts';

const SECOND = 1_000;

export const mail: Feature = {
  name: 'mail',
  consumers: [mailConsumer],
  workers: [{ name: 'mail', wokenBy: MAIL, everyMs: 15 * SECOND, run: sendDueMail }],
  stop: closeTransport,
};
