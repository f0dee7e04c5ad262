import type { Feature } from '../feature.ts';
import { sendDueLetters } from './post.ts';

const SECOND = 1_000;

export const mail: Feature = { name: 'mail', jobs: [{ name: 'mail', everyMs: SECOND, run: sendDueLetters }] };
