/** Content negotiation for compressed bodies. */
import { brotliCompressSync, brotliDecompressSync, constants, gunzipSync, gzipSync } from 'node:zlib';

export type Encoding = 'br' | 'gzip' | 'identity';

export function chooseEncoding(accept: string | undefined): Encoding {
  if (!accept) return 'identity';
  if (/\bbr\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/.test(accept)) return 'br';
  return /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/.test(accept) ? 'gzip' : 'identity';
}

/** kept: made once and sent often, so worth more work; once: for one reader. */
const EFFORT = { kept: { brotli: 5, gzip: 6 }, once: { brotli: 0, gzip: 1 } } as const;

/** A body that is kept is in memory of its own length: zlib gives a part of a larger piece, which would stay as a whole. */
export function compress(body: Buffer, encoding: Encoding, use: keyof typeof EFFORT): Buffer {
  if (encoding === 'identity') return body;
  const made = encoding === 'gzip' ? gzipSync(body, { level: EFFORT[use].gzip }) : brotli(body, EFFORT[use].brotli);
  return use === 'kept' ? inOwnMemory(made) : made;
}

function brotli(body: Buffer, quality: number): Buffer {
  return brotliCompressSync(body, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: quality,
      [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    },
  });
}

function inOwnMemory(bytes: Buffer): Buffer {
  if (bytes.buffer.byteLength === bytes.length) return bytes;
  const own = Buffer.allocUnsafeSlow(bytes.length);
  bytes.copy(own);
  return own;
}

/** What `compress` made, as it was. */
export function decompress(body: Buffer, encoding: 'br' | 'gzip'): Buffer {
  return inOwnMemory(encoding === 'br' ? brotliDecompressSync(body) : gunzipSync(body));
}

let scratch = Buffer.allocUnsafe(256 * 1024);
const encoder = new TextEncoder();
/** UTF-8 needs at most three bytes for each unit of a JavaScript string. */
const MOST_BYTES = 3;

/** A page's bytes for one reader. Half the price of `Buffer.from`, since the room for encoding is kept. */
export function encodeOnce(pieces: readonly string[], encoding: Encoding): Buffer {
  const most = pieces.reduce((sum, piece) => sum + piece.length, 0) * MOST_BYTES;
  if (most > scratch.length) scratch = Buffer.allocUnsafe(most);
  let length = 0;
  for (const piece of pieces) length += encoder.encodeInto(piece, scratch.subarray(length)).written;
  const bytes = scratch.subarray(0, length);
  // What is not compressed would be sent from the room that the next page is written into.
  return encoding === 'identity' ? Buffer.from(bytes) : compress(bytes, encoding, 'once');
}
