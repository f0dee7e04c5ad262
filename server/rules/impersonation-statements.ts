/** Whether a line about oneself claims a role or to be a brand, or honestly says where one works. */
import { type Word, skeleton } from './homoglyphs.ts';
import { AROUND, BEING, DENYING, DISCLOSING, HERE, HYPHENED, SELF, SPEAKING, VOICING } from './impersonation-words.ts';
import type { Found } from './spotting.ts';

type Claim = 'imitates_role' | 'imitates_brand' | null;

const folded = (words: readonly string[]) => new Set(words.map(skeleton));
const around = folded(AROUND);
const here = folded(HERE);
const being = folded(BEING);
const disclosing = folded(DISCLOSING);
const speaking = folded(SPEAKING);
const denying = folded(DENYING);
const voicing = folded(VOICING);
const self = folded(SELF);
const hyphened = folded(HYPHENED);
const selves = folded(['i', 'we', 'you', 'they', 'please']);
const to = skeleton('to');
const the = skeleton('the');
const forWord = skeleton('for');
const ofWord = skeleton('of');
const BEFORE_VOICING = folded(['i', 'am', 'm', 'we', 're', 'are', 'on', 'the']);

/** A word of a line, or a stretch of words that the dictionary knows. */
type Item = {
  text: string;
  role?: 'full' | 'mild';
  brand: boolean;
  /** Says nothing but who is meant. */
  plain: boolean;
  /** What stands before it: nothing, what makes a list, or a mark that sets it apart. */
  before: 'none' | 'list' | 'mark';
};

