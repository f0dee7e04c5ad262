/** A forum's own colours: worked out of what its admins chose, and as a stylesheet at an address of its own. */
import { createHash } from 'node:crypto';
import { type Accent, accentOf, BUTTON_INK, type Scheme, strongerOf, washOf } from '../../rules/colours.ts';

type Chosen = { accent: string; accentDark: string };

/** Working colours out takes longer than drawing a page's head; a forum has one pair at a time. */
let known: { key: string; look: Accent | null } = { key: '', look: null };

/** The accent in both schemes; null where the forum has Adda's own. */
export function lookOf({ accent, accentDark }: Chosen): Accent | null {
  if (accent === '') return null;
  const key = `${accent} ${accentDark}`;
  if (known.key !== key) known = { key, look: accentOf({ accent, accentDark }) };
  return known.look;
}

/** The colours of client/styles/tokens.css that are the forum's own. */
export function styleOf(look: Accent): string {
  const pair = (of: (scheme: Scheme) => string) => `light-dark(${of('light')},${of('dark')})`;
  const colour = pair((scheme) => look[scheme]);
  const wash = pair((scheme) => washOf(look[scheme], scheme));
  const colours = {
    ...{ accent: colour, 'accent-ink': colour, 'accent-wash': wash, link: colour, 'link-wash': wash, focus: colour },
    ...{ 'link-strong': pair((scheme) => strongerOf(look[scheme], scheme)), btn: colour },
    'btn-ink': pair((scheme) => BUTTON_INK[scheme]),
  };
  return `:root{${Object.entries(colours)
    .map(([name, value]) => `--${name}:${value}`)
    .join(';')}}\n`;
}

/** Where the stylesheet is had; null where there is none. It says which colours, and what is made of them. */
export function lookPath(chosen: Chosen): string | null {
  const look = lookOf(chosen);
  if (!look) return null;
  const version = createHash('sha256').update(styleOf(look)).digest('base64url').slice(0, 8);
  return `/look/${look.light.slice(1)}-${look.dark.slice(1)}.css?v=${version}`;
}
