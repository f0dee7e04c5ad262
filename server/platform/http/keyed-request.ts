import type { FastifyRequest } from 'fastify';
import { contentHash, saidIn } from '../idempotency/content.ts';
import { type Keyed, keyedBy } from '../idempotency/idempotency.ts';

/** What makes a request one that is done once: who sent it, and the key in its header or its form; else null. */
export function keyedRequest(request: FastifyRequest, path: string, isStrict: boolean): Keyed | null {
  const body = (request.body ?? {}) as { idempotencyKey?: unknown };
  const { idempotencyKey } = body;
  const sent = idempotencyKey || request.headers['idempotency-key'];
  const { viewer } = request.ctx;
  if (!viewer || typeof sent !== 'string' || !sent) return null;
  // Before they are checked numbers are still texts.
  const params = Object.entries((request.params ?? {}) as object).map(([name, value]) => [name, String(value)]);
  const address = JSON.stringify([request.method, path, params]);
  return keyedBy(viewer.id, address, sent, contentHash(request.content ?? saidIn(body)), isStrict);
}

/** What came to an action: what its address says, and its form. */
export const inputSent = ({ params, body }: FastifyRequest) => ({ params, body });

/** The same with the key of its header where the form has none: an action whose answer is kept nowhere goes by it itself. */
export function withSentKey({ params, body, headers }: FastifyRequest) {
  const sent = headers['idempotency-key'];
  return { params, body: { ...(typeof sent === 'string' && { idempotencyKey: sent }), ...(body as object) } };
}
