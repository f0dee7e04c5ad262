/** The mark of the forum as pictures, for home screens: drawn of the one SVG when first asked for. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Assets } from './assets.ts';

const MARK = 'client/icons/favicon.svg';
const PAPER = '#fdf6e7';
/** Phones cut icons to a shape of their own: what matters stays within its middle (W3C, maskable icons: 80 %). */
const SAFE = 0.72;

/** @property isWhole fills its square, for phones that cut it to a shape */
export const ICONS = {
  'icon-192.png': { size: 192, isWhole: false },
  'icon-512.png': { size: 512, isWhole: false },
  'icon-maskable-512.png': { size: 512, isWhole: true },
  'apple-touch-icon.png': { size: 180, isWhole: true },
} as const;
export type IconName = keyof typeof ICONS;

/** The mark has four: more would only make the file larger. */
const FEW_COLOURS = { palette: true, colours: 32 };

const drawn = new Map<string, Promise<Buffer>>();

async function draw(svg: Buffer, { size, isWhole }: (typeof ICONS)[IconName]): Promise<Buffer> {
  const { default: sharp } = await import('sharp');
  const inner = isWhole ? Math.round(size * SAFE) : size;
  const mark = await sharp(svg, { density: (72 * inner) / 32 })
    .resize(inner, inner)
    .png(FEW_COLOURS)
    .toBuffer();
  if (!isWhole) return mark;
  return sharp({ create: { width: size, height: size, channels: 4, background: PAPER } })
    .composite([{ input: mark }])
    .png(FEW_COLOURS)
    .toBuffer();
}

export function iconOf(assets: Assets, name: IconName): Promise<Buffer> {
  const file = path.join(assets.folder, assets.url(MARK));
  const key = `${name} ${file}`;
  const made = drawn.get(key) ?? readFile(file).then((svg) => draw(svg, ICONS[name]));
  drawn.set(key, made);
  return made;
}
