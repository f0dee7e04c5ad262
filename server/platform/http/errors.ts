/** One place that turns whatever went wrong into an answer. */
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { AddaError, type ErrorCode } from '../errors.ts';
import { BODY_LIMIT, tooLarge } from './sizes.ts';
import type { Messages } from '../../../shared/catalogue/index.ts';
import { isGuarded, isTaken } from '../store/store.ts';
import { damageIn } from '../store/sqlite-damage.ts';
import { isUnavailable } from '../store/unavailable.ts';
import { sentenceOf, faultSentence } from './sentences.ts';

const BY_FASTIFY_CODE: Record<string, ErrorCode> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'too_large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported_media',
  FST_ERR_CTP_INVALID_JSON_BODY: 'malformed',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'malformed',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'malformed',
  FST_ERR_BAD_URL: 'malformed',
  FST_FILES_LIMIT: 'too_large',
  FST_PARTS_LIMIT: 'too_large',
  FST_FIELDS_LIMIT: 'too_large',
  FST_REQ_FILE_TOO_LARGE: 'too_large',
  FST_ERR_VALIDATION: 'invalid',
};

/** Whoever found the database away may try again then, seconds. */
const AGAIN_AFTER_S = 5;

/** A refusal of ours, also where whoever passed it on wrapped it: a query that was refused its turn. */
function refusalIn(error: unknown): AddaError | null {
  for (let e = error as { cause?: unknown } | undefined; e; e = e.cause as typeof e)
    if (e instanceof AddaError) return e;
  return null;
}

/** Whether nothing but the moment was wrong: what was typed goes back, to be sent again. */
export const isForLater = ({ code }: AddaError): boolean => code === 'unavailable' || code === 'busy';

/** One line for the operator; of a damaged file it says what to do. */
export function noteUnavailable(request: FastifyRequest, thrown: unknown): void {
  const damage = damageIn(thrown);
  if (damage !== null) request.log.error({ err: thrown }, damage);
  else request.log.warn({ err: thrown }, 'the database is unavailable');
}

/** A database that is away, noted, as a refusal of ours; everything else as it was thrown. */
export function asRefusal(request: FastifyRequest, thrown: unknown): unknown {
  if (!isUnavailable(thrown)) return thrown;
  noteUnavailable(request, thrown);
  return toAddaError(thrown);
}

type Refused = { headers: FastifyRequest['headers']; routeOptions: { bodyLimit?: number } };

/** How much of a body is taken, and how much was announced. */
const tooLargeBody = ({ headers, routeOptions }: Refused): AddaError =>
  tooLarge(Number(headers['content-length'] ?? 0), routeOptions.bodyLimit ?? BODY_LIMIT);

/** @param request what it came from, where its size is of interest */
export function toAddaError(error: unknown, request?: Refused): AddaError {
  const own = refusalIn(error);
  if (own) return own;
  const { code, statusCode } = error as FastifyError;
  const known = BY_FASTIFY_CODE[code];
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE' && request) return tooLargeBody(request);
  if (known) return new AddaError(known);
  // Two at once wanted the same name or address; the slower one is told so.
  if (isTaken(error)) return new AddaError('taken');
  // The role or the grant changed meanwhile.
  if (isGuarded(error)) return new AddaError('is_staff');
  if (isUnavailable(error)) return new AddaError('unavailable', { retryAfter: AGAIN_AFTER_S });
  return new AddaError(statusCode && statusCode >= 400 && statusCode < 500 ? 'malformed' : 'unexpected');
}

/** RFC 9457. `code` is stable, `title` is for people, `errors` stand beside their fields. */
export function problemOf(error: AddaError, m: Messages, requestId: string) {
  return {
    type: `urn:adda:problem:${error.code}`,
    title: sentenceOf(error, m),
    status: error.status,
    code: error.code,
    ...(error.details.faults && {
      errors: error.details.faults.map((fault) => ({
        field: fault.field,
        code: fault.fault,
        message: faultSentence(fault, m),
      })),
    }),
    ...(error.details.sum && { sum: error.details.sum }),
    ...(error.details.retryAfter && { retryAfter: error.details.retryAfter }),
    ...(error.details.data && { current: error.details.data }),
    ...(error.status >= 500 && { request: requestId }),
  };
}

export function sendProblem(request: FastifyRequest, reply: FastifyReply, error: AddaError, m: Messages): FastifyReply {
  if (error.details.retryAfter) void reply.header('retry-after', error.details.retryAfter);
  if (error.code === 'bad_token' || error.code === 'not_signed_in') void reply.header('www-authenticate', 'Bearer');
  return reply
    .code(error.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(JSON.stringify(problemOf(error, m, request.id)));
}
