/** The picture of a thread that other sites show beside a link to it: drawn of its own words, by the forum itself. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Sharp, SharpOptions } from 'sharp';
import type { Assets } from '../../platform/http/assets.ts';
import { admission } from '../../platform/worker-pool/admission.ts';
import { LANGUAGE_RECORDS } from '../../../shared/catalogue/languages.ts';
import type { Kind } from '../../../shared/words.ts';

/**
 * What stands on it.
 * @property accent the forum's own colour; null for Adda's @property logo the file of its own mark; null for Adda's
 * @property state in words; '' where nothing is said of it @property by who began it, as text, with `label` where they speak for a brand
 */
export type ShareWords = {
  forum: string;
  space: string;
  kind: Kind;
  title: string;
  state: string;
  isSolved: boolean;
  count: string;
  by: string;
  label: string | null;
  accent: string | null;
  logo: string | null;
};

export const SHARE_SIZE = { width: 1_200, height: 630 };
const EDGE = 80;
const WIDTH = SHARE_SIZE.width - 2 * EDGE;
const TITLE_TOP = 170;
const TITLE_HEIGHT = 270;
/** Pixels of a title's letters: the largest with which it fits. */
const TITLE_SIZES = [68, 56, 46, 38];
const LINE = 34;

/** As in client/styles/tokens.css, in the light. */
const INK = '#211a13';
const INK_2 = '#5f5142';
const PAPER = '#fbf6ec';
const ACCENT = '#e39a12';
const ACCENT_INK = '#824c00';
const NOTE = '#fff3c4';
const KINDS: Record<Kind, string> = {
  problem: '#a2401f',
  belief: '#5d458f',
  craft: '#4b6216',
  aspiration: '#1f5c92',
};

/** A file of the reading face is called as it says inside, which its name follows; without a name inside, as the file is. */
function familiesOf(weight: 400 | 600): string {
  const files = LANGUAGE_RECORDS.flatMap((record) => record.faces).map((file) => path.basename(file, '.woff2'));
  const named = files
    .filter((file) => file.endsWith(`-${weight}`))
    .map((file) => file.split('-').slice(0, -1))
    .map((parts) => parts.map((part) => part[0]!.toUpperCase() + part.slice(1)).join(' '));
  return [`noto-serif-latin-${weight}`, ...named.map((name) => (weight === 600 ? `${name} SemiBold` : name))].join();
}
const STRONG = familiesOf(600);
const PLAIN = familiesOf(400);
const MARK = 'client/icons/favicon.svg';

const drawn = new Map<string, Buffer>();
const KEPT = 40;
/** They are drawn one after another; so many wait. */
const admit = admission(40, () => false);
let last: Promise<unknown> = Promise.resolve();
const inWork = new Map<string, Promise<Buffer>>();

/** Beside a label there is room for a name. */
const LABEL_MOST = 640;

/** Gets the forum's own mark, where it has one. */
type ReadLogo = () => Promise<Buffer | null>;
type Draw = (input: SharpOptions | Buffer) => Sharp;
type LineOptions = { face?: string; size: number; colour?: string; most?: number };
type Part = { input: Buffer; width: number; height: number };

/** What a text says within the markup of Pango. */
const escaped = (text: string) => text.replace(/[<>&]/g, (sign) => ({ '<': '&lt;', '>': '&gt;', '&': '&amp;' })[sign]!);

async function written(
  draw: Draw,
  text: string,
  { face = PLAIN, size, colour = INK, width }: { face?: string; size: number; colour?: string; width?: number },
): Promise<Part> {
  const markup = `<span foreground="${colour}">${escaped(text)}</span>`;
  // At 72 dots an inch a point is a pixel.
  const wrapped = width === undefined ? {} : { width, wrap: 'word-char' as const };
  const options = { text: markup, font: `${face} ${size}`, dpi: 72, rgba: true, ...wrapped };
  const { data, info } = await draw({ text: options }).png().toBuffer({ resolveWithObject: true });
  return { input: data, width: info.width, height: info.height };
}

const LATIN = /[\p{sc=Latin}\p{sc=Common}\p{sc=Inherited}]/u;
const isOurs = (letter: string): boolean =>
  LATIN.test(letter) ||
  LANGUAGE_RECORDS.some(
    ({ script }) => script && letter.codePointAt(0)! >= script[0] && letter.codePointAt(0)! <= script[1],
  );

/** Unassigned: whatever has no letter is drawn like these, as a box with its number of four or five digits. */
const NOTHING = ['\u0378', '\u{1FFF0}'];
const LETTERS_TRIED = 40;

/** Whether this machine has a face for every letter of a text; ours has those of the interface's languages. */
async function isDrawable(draw: Draw, text: string): Promise<boolean> {
  const others = [...new Set(text)].filter((letter) => !isOurs(letter)).slice(0, LETTERS_TRIED);
  if (others.length === 0) return true;
  const sizeOf = async (letter: string) => {
    const { width, height } = await written(draw, letter, { face: STRONG, size: 40 });
    return `${width} ${height}`;
  };
  const boxes = new Set(await Promise.all(NOTHING.map(sizeOf)));
  return (await Promise.all(others.map(sizeOf))).every((size) => !boxes.has(size));
}

