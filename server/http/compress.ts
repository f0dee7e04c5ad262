/** Content negotiation for compressed bodies. */
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

export type Encoding = 'br' | 'gzip' | 'identity';

export function chooseEncoding(accept: string | undefined): Encoding {
  if (!accept) return 'identity';
  if (/\bbr\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/.test(accept)) return 'br';
  return /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/.test(accept) ? 'gzip' : 'identity';
}

/** kept: made once and sent often, so worth more work; once: for one reader. */
const EFFORT = { kept: { brotli: 5, gzip: 6 }, once: { brotli: 1, gzip: 1 } } as const;

export function compress(body: Buffer, encoding: Encoding, use: keyof typeof EFFORT): Buffer {
  if (encoding === 'gzip') return gzipSync(body, { level: EFFORT[use].gzip });
  if (encoding === 'identity') return body;
  return brotliCompressSync(body, {
    params: { [constants.BROTLI_PARAM_QUALITY]: EFFORT[use].brotli, [constants.BROTLI_PARAM_SIZE_HINT]: body.length, [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT },
  });
}
