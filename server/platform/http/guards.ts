/** What every request passes before its route: our own origin for writes, no unstorable text, safe headers. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Adda } from '../adda.ts';
import { AddaError } from '../errors.ts';
import { bearerToken } from '../sessions/cookie.ts';
import { refuse } from './request-checks.ts';

const READS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Whether the browser says that a page of ours asks. */
export function isOwnOrigin({ config }: Adda, request: FastifyRequest): boolean {
  const { origin } = request.headers;
  if (origin === undefined) return false;
  return config.originIsFixed ? origin === config.origin : origin.replace(/^https?:\/\//, '') === request.host;
}

/**
 * A write must come from our own pages, or carry an API token, which no other site can send. A form's route answers
 * with the form: whoever came by another of the forum's addresses loses nothing.
 * @throws {AddaError} `foreign_origin`
 */
export function checkOrigin(adda: Adda, request: FastifyRequest): void {
  if (READS.has(request.method) || bearerToken(request) !== null) return;
  // Its address is a secret of the one whom it concerns, and a mailbox follows it for them.
  if (request.routeOptions.config.isSigned) return;
  if (request.headers.origin !== undefined) {
    if (isOwnOrigin(adda, request)) return;
  } else if (request.headers['sec-fetch-site'] === 'same-origin') return;
  refuse(request, new AddaError('foreign_origin'));
}

/** No database keeps a NUL, and none of our texts needs one. @throws {AddaError} `malformed` */
export function checkText(request: FastifyRequest): void {
  if (/%00/.test(request.url)) throw new AddaError('malformed');
}

const CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** A drawing of ours that is opened by itself loads nothing, and nobody frames it. */
const ASSET_CSP = "default-src 'none'; frame-ancestors 'none'";

export function setSafeHeaders(adda: Adda, reply: FastifyReply): void {
  void reply
    .header('content-security-policy', CSP)
    .header('x-content-type-options', 'nosniff')
    .header('referrer-policy', 'same-origin')
    .header('cross-origin-opener-policy', 'same-origin')
    .header('permissions-policy', 'camera=(), microphone=(), geolocation=(), browsing-topics=()');
  if (adda.config.origin.startsWith('https:')) void reply.header('strict-transport-security', 'max-age=31536000');
}

/** Of a file that pages load: what else is said of documents would be sent with each of them, and means nothing there. */
export function setAssetHeaders(reply: FastifyReply): void {
  void reply.header('content-security-policy', ASSET_CSP);
  for (const name of ['referrer-policy', 'cross-origin-opener-policy', 'permissions-policy'])
    void reply.removeHeader(name);
}
