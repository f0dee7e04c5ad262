import { pino } from 'pino';
import { rootOf } from './store/unavailable.ts';
import type { Config } from './config.ts';

/** Structured logs, a JSON line each, on standard output. */
export function makeLog(config: Config) {
  return pino({
    level: config.logLevel,
    // The statement that failed holds what people wrote.
    serializers: { err: (error) => pino.stdSerializers.err(rootOf(error) as Error) },
    redact: ['req.headers.cookie', 'req.headers.authorization'],
  });
}
