/** What the log says of a request, and of a proxy that nobody told us about. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Adda } from '../adda.ts';
import { noteForwarder } from '../site/forwarder.ts';
import { ASSET_PATH } from './assets.ts';

/** Behind these words in an address stands a secret; a test holds them against the routes. */
export const BEFORE_SECRETS = [
  ...(['verify', 'reset', 'confirm', 'end', 'back', 'notice', 'join'] as const),
  ...(['off', 'on', 'mute', 'unmute'] as const),
] as const;
const SECRET = new RegExp(`((?:^|/)(?:${BEFORE_SECRETS.join('|')})/+)[^/]+`, 'gi');
/** Files that every page brings along: told only to those who look for them. */
const QUIET = [ASSET_PATH, '/media/'];

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** The path of an address as it may be kept: without its query, and without secrets, also where it was typed wrong. */
export function loggedPath(url: string): string {
  const path = url.split(/[?#]/)[0]!;
  const plain = decoded(path);
  const told = plain.replaceAll(SECRET, '$1…');
  return told === plain ? path : told;
}

/** One line for each request that was answered. */
export function logRequest(request: FastifyRequest, reply: FastifyReply): void {
  const isQuiet = reply.statusCode < 500 && QUIET.some((prefix) => request.url.startsWith(prefix));
  request.log[isQuiet ? 'debug' : 'info'](
    {
      method: request.method,
      path: loggedPath(request.url),
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
      member: request.ctx?.viewer?.id,
    },
    'request',
  );
}

/**
 * Says once that somebody sends forwarding headers whom ADDA_TRUST_PROXY does not name: if it is a proxy, all who
 * come through it share what one address may do.
 */
export function watchForwarders(adda: Adda): (request: FastifyRequest) => void {
  let isSaid = false;
  return (request) => {
    const peer = request.socket.remoteAddress;
    const isForwarded = (request.headers['x-forwarded-for'] ?? request.headers.forwarded) !== undefined;
    if (isSaid || !isForwarded || !peer || request.ip !== peer) return;
    isSaid = true;
    adda.log.warn(
      { from: peer },
      'a request was forwarded by an address that ADDA_TRUST_PROXY does not name: if a proxy is there, name it, or all who come through it share the limits of one',
    );
    noteForwarder(adda, peer).catch((error: unknown) => adda.log.warn({ err: error }, 'the proxy could not be noted'));
  };
}
