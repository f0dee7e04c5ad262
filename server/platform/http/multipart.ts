/** Forms that carry files: what was typed goes into the body like any form's, files are handed on as they came. */
import type { FastifyRequest } from 'fastify';
import { AddaError } from '../errors.ts';

/** One file that somebody sent. @property isWhole false where it was larger than the forum takes */
export type Upload = { field: string; bytes: Buffer; isWhole: boolean };

const MB = 1024 * 1024;
export const UPLOAD_LIMITS = { fileSize: 10 * MB, files: 12, fields: 60, fieldSize: 512 * 1024, parts: 80 };

/** The parts as they come; a body that breaks off, or is none, is the sender's fault. */
async function* parts(request: FastifyRequest) {
  try {
    yield* request.parts({ limits: UPLOAD_LIMITS });
  } catch (error) {
    throw (error as { statusCode?: number }).statusCode ? error : new AddaError('malformed');
  }
}

/** Reads a multipart body, with its files or past them. Fields that came more than once are lists. A file without content was not chosen. */
export async function readMultipart(
  request: FastifyRequest,
  withFiles: boolean,
): Promise<{ fields: Record<string, string | string[]>; uploads: Upload[] }> {
  const fields: Record<string, string | string[]> = {};
  const uploads: Upload[] = [];
  for await (const part of parts(request)) {
    if (part.type === 'file' && !withFiles) {
      part.file.resume();
      continue;
    }
    if (part.type === 'file') {
      const chunks: Buffer[] = [];
      for await (const chunk of part.file) chunks.push(chunk as Buffer);
      const bytes = Buffer.concat(chunks);
      if (bytes.length > 0) uploads.push({ field: part.fieldname, bytes, isWhole: !part.file.truncated });
      continue;
    }
    const value = String(part.value);
    const before = fields[part.fieldname];
    fields[part.fieldname] = before === undefined ? value : [before, value].flat();
  }
  return { fields, uploads };
}
