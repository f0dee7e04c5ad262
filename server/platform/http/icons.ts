/** The mark of the forum as pictures, for home screens: drawn of the one SVG when first asked for. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { AddaError } from '../errors.ts';
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

/** Where one is had: a forum's own mark makes another one of it. */
export const iconPath = ({ logo }: { logo: string | null }, name: IconName): string =>
  logo === null ? `/icons/${name}` : `/icons/${name}?v=${logo.slice(2, 10)}`;

/** The mark has four: more would only make the file larger. */
const FEW_COLOURS = { palette: true, colours: 32 };

const drawn = new Map<string, Promise<Buffer>>();
const KEPT = 20;

/** On paper where phones would fill in a ground of their own. */
async function drawLogo(bytes: Buffer, { size, isWhole }: (typeof ICONS)[IconName]): Promise<Buffer> {
  const { default: sharp } = await import('sharp');
  const inner = isWhole ? Math.round(size * SAFE) : size;
  const mark = await sharp(bytes).resize(inner, inner).png().toBuffer();
  if (!isWhole) return mark;
  const ground = { width: size, height: size, channels: 4 as const, background: PAPER };
  return sharp({ create: ground })
    .composite([{ input: mark }])
    .png()
    .toBuffer();
}

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

/** An icon of this mark, kept as long as few others were asked for since. */
function kept(key: string, make: () => Promise<Buffer>): Promise<Buffer> {
  const known = drawn.get(key);
  if (known) return known;
  const made = make();
  drawn.set(key, made);
  made.catch(() => drawn.delete(key));
  for (const oldest of drawn.keys()) {
    if (drawn.size <= KEPT) break;
    drawn.delete(oldest);
  }
  return made;
}

export function iconOf(assets: Assets, name: IconName): Promise<Buffer> {
  const file = path.join(assets.folder, assets.url(MARK));
  return kept(`${name} ${file}`, async () => draw(await readFile(file), ICONS[name]));
}

/** The same of a forum's own mark. @param logo the name of its file @param read gets it */
export function iconOfLogo(logo: string, read: () => Promise<Buffer | null>, name: IconName): Promise<Buffer> {
  return kept(`${name} ${logo}`, async () => {
    const bytes = await read();
    if (!bytes) throw new AddaError('not_found');
    return drawLogo(bytes, ICONS[name]);
  });
}
