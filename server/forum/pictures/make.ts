/** Pictures made anew: whatever somebody sent, only its pixels are kept, in one format, without what a camera adds. */
import sharp from 'sharp';

/** What is taken, told by its content: never by a name, and nothing that can run or fetch. */
const TAKEN = new Set(['jpeg', 'png', 'webp', 'gif']);
const MAX_PIXELS = 50_000_000;
const LARGE = 1_600;
const SMALL = 480;
const QUALITY = 82;
const SECONDS = 8;

export type Made = { large: Buffer; small: Buffer; width: number; height: number };

const fitted = (bytes: Buffer, size: number) =>
  sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'error' })
    .timeout({ seconds: SECONDS })
    .rotate()
    .resize({ width: size, height: size, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: QUALITY })
    .toBuffer({ resolveWithObject: true });

/** Both sizes of a picture, or null for what is none that we take. */
export async function makePicture(bytes: Buffer): Promise<Made | null> {
  try {
    const { format } = await sharp(bytes, { limitInputPixels: MAX_PIXELS }).metadata();
    if (!TAKEN.has(format)) return null;
    const [large, small] = [await fitted(bytes, LARGE), await fitted(bytes, SMALL)];
    return { large: large.data, small: small.data, width: large.info.width, height: large.info.height };
  } catch {
    // The library speaks of broken files, of too many pixels and of time in words of its own; to people it is one thing.
    return null;
  }
}
