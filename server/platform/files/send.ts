/** A file that a row of the database names, as an answer. Who may have it, and keep it, its route has said. */
import path from 'node:path';
import { send } from '@fastify/send';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AddaError } from '../errors.ts';
import type { Files, Got } from './files.ts';
import { isOnePart } from './ranges.ts';

const TYPES: Record<string, string> = {
  ...{ '.webp': 'image/webp', '.svg': 'image/svg+xml' },
  ...{ '.pdf': 'application/pdf', '.txt': 'text/plain; charset=utf-8', '.zip': 'application/zip' },
};
const NONE = new Set([403, 404]);

/** From a folder of this machine: the whole, a part, or that it is the same. */
async function fromFolder(request: FastifyRequest, folder: string, name: string): Promise<Got | null> {
  const { statusCode, headers, stream } = await send(request.raw, `/${name}`, { root: folder, cacheControl: false });
  if (NONE.has(statusCode)) return null;
  const { 'Content-Type': _type, 'Content-Security-Policy': _csp, ...facts } = headers as Record<string, string>;
  const hasBody = statusCode === 200 || statusCode === 206;
  if (!hasBody) {
    stream.destroy();
    delete facts['Content-Length'];
  }
  return { status: statusCode as Got['status'], headers: facts, body: hasBody ? stream : null };
}

/** @throws {AddaError} `not_found`, `unavailable` */
export async function sendStored(
  request: FastifyRequest,
  reply: FastifyReply,
  files: Files,
  name: string,
): Promise<FastifyReply> {
  const { 'if-none-match': ifNoneMatch, range, 'if-range': ifRange } = request.headers;
  // What reads the folder would take hexadecimal for numbers, too.
  if (range !== undefined && !isOnePart(range)) delete request.raw.headers.range;
  const asked = { ifNoneMatch, range, ifRange: [ifRange].flat()[0] };
  const got = files.folder === null ? await files.get(name, asked) : await fromFolder(request, files.folder, name);
  if (!got) throw new AddaError('not_found');
  void reply.code(got.status).headers(got.headers);
  if (got.body) void reply.header('content-type', TYPES[path.extname(name)] ?? 'application/octet-stream');
  // A part that is not there is nothing to keep.
  else if (got.status !== 304) void reply.header('cache-control', 'no-store');
  return reply.send(got.body ?? '');
}
