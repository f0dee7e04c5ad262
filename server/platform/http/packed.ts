/**
 * Parts of pages that are sent to many readers, compressed once. Deflate blocks that end on a byte can stand one behind
 * the other (RFC 1951, 3.2.3), so a page goes out as one gzip member (RFC 1952) in which only what is personal was
 * compressed for its reader.
 */
import { constants, crc32, deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Piece } from './html.ts';
import { inOwnMemory } from './own-memory.ts';

const UNFINISHED = { finishFlush: constants.Z_SYNC_FLUSH };
/** For parts that are sent often; and for what one reader gets, where making room for the work is most of it. */
const OFTEN = { ...UNFINISHED, level: 6 };
const ONCE = { ...UNFINISHED, level: 3, windowBits: 13, memLevel: 6 };
/** So few bytes are not worth being compressed; they are stored as they are (RFC 1951, 3.2.4). */
const STORED_BYTES = 200;

function stored(bytes: Buffer): Buffer {
  const block = Buffer.allocUnsafe(5 + bytes.length);
  block[0] = 0;
  block.writeUInt16LE(bytes.length, 1);
  block.writeUInt16LE(0xffff - bytes.length, 3);
  bytes.copy(block, 5);
  return block;
}

/** HTML of which only the compressed form is kept. */
export class Packed {
  readonly deflated: Buffer;
  readonly crc: number;
  readonly length: number;
  /** By what the sum of all that stands before it is moved to make room for its own. */
  readonly shift: number;
  constructor(text: string) {
    const bytes = Buffer.from(text);
    this.deflated = inOwnMemory(deflateRawSync(bytes, OFTEN));
    this.crc = crc32(bytes);
    this.length = bytes.length;
    this.shift = zeros(bytes.length);
  }
  /** What it says, for who takes no gzip. */
  get text(): string {
    return inflateRawSync(this.deflated, UNFINISHED).toString();
  }
}

/** The polynomial of CRC-32, lowest power first (RFC 1952, 8). */
const POLYNOMIAL = 0xedb88320;
const ONE = 0x80000000;

/** The product of two polynomials over GF(2), modulo that of CRC-32. */
function product(a: number, b: number): number {
  let sum = 0;
  for (let bit = ONE, power = b; bit !== 0; bit >>>= 1) {
    if (a & bit) sum ^= power;
    power = power & 1 ? (power >>> 1) ^ POLYNOMIAL : power >>> 1;
  }
  return sum >>> 0;
}

/** The power of x by which so many bytes move what stands before them. */
function zeros(bytes: number): number {
  let shift = ONE;
  // x^8, which is then squared for every binary digit of the number.
  for (let [rest, power] = [bytes, ONE >>> 8]; rest > 0; rest = Math.floor(rest / 2), power = product(power, power)) {
    if (rest % 2 === 1) shift = product(shift, power);
  }
  return shift;
}

/** No name, no time, no system: nothing but that it is deflated. */
const HEAD = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]);
/** An empty block that says that it is the last. */
const LAST = Buffer.from([3, 0]);

/** @param encode text between the parts, as bytes that are good until it is called again */
export function gzipOf(pieces: readonly Piece[], encode: (texts: readonly string[]) => Buffer): Buffer {
  const out: Buffer[] = [HEAD];
  let [crc, length, run] = [0, 0, [] as string[]];
  const endRun = () => {
    if (run.length === 0) return;
    const bytes = encode(run);
    crc = crc32(bytes, crc);
    length += bytes.length;
    out.push(bytes.length < STORED_BYTES ? stored(bytes) : deflateRawSync(bytes, ONCE));
    run = [];
  };
  for (const piece of pieces) {
    if (piece instanceof Packed) {
      endRun();
      crc = (product(piece.shift, crc) ^ piece.crc) >>> 0;
      length += piece.length;
      out.push(piece.deflated);
    } else if (piece !== '') run.push(piece as string);
  }
  endRun();
  const tail = Buffer.alloc(8);
  tail.writeUInt32LE(crc, 0);
  tail.writeUInt32LE(length % 2 ** 32, 4);
  return Buffer.concat([...out, LAST, tail]);
}
