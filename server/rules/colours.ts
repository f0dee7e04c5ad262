/** Colours that admins choose: whether they can be read on every ground of the forum, and what goes with them. */
import { COLOURS_BY_NAME } from './colour-names.ts';
import type { FieldFault } from '../../shared/faults.ts';

/** The least contrast of text (WCAG 2.2, 1.4.3 AA). */
export const LEAST_CONTRAST = 4.5;
export const SCHEMES = ['light', 'dark'] as const;
export type Scheme = (typeof SCHEMES)[number];

/** The ground under what staff write; as in client/styles/tokens.css. */
const LABEL_GROUND: Record<Scheme, string> = { light: '#fbe9f1', dark: '#35212c' };
/** The grounds that links, words and buttons in the accent stand on: as in client/styles/tokens.css. */
export const GROUNDS: Record<Scheme, readonly string[]> = {
  light: ['#fbf6ec', '#fffdf8', '#f4ecdc', LABEL_GROUND.light, '#fceae4'],
  dark: ['#1f1b17', '#28231e', '#2e2822', LABEL_GROUND.dark, '#3b2320'],
};
/** The colour of the staff label, which nothing else may have; as in client/styles/tokens.css. */
export const LABEL: Record<Scheme, string> = { light: '#9d1463', dark: '#ff9ccb' };
/** Colours nearer than this to the label's may be taken for it (distance in OKLab). */
const LABEL_DISTANCE = 0.11;
/** Grounds are pale, so nearer to one another than colours of words. */
const GROUND_DISTANCE = 0.02;
/** What stands on a button in the accent. */
export const BUTTON_INK: Record<Scheme, string> = { light: '#fffdf8', dark: '#10201f' };
/** How much of the accent is in the ground of what is marked with it. */
const WASH: Record<Scheme, number> = { light: 0.1, dark: 0.12 };

type Rgb = [number, number, number];
type Lch = { l: number; c: number; h: number };

/**
 * A colour as it is kept, `#rrggbb`; null for what is none. Three digits will do, with or without the sign, and so will a
 * name that stylesheets have for it.
 */
export function readColour(text: string): string | null {
  const named = COLOURS_BY_NAME.get(text.slice(0, 40).replace(/\s/g, '').toLowerCase());
  if (named) return named;
  const found = /^\s*#?([0-9a-f]{3}|[0-9a-f]{6})\s*$/i.exec(text.slice(0, 20))?.[1]?.toLowerCase();
  if (!found) return null;
  return `#${found.length === 3 ? [...found].map((digit) => digit + digit).join('') : found}`;
}

