/** A face drawn of a name: nobody who brings no picture is faceless, and no other server is asked for one. */

/** Outlines, patterns and hues that the stylesheet knows (client/styles/avatar.css). */
const SHAPES = 8;
const PATTERNS = 4;
const HUES = 10;

/** @property initial the first letter or digit, in its own script; empty where the name has none */
export type DrawnFace = { shape: number; pattern: number; hue: number; initial: string };

const FIRST = /[\p{L}\p{N}]/u;
/** No name is longer. */
const LOOKED_AT = 200;

/** The same name is drawn alike everywhere. FNV-1a, 32 bits, over its UTF-16 units. */
export function drawnFace(name: string): DrawnFace {
  const plain = name.slice(0, LOOKED_AT).normalize('NFC');
  let hash = 0x811c9dc5;
  for (let i = 0; i < plain.length; i++) hash = Math.imul(hash ^ plain.charCodeAt(i), 0x01000193) >>> 0;
  // What differs in one letter only differs in the low bits: they are folded in once more.
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 0;
  const initial = FIRST.exec(plain)?.[0].toLocaleUpperCase('en') ?? '';
  return {
    shape: hash % SHAPES,
    pattern: (hash >>> 8) % PATTERNS,
    hue: (hash >>> 16) % HUES,
    // "ß" and the like become two letters.
    initial: [...initial][0] ?? '',
  };
}
