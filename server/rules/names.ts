/** Member names: what is one, and the keys under which it is unique. */
import { messages } from '../../shared/catalogue/index.ts';
import { LANGUAGES } from '../../shared/catalogue/languages.ts';
import type { FieldFaultKey } from '../../shared/faults.ts';
import { LIMITS } from '../../shared/limits.ts';
import { length } from '../../shared/text.ts';
import { mixesScripts, skeleton } from './homoglyphs.ts';
import { whyNotMarks } from './name-marks.ts';

/** Letters, marks and digits of any script, joined by single spaces, dots (a space may follow), hyphens or apostrophes. */
const SHAPE =
  /^[\p{L}\p{N}][\p{L}\p{M}\p{N}\u200c\u200d]*(?:(?:\. |[ .\-_'’‐־׳״་]|(?<=[\p{Script=Katakana}ー])・(?=\p{Script=Katakana}))[\p{L}\p{N}][\p{L}\p{M}\p{N}\u200c\u200d]*)*[.׳་]?$/u;

/** Words that would speak for the forum or break its addresses. */
const RESERVED = (
  'abuse adda admin administrator anonymous api board bot contact everyone forum help here hostmaster info legal mail ' +
  'mailer mailerdaemon me member members mod moderator moderators new nobody noreply notification notifications null ' +
  'operator owner postmaster root search security service settings site staff support system team undefined user visitor you'
).split(' ');
/** What stands where there is no name, and what programs have of their own. With or without a number behind. */
const NOBODY =
  'deleted erased removed unknown anonymous nobody noone none ghost former formeruser formermember deleteduser deletedmember deletedaccount guest constructor prototype proto hasownproperty tostring valueof isprototypeof null nil nan undefined true false'.split(
    ' ',
  );

/** The key of a name, and its place in addresses: /u/<slug>. What cannot be seen does not tell names apart. */
export function nameSlug(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .trim()
    .replace(/[\s_‐־་]+/gu, '-')
    .replace(/[.'’׳״\u200c\u200d]/gu, '');
}

/** Vowel signs that Hebrew and Arabic are mostly written without, and what only stretches a word. */
const OPTIONAL_MARKS = /[\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u0640\u064b-\u0652\u0670\u06d6-\u06dc]/gu;

/**
 * The form under which names that look alike are equal, so that one member cannot pass for another: a skeleton (UTS
 * #39) without anything between its letters. To compare, never to show.
 */
export function nameKey(name: string): string {
  return skeleton(name.replace(OPTIONAL_MARKS, '')).replace(/[^\p{L}\p{M}\p{N}]/gu, '');
}

const reserved = new Set(RESERVED.map(nameKey));
/** “a former member”, and without the article of the sentence it comes from. */
const FORMER = LANGUAGES.flatMap((language) => {
  const { former } = messages(language).thread;
  return [former, former.replace(/^\S+ /u, '')];
});
const ofNobody = new Set([...NOBODY, ...FORMER].map(nameKey));

function isReserved(name: string): boolean {
  const key = nameKey(name);
  const plain = nameKey(name.normalize('NFKC').replace(/[\p{N}.\-_ ]+$/u, ''));
  return reserved.has(key) || ofNobody.has(key) || ofNobody.has(plain);
}

/** Why a text is no name, or null. Whether it imitates somebody is asked apart (impersonation.ts). */
export function whyNotName(name: string): FieldFaultKey | null {
  const size = length(name);
  if (size < LIMITS.name.min) return 'too_short';
  if (size > LIMITS.name.max) return 'too_long';
  // A few letters stand for whole sentences.
  if (!SHAPE.test(name) || [...nameSlug(name)].length > LIMITS.name.max) return 'not_a_name';
  if (whyNotMarks(name) || mixesScripts(name)) return 'not_a_name';
  // Of nothing but marks and fillers.
  if (nameKey(name) === '') return 'not_a_name';
  return isReserved(name) ? 'reserved' : null;
}