async function titleOf(draw: Draw, title: string): Promise<Part | null> {
  if (!(await isDrawable(draw, title))) return null;
  let part: Part | null = null;
  for (const size of TITLE_SIZES) {
    part = await written(draw, title, { face: STRONG, size, width: WIDTH });
    if (part.height <= TITLE_HEIGHT) return part;
  }
  // A word without end, or a script with tall letters.
  const input = await draw(part!.input)
    .extract({ left: 0, top: 0, width: part!.width, height: Math.min(part!.height, TITLE_HEIGHT) })
    .toBuffer();
  return { ...part!, input, height: Math.min(part!.height, TITLE_HEIGHT) };
}

/** Tells the drawing library of our faces, once. */
async function loadFaces(draw: Draw, assets: Assets): Promise<void> {
  const folder = path.join(assets.folder, 'fonts');
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder).sort())
    await draw({ text: { text: 'a', fontfile: path.join(folder, name) } }).toBuffer();
}
let faces: Promise<void> | null = null;

const rightToLeft = /^[^\p{L}]*[\p{sc=Arabic}\p{sc=Hebrew}\p{sc=Syriac}\p{sc=Thaana}]/u;

async function draw(words: ShareWords, assets: Assets, readLogo: ReadLogo): Promise<Buffer> {
  const { default: sharp } = await import('sharp');
  const make: Draw = (input) => sharp(input as Buffer);
  await (faces ??= loadFaces(make, assets));
  const { width, height } = SHARE_SIZE;
  const parts: { input: Buffer; left: number; top: number }[] = [];
  const put = ({ input }: Part, left: number, top: number) =>
    parts.push({ input, left: Math.round(left), top: Math.round(top) });
  const colour = KINDS[words.kind];
  /** One line, smaller where it would be too long; nothing where this machine has no letters for it. */
  const line = async (text: string, { most = WIDTH, ...options }: LineOptions, always = false) => {
    if (text === '' || !(always || (await isDrawable(make, text)))) return null;
    const part = await written(make, text, options);
    if (part.width <= most) return part;
    const { data, info } = await make(part.input).resize({ width: most }).toBuffer({ resolveWithObject: true });
    return { input: data, width: info.width, height: info.height };
  };

  const space = await line(words.space, { face: STRONG, size: LINE, colour });
  if (space) put(space, EDGE, 96 - space.height / 2);
  const title = await titleOf(make, words.title);
  if (title) put(title, rightToLeft.test(words.title) ? width - EDGE - title.width : EDGE, TITLE_TOP);

  // No name of staff stands without the label, whatever letters it has.
  const label =
    words.label === null ? null : await line(words.label, { face: STRONG, size: 26, most: LABEL_MOST }, true);
  const by = await line(words.by, { size: 28, colour: INK_2, most: WIDTH - (label ? label.width + 60 : 0) });
  if (label) put(label, EDGE + 16, 476 - label.height / 2);
  if (by) put(by, EDGE + (label ? label.width + 52 : 0), 476 - by.height / 2);

  const state = await line(words.state, {
    face: STRONG,
    size: 30,
    colour: words.isSolved ? (words.accent ?? ACCENT_INK) : INK_2,
    most: 400,
  });
  if (state) put(state, EDGE, 556 - state.height / 2);
  const count = await line(words.count, { size: 30, colour: INK_2, most: 220 });
  if (count) put(count, EDGE + (state ? state.width + 36 : 0), 556 - count.height / 2);
  const forum = await line(words.forum, { face: STRONG, size: 30, most: 320 });
  if (forum) put(forum, width - EDGE - 60 - forum.width, 556 - forum.height / 2);
  const own = words.logo === null ? null : await readLogo();
  const mark = await (
    own ? sharp(own) : sharp(readFileSync(path.join(assets.folder, assets.url(MARK))), { density: 126 })
  )
    .resize(48, 48)
    .png()
    .toBuffer();
  parts.push({ input: mark, left: width - EDGE - 48, top: 532 });

  const box = label
    ? `<rect x="${EDGE}" y="450" width="${label.width + 32}" height="52" rx="8" fill="${NOTE}" stroke="${INK}" stroke-width="2"/>`
    : '';
  const ground = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <rect width="${width}" height="${height}" fill="${PAPER}"/><rect width="${width}" height="16" fill="${colour}"/>
    <rect y="${height - 8}" width="${width}" height="8" fill="${words.accent ?? ACCENT}"/>${box}</svg>`;
  return sharp(Buffer.from(ground)).composite(parts).png({ palette: true, colours: 64 }).toBuffer();
}

/** What changes whenever another picture would be drawn. */
export const shareKey = (words: ShareWords): string =>
  createHash('sha256').update(JSON.stringify(words)).digest('base64url').slice(0, 16);

/** Draws it once for all who ask meanwhile, after those that others asked for. */
function begin(key: string, words: ShareWords, assets: Assets, readLogo: ReadLogo): Promise<Buffer> {
  const made = admit(() => {
    const mine = last.then(() => draw(words, assets, readLogo));
    last = mine.catch(() => undefined);
    return mine;
  }).finally(() => inWork.delete(key));
  inWork.set(key, made);
  return made;
}

/** @param readLogo gets the forum's own mark @throws {AddaError} `busy` when many are to be drawn already */
export async function shareImage(words: ShareWords, assets: Assets, readLogo: ReadLogo): Promise<Buffer> {
  const key = shareKey(words);
  const kept = drawn.get(key);
  if (kept) return kept;
  const made = await (inWork.get(key) ?? begin(key, words, assets, readLogo));
  drawn.set(key, made);
  for (const oldest of drawn.keys()) {
    if (drawn.size <= KEPT) break;
    drawn.delete(oldest);
  }
  return made;
}
