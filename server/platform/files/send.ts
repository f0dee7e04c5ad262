/** A file that a row of the database names, as an answer. Who may have it, and keep it, its route has said. */
import path from 'node:path';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AddaError } from '../errors.ts';
import type { Files } from './files.ts';

const TYPES: Record<string, string> = {
  ...{ '.webp': 'image/webp', '.svg': 'image/svg+xml' },
  ...{ '.pdf': 'application/pdf', '.txt': 'text/plain; charset=utf-8', '.zip': 'application/zip' },
};

/** @throws {AddaError} `not_found`, `unavailable` */
export async function sendStored(
  request: FastifyRequest,
  reply: FastifyReply,
  files: Files,
  name: string,
): Promise<FastifyReply> {
  if (files.folder !== null) return reply.sendFile(name, files.folder, { cacheControl: false });
  const { 'if-none-match': ifNoneMatch, range, 'if-range': ifRange } = request.headers;
  const got = await files.get(name, { ifNoneMatch, range, ifRange: [ifRange].flat()[0] });
  if (!got) throw new AddaError('not_found');
  const type = TYPES[path.extname(name)] ?? 'application/octet-stream';
  void reply.code(got.status).headers(got.headers).header('content-type', type);
  return reply.send(got.body ?? '');
}
