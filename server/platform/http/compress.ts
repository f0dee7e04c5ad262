/** Content negotiation for compressed bodies. */
import { brotliCompressSync, brotliDecompressSync, constants, gunzipSync, gzipSync } from 'node:zlib';
import { type Html, type Piece, textOf } from './html.ts';
import { inOwnMemory } from './own-memory.ts';
import { gzipOf, Packed } from './packed.ts';

export type Encoding = 'br' | 'gzip' | 'identity';

export function chooseEncoding(accept: string | undefined): Encoding {
  if (!accept) return 'identity';
  if (/\bbr\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/.test(accept)) return 'br';
  return takesGzip(accept) ? 'gzip' : 'identity';
}

const takesGzip = (accept: string): boolean => /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/.test(accept);

/** kept: made once and sent often, so worth more work; once: for one reader. */
const EFFORT = { kept: { brotli: 5, gzip: 6 }, once: { brotli: 0, gzip: 1 } } as const;

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

/** What `compress` made, as it was. */
export function decompress(body: Buffer, encoding: 'br' | 'gzip'): Buffer {
  return inOwnMemory(encoding === 'br' ? brotliDecompressSync(body) : gunzipSync(body));
}

let scratch = Buffer.allocUnsafe(256 * 1024);
const encoder = new TextEncoder();
/** UTF-8 needs at most three bytes for each unit of a JavaScript string. */
const MOST_BYTES = 3;

/** Half the price of `Buffer.from`, since the room for encoding is kept. */
function encode(texts: readonly string[]): Buffer {
  const most = texts.reduce((sum, text) => sum + text.length, 0) * MOST_BYTES;
  if (most > scratch.length) scratch = Buffer.allocUnsafe(most);
  let length = 0;
  for (const text of texts) length += encoder.encodeInto(text, scratch.subarray(length)).written;
  return scratch.subarray(0, length);
}

/** In what a page goes to one reader: parts that are packed already are gzip. */
export function encodingFor({ pieces }: Html, accept: string | undefined): Encoding {
  const chosen = chooseEncoding(accept);
  return chosen === 'br' && takesGzip(accept!) && pieces.some(isPacked) ? 'gzip' : chosen;
}

const isPacked = (piece: Piece): boolean => piece instanceof Packed;

/** A page's bytes for one reader. */
export function encodeOnce(pieces: readonly Piece[], encoding: Encoding): Buffer {
  if (encoding === 'gzip' && pieces.some(isPacked)) return gzipOf(pieces, encode);
  const bytes = encode(pieces.map(textOf));
  // What is not compressed would be sent from the room that the next page is written into.
  return encoding === 'identity' ? Buffer.from(bytes) : compress(bytes, encoding, 'once');
}
