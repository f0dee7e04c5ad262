/**
 * Finished pages that all visitors see alike, as bytes ready to send. A kept page goes out only after the
 * database has said, in this request, that everything it shows is still of the same version; so a write is
 * in the next answer, on every node.
 */
import { createHash } from 'node:crypto';
import { compress, decompress, type Encoding } from './compress.ts';

/**
 * What a page was drawn from: `was` must have been read before, or with, the data.
 * @property until the moment from which the clock alone makes it another page, UTC milliseconds
 * @property bytes about how much memory it keeps besides `was`
 */
export type Freshness = { was: string; now(): Promise<string>; until: number; bytes?: number };

/** A freshness that was found true, and the store's stamp at that time. */
export type Checked = { freshness: Freshness; stamp: number | null };

/**
 * Is what was kept still true? While the store's stamp is the same nothing at all was committed, and the
 * question need not be asked. The stamp is read before the question: what is committed meanwhile changes it.
 */
export async function isTrue(checked: Checked, stampNow: () => number | null): Promise<boolean> {
  if (Date.now() >= checked.freshness.until) return false;
  const stamp = stampNow();
  if (stamp !== null && stamp === checked.stamp) return true;
  if ((await checked.freshness.now()) !== checked.freshness.was) return false;
  checked.stamp = stamp;
  return true;
}

/** @property bodies only those that were asked for: with any of them the others can be made */
type Kept = Checked & { etag: string; bodies: Partial<Record<Encoding, Buffer>>; bytes: number };

/** What an entry takes besides its texts and bodies: its objects, closures, and its place in the map. */
const ENTRY_BYTES = 1_000;
const BYTES_A_LETTER = 2;

function plainOf({ bodies }: Kept): Buffer {
  if (bodies.identity) return bodies.identity;
  return bodies.br ? decompress(bodies.br, 'br') : decompress(bodies.gzip!, 'gzip');
}

export type PageCache = ReturnType<typeof makePageCache>;

export function makePageCache(maxBytes: number, stamp: () => number | null = () => null) {
  const kept = new Map<string, Kept>();
  let bytes = 0;

  function drop(key: string) {
    bytes -= kept.get(key)?.bytes ?? 0;
    kept.delete(key);
  }

  function add(key: string, entry: Kept, encoding: Encoding, made: Buffer): Buffer {
    entry.bodies[encoding] = made;
    if (kept.get(key) === entry) {
      entry.bytes += made.length;
      bytes += made.length;
    }
    return made;
  }

  function body(key: string, entry: Kept, encoding: Encoding): Buffer {
    const found = entry.bodies[encoding];
    return found ?? add(key, entry, encoding, compress(plainOf(entry), encoding, 'kept'));
  }

  function forgetOldest(): void {
    for (const oldest of kept.keys()) {
      if (bytes <= maxBytes) return;
      drop(oldest);
    }
  }

  return {
    size: () => ({ pages: kept.size, bytes, maxBytes }),
    /** The kept page, if it is still true. */
    async get(key: string, encoding: Encoding): Promise<{ etag: string; body: Buffer } | null> {
      const entry = kept.get(key);
      if (!entry) return null;
      if (!(await isTrue(entry, stamp))) {
        if (kept.get(key) === entry) drop(key);
        return null;
      }
      // Last used goes last, so that the first is the one to forget.
      if (kept.get(key) === entry) {
        kept.delete(key);
        kept.set(key, entry);
      }
      const found = body(key, entry, encoding);
      forgetOldest();
      return { etag: entry.etag, body: found };
    },
    put(key: string, text: string, freshness: Freshness, encoding: Encoding): { etag: string; body: Buffer } {
      const plain = Buffer.from(text);
      const etag = `W/"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`;
      const size = ENTRY_BYTES + BYTES_A_LETTER * (key.length + freshness.was.length) + (freshness.bytes ?? 0);
      const entry: Kept = { freshness, stamp: null, etag, bodies: {}, bytes: size };
      drop(key);
      kept.set(key, entry);
      bytes += size;
      const made = add(key, entry, encoding, compress(plain, encoding, 'kept'));
      forgetOldest();
      return { etag, body: made };
    },
  };
}
