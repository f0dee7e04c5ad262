import type { Feature } from '../feature.ts';
import { sendDueMail } from './send.ts';

const SECOND = 1_000;

export const mail: Feature = { name: 'mail', jobs: [{ name: 'mail', everyMs: SECOND, run: sendDueMail }] };
