/** Pictures made anew: whatever somebody sent, only its pixels are kept, in one format, without what a camera adds. */
import pLimit from 'p-limit';
import sharp, { type CreateRaw, type Metadata } from 'sharp';
import { AddaError, type FieldFault } from '../../platform/errors.ts';
import { megabytes } from '../../platform/http/sizes.ts';
import { framesOfGif, kindOf, sniffed } from './sniff.ts';

/** Of all frames together, and with all their colours unpacked: 50 million pixels of four bytes, half as many of eight. */
const MAX_PIXELS = 50_000_000;
const MAX_BYTES = 4 * MAX_PIXELS;
/** Whatever the other side is: a line of a million pixels shows nobody anything, and takes long. */
const MAX_SIDE = 30_000;
const MAX_FRAMES = 300;
const LARGE = 1_600;
/** Something that moves is drawn anew many times. */
const LARGE_MOVING = 800;
const MIDDLE = 960;
const SMALL = 480;
/** Made anew, what moves may be larger than it came. */
const MAX_MOVING_BYTES = 10 * 1_048_576;
/** Rows and columns of colours that stand for a picture until it is there. */
const COLOURS = 3;
const QUALITY = 82;
const SECONDS = 8;
/** Of what a square is cut from, times the other side. */
const LONGEST_SIDE = 4;
/** So many are made at once, and so many wait at most: whoever comes later is asked to come again. */
const AT_ONCE = 2;
const WAITING = 24;
const AGAIN_AFTER_S = 5;
const gate = pLimit(AT_ONCE);

/**
 * @property middle null where the large one is no larger
 * @property moving null for what stands still; all others do
 * @property colours as the row of a picture has them
 * @property still why something that moved does not any more
 */
export type Made = {
  large: Buffer;
  middle: Buffer | null;
  small: Buffer;
  moving: Buffer | null;
  width: number;
  height: number;
  colours: string;
  still: PictureFault | null;
};
export type PictureFault = Pick<FieldFault, 'fault' | 'limit' | 'length'>;

const BYTES_OF: Record<string, number> = { uchar: 1, char: 1, ushort: 2, short: 2 };
const millions = (pixels: number) => Math.ceil(pixels / 100_000) / 10;
const framesOf = ({ pages = 1 }: Metadata) => pages;

/** What is wrong with a picture before any of its pixels is unpacked; null for nothing. @param frames as many are kept */
function whyNot({ width, height, pageHeight, channels, depth }: Metadata, frames: number): PictureFault | null {
  const longest = Math.max(width, pageHeight ?? height);
  if (longest > MAX_SIDE) return { fault: 'too_long_side', limit: MAX_SIDE, length: longest };
  const pixels = width * (pageHeight ?? height) * frames;
  const bytes = Math.max(4, channels) * (BYTES_OF[depth ?? ''] ?? 8);
  const most = Math.min(MAX_PIXELS, MAX_BYTES / bytes);
  return pixels > most
    ? { fault: 'too_many_pixels', limit: Math.floor(millions(most)), length: millions(pixels) }
    : null;
}

/** A PNG that moves says so before its first pixels; the library sees only one picture in it. */
function isMovingPng(bytes: Buffer, { format }: Metadata): boolean {
  const at = format === 'png' ? bytes.indexOf('acTL') : -1;
  return at > 0 && at < bytes.indexOf('IDAT');
}

/** Why something that moves is kept as one picture; null where it moves on, or never did. */
function whyStill(bytes: Buffer, metadata: Metadata): PictureFault | null {
  if (isMovingPng(bytes, metadata)) return { fault: 'still_png' };
  const frames = framesOf(metadata);
  if (frames === 1) return null;
  if (frames > MAX_FRAMES) return { fault: 'too_many_frames', limit: MAX_FRAMES, length: frames };
  const tooMuch = whyNot(metadata, frames);
  return tooMuch && { ...tooMuch, fault: 'still_picture' };
}

/** Pixels as they were unpacked once, no larger than the largest file that is made of them. */
type Pixels = { data: Buffer; raw: CreateRaw };

async function unpacked(bytes: Buffer): Promise<Pixels> {
  const { data, info } = await sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'error' })
    .timeout({ seconds: SECONDS })
    .rotate()
    .resize({ width: LARGE, height: LARGE, fit: 'inside', withoutEnlargement: true })
    .toFormat('raw', { depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  return { data, raw: { width: info.width, height: info.height, channels: info.channels } };
}

const packed = ({ data, raw }: Pixels, size: number): Promise<Buffer> =>
  sharp(data, { raw })
    .timeout({ seconds: SECONDS })
    .resize({ width: size, height: size, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: QUALITY })
    .toBuffer();

const packedMoving = (bytes: Buffer): Promise<Buffer> =>
  sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'error', animated: true })
    .timeout({ seconds: SECONDS })
    .resize({ width: LARGE_MOVING, height: LARGE_MOVING, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: QUALITY, effort: 2 })
    .toBuffer();

