import { pino } from 'pino';
import type { Config } from './config.ts';
import { type LogStream, standardLog } from './log-stream.ts';

/** What went wrong at the bottom: whoever passed it on adds the statement and its values, which hold what people wrote. */
function rootOf(error: unknown): Error {
  let root = error as { cause?: unknown };
  while (root?.cause) root = root.cause as typeof root;
  return root as Error;
}

let standard: LogStream | null = null;

/** Structured logs, a JSON line each, on standard output. */
export function makeLog({ logLevel }: Pick<Config, 'logLevel'>, stream?: LogStream) {
  const options = {
    level: logLevel,
    serializers: { err: (error: unknown) => pino.stdSerializers.err(rootOf(error)) },
    redact: ['req.headers.cookie', 'req.headers.authorization'],
  };
  return pino(options, stream ?? (standard ??= standardLog()));
}
