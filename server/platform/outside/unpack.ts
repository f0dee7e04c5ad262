/** The body of an answer as it was before it was packed for its way. */
import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';

const UNPACKERS: Record<string, () => ReturnType<typeof createGunzip>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/**
 * Unpacked as it is read, so that whoever counts what comes out may stop at any moment: what is small may be a great
 * deal once it is unpacked.
 * @returns null where it is packed in a way that was not asked for, or more than once
 */
export function unpacked(response: IncomingMessage): Readable | null {
  const coding = (response.headers['content-encoding'] ?? '').trim().toLowerCase();
  if (coding === '' || coding === 'identity') return response;
  const unpacker = UNPACKERS[coding]?.();
  if (!unpacker) return null;
  response.once('error', (error) => unpacker.destroy(error));
  return response.pipe(unpacker);
}
