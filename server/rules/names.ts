/** Member names: what is one, and the key under which it is unique. */
import { LIMITS } from '../../shared/limits.ts';
import type { FieldFaultKey } from '../../shared/faults.ts';
import { mixesScripts } from './homoglyphs.ts';

/** Letters, marks and digits of any script, joined by single spaces, dots (a space may follow), hyphens or apostrophes. */
const SHAPE =
  /^[\p{L}\p{N}][\p{L}\p{M}\p{N}\u200c\u200d]*(?:(?:\. |[ .\-_'’])[\p{L}\p{N}][\p{L}\p{M}\p{N}\u200c\u200d]*)*\.?$/u;

/** Words that would speak for the forum or break its addresses. */
const RESERVED = new Set(
  'adda admin administrator anonymous api everyone help here me mod moderator moderators new nobody null operator root search settings staff support system team undefined you'.split(
    ' ',
  ),
);

/** The unique key of a name, and its place in addresses: /u/<slug>. What cannot be seen does not tell names apart. */
export function nameSlug(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .trim()
    .replace(/[\s_]+/gu, '-')
    .replace(/[.'’\u200c\u200d]/gu, '');
}

export function whyNotName(name: string): FieldFaultKey | null {
  const length = [...name].length;
  if (length < LIMITS.name.min) return 'too_short';
  if (length > LIMITS.name.max) return 'too_long';
  // A few letters stand for whole sentences.
  if (mixesScripts(name) || !SHAPE.test(name) || [...nameSlug(name)].length > LIMITS.name.max) return 'not_a_name';
  return RESERVED.has(nameSlug(name)) ? 'reserved' : null;
}
