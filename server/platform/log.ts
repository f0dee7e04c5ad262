import { pino } from 'pino';
import type { Config } from './config.ts';

/** Structured logs, a JSON line each, on standard output. */
export function makeLog(config: Config) {
  return pino({ level: config.logLevel, redact: ['req.headers.cookie', 'req.headers.authorization'] });
}
