/**
 * What somebody sent as a picture, looked at before the library that reads pictures gets it. That one opens what we do not
 * take, and no time limit ends it within a file: what makes it slow without showing anything is cut away or refused here.
 */

export type Kind = 'jpeg' | 'png' | 'webp' | 'gif';

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const JPEG = Buffer.from([0xff, 0xd8, 0xff]);

/** By its first bytes; null for what is not taken. */
export function kindOf(bytes: Buffer): Kind | null {
  const begins = (sign: Buffer | string, at = 0) =>
    bytes.subarray(at, at + sign.length).equals(typeof sign === 'string' ? Buffer.from(sign, 'latin1') : sign);
  if (begins(JPEG)) return 'jpeg';
  if (begins(PNG)) return 'png';
  if (begins('RIFF') && begins('WEBP', 8)) return 'webp';
  return begins('GIF87a') || begins('GIF89a') ? 'gif' : null;
}

/** A camera writes up to a dozen; each is drawn over the whole picture again. */
const MOST_SCANS = 100;
const SCAN = Buffer.from([0xff, 0xda]);

/** Whether a JPEG is drawn in more passes than anybody needs. Within its pixels the sign of one stands nowhere else. */
function hasManyScans(bytes: Buffer): boolean {
  let count = 0;
  for (let at = bytes.indexOf(SCAN); at >= 0 && count <= MOST_SCANS; at = bytes.indexOf(SCAN, at + SCAN.length))
    count++;
  return count > MOST_SCANS;
}

/** Parts of a PNG that say something in words, packed so that they may be a thousand times as long. */
const WORDS = new Set(['tEXt', 'zTXt', 'iTXt']);
/** Its length, its kind, and the sum at its end. */
const PART = 12;
/** A PNG of the largest size has fewer, written in parts of a kilobyte. */
const MOST_PARTS = 20_000;

/** A PNG without words, as it is shown; null for one in more parts than anybody writes. */
function withoutWords(bytes: Buffer): Buffer | null {
  const kept: Buffer[] = [];
  let from = 0;
  let at = PNG.length;
  for (let count = 0; at + PART <= bytes.length; count++) {
    if (count > MOST_PARTS) return null;
    const end = at + PART + bytes.readUInt32BE(at);
    if (WORDS.has(bytes.toString('latin1', at + 4, at + 8))) {
      kept.push(bytes.subarray(from, at));
      from = end;
    }
    at = end;
  }
  return kept.length === 0 ? bytes : Buffer.concat([...kept, bytes.subarray(from)]);
}

/** More pictures one after another than any film that is kept as one has. */
const MOST_FRAMES = 5_000;
const WEBP_HEAD = 12;

/** Whether a WebP has more pictures than anybody shows; each is told by itself before the first is read. */
function hasManyFrames(bytes: Buffer): boolean {
  let count = 0;
  for (let at = WEBP_HEAD, parts = 0; at + 8 <= bytes.length; parts++) {
    if (bytes.toString('latin1', at, at + 4) === 'ANMF') count++;
    if (count > MOST_FRAMES || parts > MOST_PARTS) return true;
    const size = bytes.readUInt32LE(at + 4);
    at += 8 + size + (size % 2);
  }
  return false;
}

const GIF_HEAD = 13;
const COLOURS = 3;
const IMAGE = 0x2c;
const EXTENSION = 0x21;
const TRAILER = 0x3b;

/** How many bytes a table of colours has, as the flags before it say. */
const tableSize = (flags: number) => (flags & 0x80 ? COLOURS * 2 ** ((flags & 7) + 1) : 0);

/** Where the blocks of data end that begin there. */
function afterBlocks(bytes: Buffer, from: number): number {
  let at = from;
  while (at < bytes.length && bytes[at] !== 0) at += 1 + bytes[at]!;
  return at + 1;
}

/**
 * How many pictures a GIF has, and the first of them as a GIF of its own.
 * @see https://www.w3.org/Graphics/GIF/spec-gif89a.txt
 */
export function framesOfGif(bytes: Buffer): { count: number; first: Buffer } {
  let at = GIF_HEAD + tableSize(bytes[10] ?? 0);
  let count = 0;
  let end = bytes.length;
  while (at < bytes.length && bytes[at] !== TRAILER) {
    if (bytes[at] === EXTENSION) at = afterBlocks(bytes, at + 2);
    else if (bytes[at] === IMAGE) {
      at = afterBlocks(bytes, at + 11 + tableSize(bytes[at + 9] ?? 0));
      if (++count === 1) end = at;
    } else break;
  }
  return { count, first: Buffer.concat([bytes.subarray(0, end), Buffer.from([TRAILER])]) };
}

/** A picture as the library may read it; what is wrong with it before that. */
export function sniffed(bytes: Buffer): Buffer | 'not_a_picture' | 'slow_picture' {
  const kind = kindOf(bytes);
  if (kind === null) return 'not_a_picture';
  if (kind === 'jpeg' && hasManyScans(bytes)) return 'slow_picture';
  if (kind === 'webp' && hasManyFrames(bytes)) return 'slow_picture';
  return kind === 'png' ? (withoutWords(bytes) ?? 'slow_picture') : bytes;
}