/** What it looks like from afar; '' where one sees through it. */
async function coloursOf({ data, raw }: Pixels): Promise<string> {
  const isOpaque = raw.channels % 2 === 1 || (await sharp(data, { raw }).stats()).isOpaque;
  if (!isOpaque) return '';
  const few = await sharp(data, { raw })
    .removeAlpha()
    .toColourspace('srgb')
    .resize({ width: COLOURS, height: COLOURS, fit: 'fill' })
    .toFormat('raw', { depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  const digit = (value: number) => Math.round(value / 17).toString(16);
  const of = (at: number) => [0, 1, 2].map((i) => few.data[at * few.info.channels + (few.info.channels < 3 ? 0 : i)]!);
  return Array.from({ length: COLOURS ** 2 }, (_, at) => of(at).map(digit).join('')).join('');
}

/** A square of the middle of a picture that was made before: of a face, where there is one. It does not move. */
export function makeSquare(bytes: Buffer, size: number): Promise<Buffer> {
  return gate(async () => {
    const { width, height, pageHeight = height } = await sharp(bytes).metadata();
    // A line would become as long as it is thin before it is cut: what lies beyond its middle goes first.
    const most = LONGEST_SIDE * Math.min(width, pageHeight);
    const [wide, high] = [Math.min(width, most), Math.min(pageHeight, most)];
    return sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'error' })
      .timeout({ seconds: SECONDS })
      .extract({
        ...{ left: Math.floor((width - wide) / 2), top: Math.floor((pageHeight - high) / 2) },
        ...{ width: wide, height: high },
      })
      .resize({ width: size, height: size, fit: 'cover', position: 'attention' })
      .webp({ quality: QUALITY })
      .toBuffer();
  });
}

/** The whole of a picture that was made before, within a square that one sees through where it is not. It does not move. */
export function makeWhole(bytes: Buffer, size: number): Promise<Buffer> {
  return gate(() =>
    sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'error' })
      .timeout({ seconds: SECONDS })
      .resize({ width: size, height: size, fit: 'contain', background: { r: 0, g: 0, b: 0, alpha: 0 } })
      .webp({ quality: QUALITY, alphaQuality: 100 })
      .toBuffer(),
  );
}

/** A GIF that moves longer than is kept is read as its first picture: each further one is told by itself. */
function cutShort(bytes: Buffer): { bytes: Buffer; still: PictureFault | null } {
  if (kindOf(bytes) !== 'gif') return { bytes, still: null };
  const { count, first } = framesOfGif(bytes);
  if (count <= MAX_FRAMES) return { bytes, still: null };
  return { bytes: first, still: { fault: 'too_many_frames', limit: MAX_FRAMES, length: count } };
}

async function make(sent: Buffer): Promise<Made | PictureFault> {
  const readable = sniffed(sent);
  if (readable === 'slow_picture') return { fault: readable, limit: SECONDS };
  if (readable === 'not_a_picture') return { fault: readable };
  const { bytes, still: tooLong } = cutShort(readable);
  try {
    const metadata = await sharp(bytes, { limitInputPixels: false }).metadata();
    const fault = whyNot(metadata, 1);
    if (fault) return fault;
    let still = tooLong ?? whyStill(bytes, metadata);
    const isMoving = framesOf(metadata) > 1 && still === null;
    const pixels = await unpacked(bytes);
    const { width, height } = pixels.raw;
    let moving = isMoving ? await packedMoving(bytes) : null;
    if (moving && moving.length > MAX_MOVING_BYTES) {
      still = { fault: 'still_heavy', limit: megabytes(MAX_MOVING_BYTES), length: megabytes(moving.length) };
      moving = null;
    }
    return {
      large: await packed(pixels, LARGE),
      middle: Math.max(width, height) > MIDDLE ? await packed(pixels, MIDDLE) : null,
      small: await packed(pixels, SMALL),
      colours: await coloursOf(pixels),
      ...{ moving, width, height, still },
    };
  } catch (error) {
    // The library speaks of broken files in words of its own; to people it is one thing.
    const isSlow = /timeout/i.test((error as Error).message);
    return isSlow ? { fault: 'slow_picture', limit: SECONDS } : { fault: 'damaged_picture' };
  }
}

/** What the row of a picture says of its files. */
export const rowOf = ({ large, middle, small, moving, width, height, colours }: Made) => ({
  ...{ width, height, colours, hasMiddle: middle !== null, moves: moving !== null },
  bytes: [large, middle, small, moving].reduce((sum, file) => sum + (file?.length ?? 0), 0),
});

/**
 * All files of a picture, or what is wrong with it. Only the one that is so called moves.
 * @throws {AddaError} `busy` when too many wait
 */
export async function makePicture(bytes: Buffer): Promise<Made | PictureFault> {
  if (gate.activeCount + gate.pendingCount >= AT_ONCE + WAITING)
    throw new AddaError('busy', { retryAfter: AGAIN_AFTER_S });
  return gate(() => make(bytes));
}
