/** Content negotiation for compressed bodies. */
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

export type Encoding = 'br' | 'gzip' | 'identity';

export function chooseEncoding(accept: string | undefined): Encoding {
  if (!accept) return 'identity';
  if (/\bbr\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/.test(accept)) return 'br';
  return /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/.test(accept) ? 'gzip' : 'identity';
}

/** kept: made once and sent often, so worth more work; once: for one reader. */
const EFFORT = { kept: { brotli: 5, gzip: 6 }, once: { brotli: 0, gzip: 1 } } as const;

export function compress(body: Buffer, encoding: Encoding, use: keyof typeof EFFORT): Buffer {
  if (encoding === 'gzip') return gzipSync(body, { level: EFFORT[use].gzip });
  if (encoding === 'identity') return body;
  return brotliCompressSync(body, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: EFFORT[use].brotli,
      [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    },
  });
}

let scratch = Buffer.allocUnsafe(256 * 1024);
const encoder = new TextEncoder();
/** UTF-8 needs at most three bytes for each unit of a JavaScript string. */
const MOST_BYTES = 3;

/** A page's bytes for one reader. Half the price of `Buffer.from`, since the room for encoding is kept. */
export function encodeOnce(text: string, encoding: Encoding): Buffer {
  if (text.length * MOST_BYTES > scratch.length) scratch = Buffer.allocUnsafe(text.length * MOST_BYTES);
  const bytes = scratch.subarray(0, encoder.encodeInto(text, scratch).written);
  // What is not compressed would be sent from the room that the next page is written into.
  return encoding === 'identity' ? Buffer.from(bytes) : compress(bytes, encoding, 'once');
}