/** Addresses are no words: “write to admin@example.org”. */
const ADDRESSES =
  /https?:\/\/\S+|www\.\S+|[^\s@]+@[^\s@]+\.\p{L}{2,}|(?<![^\s(])[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}\/\S*/gu;

function gapKind(gap: string): Item['before'] {
  const rest = gap.replace(/["“”„«»'’‘`_]/gu, '');
  if (/^\s*$/u.test(rest)) return rest.includes('\n') ? 'mark' : 'none';
  if (/^[-‐‑]$/u.test(rest)) return 'none';
  return /^[\s,;&+、،]*$/u.test(rest) && !rest.includes('\n') ? 'list' : 'mark';
}

function itemsOf(cleaned: string, words: readonly Word[], found: readonly Found[]): Item[] {
  const addresses = [...cleaned.matchAll(ADDRESSES)].map(({ 0: all, index }) => [index, index + all.length] as const);
  const inAddress = (word: Word) => addresses.some(([start, end]) => word.start >= start && word.end <= end);
  const items: Item[] = [];
  const starts = new Map(found.map((one) => [one.from, one]));
  let last = 0;
  for (let i = 0; i < words.length;) {
    const word = words[i]!;
    const known = inAddress(word) ? undefined : starts.get(i);
    const next = known?.to ?? i + 1;
    const role = known?.role === 'name' ? undefined : known?.role;
    const brand = known?.mark !== undefined;
    const text = known && (role || brand) ? '' : word.plain;
    items.push({
      text,
      role,
      brand,
      plain: text === '' || around.has(text) || denying.has(text) || /^\p{N}+$/u.test(text),
      // Within an address nothing sets words apart.
      before:
        last > 0 && inAddress(word) && inAddress(words[i - 1]!) ? 'none' : gapKind(cleaned.slice(last, word.start)),
    });
    last = words[next - 1]!.end;
    i = next;
  }
  return items;
}

/** Cuts a list where a test holds for the second of two neighbours. */
function cutWhere(items: readonly Item[], cut: (item: Item) => boolean): Item[][] {
  const parts: Item[][] = [];
  for (const item of items) {
    if (parts.length === 0 || cut(item)) parts.push([]);
    parts.at(-1)!.push(item);
  }
  return parts;
}

const denies = (items: readonly Item[]) => items.some(({ text }) => denying.has(text));
const has = (items: readonly Item[], words: ReadonlySet<string>) => items.some(({ text }) => words.has(text));

/** Of words that all say no more than who is meant: what they claim. */
function claimOf(items: readonly Item[]): Claim {
  if (denies(items)) return null;
  if (items.some(({ role }) => role === 'full')) return 'imitates_role';
  const brand = items.some((item) => item.brand);
  const speaks = has(items, being);
  const discloses = has(items, disclosing);
  if (items.some(({ role }) => role === 'mild')) {
    // “I support Acme” is a wish, “support at Acme” a job; “Acme support” and “we are support” are claims.
    const isWish = !speaks && (has(items, selves) || items[0]!.text === to);
    return discloses || isWish ? null : 'imitates_role';
  }
  return brand && !discloses && has(items, speaking) ? 'imitates_brand' : null;
}

/** A role held here, wherever it stands: “… moderator of this forum …”, “… admin here …”. */
function holdsRoleHere(items: readonly Item[]): boolean {
  return items.some(({ role }, i) => {
    if (!role || items[i - 1]?.text === the || denies(items)) return false;
    const after = items.slice(i + 1, i + 4).map(({ text }) => text);
    const next = after.findIndex((text) => !disclosing.has(text) && text !== skeleton('of'));
    if (next < 0 || !here.has(after[next]!)) return false;
    // “admin here”, “moderator of this forum”; “admin of a website” is elsewhere.
    return after[next] === skeleton('here') || (after[next] === skeleton('this') && here.has(after[next + 1] ?? ''));
  });
}

/**
 * Speaks the line for somebody: “Speaking for Acme”, “on behalf of Acme”; also where the brand is not
 * registered, if that is how it begins: “Speaking for the company”.
 */
function speaksForAnother(items: readonly Item[]): boolean {
  const at = items.findIndex(({ text }) => voicing.has(text));
  if (at < 0 || denies(items) || items.some(({ text }) => self.has(text))) return false;
  if (items.some(({ brand }) => brand)) return true;
  const isFor = items[at + 1] !== undefined && (items[at + 1]!.text === forWord || items[at + 1]!.text === ofWord);
  return isFor && items.slice(0, at).every(({ text }) => BEFORE_VOICING.has(text));
}

/** A line's stretch between two marks, with its list of parts. */
function claimOfStretch(stretch: readonly Item[]): Claim {
  const parts = cutWhere(stretch, ({ before }) => before === 'list');
  if (parts.every((part) => part.every(({ plain }) => plain))) return claimOf(stretch);
  let weakest: Claim = null;
  // Neighbours that say no more than who is meant belong together: “Dana, Staff, Acme”.
  for (let i = 0; i < parts.length; i++) {
    const run: Item[] = [];
    while (i < parts.length && parts[i]!.every(({ plain }) => plain)) run.push(...parts[i++]!);
    const claim = run.length > 0 ? claimOf(run) : null;
    const isOwn = run.some(({ brand }) => brand) || has(run, here) || has(run, being);
    // “Father, moderator, cook” tells of a life, not of this place.
    if (claim && isOwn) return claim;
    const part = parts[i];
    if (!part) break;
    if (holdsRoleHere(part)) return 'imitates_role';
    // “Acme staff, here to help”: the claim comes first, and something after it.
    const end = part.findIndex(({ plain }) => !plain);
    const start = part.slice(0, end);
    if (start.some(({ role, brand }) => role === 'full' || brand) && !denies(part)) {
      const names = start.some(({ brand }) => brand);
      const asStaff = start.some(({ role }) => role === 'full') && names;
      if (asStaff) return 'imitates_role';
      if (names && has(start, being) && !has(start, disclosing) && claimOf(start)) weakest = claimOf(start);
    }
    // “BrandAuthor as Acme staff”, at the end.
    const tail = part.slice(part.findLastIndex(({ plain }) => !plain) + 1);
    const first = tail.findIndex(({ text }) => text === skeleton('as') || being.has(text));
    if (
      first >= 0 &&
      !denies(part) &&
      tail.some(({ brand }) => brand) &&
      claimOf(tail.slice(first)) === 'imitates_role'
    )
      return 'imitates_role';
  }
  return weakest;
}

/** “Staff-Whatever” and “Whatever-Staff”, when that is all: the label with a hyphen for its dot. */
function isHyphenedLabel(cleaned: string, items: readonly Item[]): boolean {
  if (items.length !== 2 || !/^[^\s]+[-‐‑][^\s]+$/u.test(cleaned.trim())) return false;
  return (
    items.some(({ role }) => role === 'full') && !items.some(({ text }) => hyphened.has(text) || denying.has(text))
  );
}

/** What a cleaned line claims, given its words and what a dictionary found in them. */
export function isClaim(cleaned: string, words: readonly Word[], found: readonly Found[]): Claim {
  const items = itemsOf(cleaned, words, found);
  if (isHyphenedLabel(cleaned, items)) return 'imitates_role';
  const stretches = cutWhere(items, ({ before }) => before === 'mark');
  const claims = stretches.map(claimOfStretch);
  if (claims.includes('imitates_role')) return 'imitates_role';
  if (stretches.some(speaksForAnother)) return 'imitates_brand';
  // “✔ Acme”: the sign of what has been verified, beside nothing but the name.
  if (/[✓✔✅☑🗸]/u.test(cleaned) && items.every(({ plain }) => plain) && items.some(({ brand }) => brand))
    return 'imitates_brand';
  return claims.includes('imitates_brand') ? 'imitates_brand' : null;
}