const rgbOf = (colour: string): Rgb => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255) as Rgb;
const hexOf = (rgb: readonly number[]): string =>
  `#${rgb
    .map((part) =>
      Math.round(Math.min(1, Math.max(0, part)) * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
const linear = (part: number) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
const curved = (part: number) => (part <= 0.0031308 ? part * 12.92 : 1.055 * part ** (1 / 2.4) - 0.055);

function luminance(colour: string): number {
  const [r, g, b] = rgbOf(colour).map(linear) as Rgb;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** The contrast of two colours (WCAG 2.2): from 1 to 21. */
export function contrast(a: string, b: string): number {
  const [high, low] = [luminance(a), luminance(b)].sort((one, other) => other - one) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

/** Lightness and the two axes of colour as the eye takes them (OKLab, Björn Ottosson). */
function labOf(colour: string): Rgb {
  const [r, g, b] = rgbOf(colour).map(linear) as Rgb;
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function lchOf(colour: string): Lch {
  const [l, a, b] = labOf(colour);
  return { l, c: Math.hypot(a, b), h: Math.atan2(b, a) };
}

/** The colour on a screen; null where no screen shows it. */
function shown({ l, c, h }: Lch): string | null {
  const [a, b] = [c * Math.cos(h), c * Math.sin(h)];
  const cubes = [
    (l + 0.3963377774 * a + 0.2158037573 * b) ** 3,
    (l - 0.1055613458 * a - 0.0638541728 * b) ** 3,
    (l - 0.0894841775 * a - 1.291485548 * b) ** 3,
  ] as Rgb;
  const parts = [
    4.0767416621 * cubes[0] - 3.3077115913 * cubes[1] + 0.2309699292 * cubes[2],
    -1.2684380046 * cubes[0] + 2.6097574011 * cubes[1] - 0.3413193965 * cubes[2],
    -0.0041960863 * cubes[0] - 0.7034186147 * cubes[1] + 1.707614701 * cubes[2],
  ];
  return parts.some((part) => part < -0.0005 || part > 1.0005)
    ? null
    : hexOf(parts.map((part) => curved(Math.max(0, part))));
}

/** A colour of this lightness and hue, as strong as it can be up to what was wanted. */
function strongest({ l, c, h }: Lch): string {
  for (let part = 20; part > 0; part--) {
    const found = shown({ l, c: (c * part) / 20, h });
    if (found) return found;
  }
  return shown({ l, c: 0, h }) ?? (l > 0.5 ? '#ffffff' : '#000000');
}

const distance = (a: string, b: string): number => {
  const [one, other] = [labOf(a), labOf(b)];
  return Math.hypot(...one.map((part, i) => part - other[i]!));
};

/** The ground of what is marked with a colour. */
export function washOf(colour: string, scheme: Scheme): string {
  const [paper, ink] = [rgbOf(GROUNDS[scheme][0]!), rgbOf(colour)];
  return hexOf(paper.map((part, i) => part + (ink[i]! - part) * WASH[scheme]));
}

/** The least contrast that a colour has on any ground it stands on, and with what stands on it. */
export function leastContrast(colour: string, scheme: Scheme): number {
  const others = [...GROUNDS[scheme], washOf(colour, scheme), BUTTON_INK[scheme]];
  return Math.min(...others.map((other) => contrast(colour, other)));
}

const isReadable = (colour: string, scheme: Scheme) => leastContrast(colour, scheme) >= LEAST_CONTRAST;
/** Whether it, or what is made of it, may be taken for the label, or for the ground under what staff write. */
const isLikeLabel = (colour: string, scheme: Scheme): boolean =>
  distance(colour, LABEL[scheme]) < LABEL_DISTANCE ||
  distance(strongerOf(colour, scheme), LABEL[scheme]) < LABEL_DISTANCE ||
  distance(washOf(colour, scheme), LABEL_GROUND[scheme]) < GROUND_DISTANCE;
const willDo = (colour: string, scheme: Scheme) => isReadable(colour, scheme) && !isLikeLabel(colour, scheme);

const STEPS = 250;
const TURNS = 72;

/** The nearest colour of a hue that will do in a scheme; null where none of its hue does. */
function ofHue(wanted: Lch, scheme: Scheme): { colour: string; away: number } | null {
  let best: { colour: string; away: number } | null = null;
  for (let step = 0; step <= STEPS; step++) {
    const l = step / STEPS;
    const away = Math.abs(l - wanted.l);
    if (best && away >= best.away) continue;
    const colour = strongest({ ...wanted, l });
    if (willDo(colour, scheme)) best = { colour, away };
  }
  return best;
}

/** The colour nearest to one that will do in a scheme: of its hue, lighter or darker; of the next hue where that is the label's. */
export function nearestReadable(colour: string, scheme: Scheme): string {
  if (willDo(colour, scheme)) return colour;
  const wanted = lchOf(colour);
  for (let turn = 0; turn <= TURNS / 2; turn++) {
    const turned = [turn, -turn].map((by) => ofHue({ ...wanted, h: wanted.h + (by * 2 * Math.PI) / TURNS }, scheme));
    const found = turned.filter((one) => one !== null).sort((a, b) => a.away - b.away)[0];
    if (found) return found.colour;
  }
  return BUTTON_INK[scheme === 'light' ? 'dark' : 'light'];
}

/** The form of an accent for the dark: of its hue, as light as it must be there. */
export function darkFormOf(accent: string): string {
  const { c, h, l } = lchOf(accent);
  return nearestReadable(strongest({ c: Math.min(c, 0.14), h, l: Math.max(0.8, 1 - l) }), 'dark');
}

/** What is wrong with a colour in a scheme: with the ratio that it has, and the nearest that will do. */
export function colourFaults(field: string, colour: string, scheme: Scheme): FieldFault[] {
  if (isLikeLabel(colour, scheme)) return [{ field, fault: 'like_the_label', text: nearestReadable(colour, scheme) }];
  const ratio = leastContrast(colour, scheme);
  if (ratio >= LEAST_CONTRAST) return [];
  // Rounded down: what is refused never reads as enough.
  const said = { length: Math.floor(ratio * 10) / 10, limit: LEAST_CONTRAST, text: nearestReadable(colour, scheme) };
  return [{ field, fault: scheme === 'light' ? 'low_contrast' : 'low_contrast_dark', ...said }];
}

/** Whether a colour may stand in a scheme as it is. */
export const isAccent = (colour: string, scheme: Scheme): boolean => willDo(colour, scheme);

/** The accent in both schemes. */
export type Accent = Record<Scheme, string>;

/** The accent of a forum; null for one that has Adda's own. A colour that would not do any more is brought to where it does. */
export function accentOf({ accent, accentDark }: { accent: string; accentDark: string }): Accent | null {
  if (accent === '') return null;
  const light = nearestReadable(accent, 'light');
  return { light, dark: accentDark === '' ? darkFormOf(accent) : nearestReadable(accentDark, 'dark') };
}

/** A colour more visible than this one: for a link under the pointer. */
export function strongerOf(colour: string, scheme: Scheme): string {
  const { l, c, h } = lchOf(colour);
  return strongest({ c, h, l: scheme === 'light' ? l * 0.8 : l + (1 - l) * 0.45 });
}
