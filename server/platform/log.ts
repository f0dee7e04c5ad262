import { pino } from 'pino';
import type { Config } from './config.ts';
import { type LogStream, standardLog } from './log-stream.ts';
import { rootOf } from './store/unavailable.ts';

let standard: LogStream | null = null;

/** Structured logs, a JSON line each, on standard output. */
export function makeLog({ logLevel }: Pick<Config, 'logLevel'>, stream?: LogStream) {
  const options = {
    level: logLevel,
    // The statement that failed holds what people wrote.
    serializers: { err: (error: unknown) => pino.stdSerializers.err(rootOf(error) as Error) },
    redact: ['req.headers.cookie', 'req.headers.authorization'],
  };
  return pino(options, stream ?? (standard ??= standardLog()));
}
