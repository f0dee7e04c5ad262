/** Threads that read letters, which anybody may send: what takes long, or all memory, holds up no other work. */
import { makeWorkerPool } from './pool.ts';

const TIMEOUT_MS = 10_000;

/** They end with the process. A letter that is given up cannot be read: it would take as long again. */
export const mailReaders = makeWorkerPool({ timeoutMs: TIMEOUT_MS, givenUpAs: 'mail_unreadable' });
