/** How much is connected, and how long. */
import type { IncomingMessage } from 'node:http';

/** A browser reads no answer before it has sent all: so much of what nobody takes is read past. */
const PASSED_AT_MOST = 64 * 1024 * 1024;

/** Reads past what is still to come of a request, so that its answer arrives; who goes on and on is cut off. */
export function readPast(raw: IncomingMessage): void {
  let passed = 0;
  raw.unpipe();
  raw.on('data', (chunk: Buffer) => {
    passed += chunk.length;
    if (passed > PASSED_AT_MOST) raw.destroy();
  });
  raw.resume();
}

/** How long a connection may keep others waiting, in milliseconds. */
export type ConnectionLimits = {
  /** A request comes within this time, however slowly it is sent; an answer may take longer. */
  requestMs: number;
  /** Its head comes at once, or somebody holds the connection. */
  headMs: number;
  /** How often that is looked at. */
  lookMs: number;
  /** A connection on which nothing moves is given up. */
  quietMs: number;
  /** After an answer another request may come: longer than proxies keep theirs, or they would send into a closed one. */
  keptMs: number;
};

export const CONNECTION_LIMITS: ConnectionLimits = {
  requestMs: 30_000,
  headMs: 10_000,
  lookMs: 2_000,
  quietMs: 60_000,
  keptMs: 72_000,
};
