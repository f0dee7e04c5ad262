/** What somebody typed into a search box: words, and what they ask of the posts besides. Unknown operators are words. */
import { FORMS, THREAD_STATES, type Form, type PostKind, type ThreadState } from '../../shared/words.ts';
import { asksForAnswers } from './thread-forms.ts';

/** What may stand behind `is:`. Each narrows forms, states or kinds of post; what belongs together widens. */
type Meaning = { forms?: readonly Form[]; states?: readonly ThreadState[]; kinds?: readonly PostKind[]; closed?: true };

const QUESTIONS = FORMS.filter(asksForAnswers);
const MEANINGS = new Map<string, Meaning>([
  ['unanswered', { forms: QUESTIONS, states: ['open', 'noted'] }],
  ...THREAD_STATES.map((state) => [state, { states: [state] }] as const),
  ['open', { states: ['open', 'noted'] }],
  ['closed', { closed: true }],
  ...FORMS.map((form) => [form.replace('_', '-'), { forms: [form] }] as const),
  ['answer', { kinds: ['answer'] }],
  ['note', { kinds: ['note'] }],
  ['opening', { kinds: ['opening'] }],
]);

/** Every word that `is:` knows. */
export const IS_WORDS: readonly string[] = [...MEANINGS.keys()];

export const OPERATORS = ['in', 'by', 'is', 'tag', 'before', 'after', 'title'] as const;
export type Operator = (typeof OPERATORS)[number];

/** More of one kind is no question any more. */
const MOST = 6;
/** Letters of a query that are looked at; the box takes fewer. */
const MOST_LETTERS = 400;

/** @property text as it was typed @property operator null for words @property value what stands behind the colon, or the words */
type Token = { text: string; operator: Operator | null; value: string; isPhrase: boolean; isWithout: boolean };

const QUOTED = '"[^"]*"|“[^”]*”|«[^»]*»|„[^“”]*[“”]';
const ANY_OPERATOR = OPERATORS.join('|');
/** Behind the colon of an operator a blank may stand. */
const NAME = `(?<name>(?:${ANY_OPERATOR}):\\s*(?!(?:${ANY_OPERATOR}):)|[a-z]{2,6}:)`;
const TOKEN = new RegExp(`(?<without>-)?${NAME}?(?:(?<phrase>${QUOTED})|(?<word>[^\\s"“”«»„]+))|\\S`, 'giu');
const WITHOUT_OPERATOR = new RegExp(`^-(?:${ANY_OPERATOR}):`, 'i');

function tokensOf(query: string): Token[] {
  return [...query.slice(0, MOST_LETTERS).matchAll(TOKEN)].flatMap((match): Token[] => {
    const { without, name, phrase, word } = match.groups!;
    const value = (phrase === undefined ? (word ?? '') : phrase.slice(1, -1)).trim();
    if (value === '') return [];
    // A minus within a word, or after one, is a hyphen.
    const isWithout = without !== undefined && /^\s?$/u.test(query.charAt(match.index - 1));
    const operator = OPERATORS.find((one) => one === name?.trim().slice(0, -1).toLowerCase()) ?? null;
    const plain = { text: match[0], operator: null, value: match[0], isPhrase: false, isWithout: false };
    if (name !== undefined && (operator === null || isWithout)) return [plain];
    return [{ text: match[0], operator, value, isPhrase: phrase !== undefined, isWithout }];
  });
}

/** In the digits of any script. */
const LIKE_A_DATE = /^\p{Nd}{4}(?:[-/.]\p{Nd}{1,2}){0,2}$/u;

/** The beginning of a day, month or year in UTC, as `2026`, `2026-11` or `2026-11-27`; null for no date. */
export function dayIn(text: string): number | null {
  const parts = /^(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?$/.exec(text);
  if (!parts) return null;
  const [year, month, day] = [Number(parts[1]), Number(parts[2] ?? 1), Number(parts[3] ?? 1)];
  const at = Date.UTC(year, month - 1, day);
  const date = new Date(at);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? at : null;
}

export type SearchQuery = {
  /** Words that have to be there, anywhere. */
  words: string;
  /** Words that stand so, one after another. */
  phrases: string[];
  without: string[];
  /** Words that the thread's title or tags have. */
  title: string;
  /** The address or name of a space, the names of a person and of tags, as typed. */
  space: string | null;
  by: string | null;
  tags: string[];
  forms: Form[] | null;
  states: ThreadState[] | null;
  kinds: PostKind[] | null;
  closed: boolean;
  /** Written at this moment or later; before this one. UTC milliseconds. */
  after: number | null;
  before: number | null;
};

const union = <T>(one: T[] | null, other: readonly T[] | undefined) =>
  other ? [...new Set([...(one ?? []), ...other])] : one;

function take(into: SearchQuery, { operator, value }: Token, digits: (text: string) => string): boolean {
  if (operator === 'in') into.space = value;
  else if (operator === 'by') into.by = value.replace(/^@/, '');
  else if (operator === 'tag') into.tags = [...new Set([...into.tags, value])].slice(0, MOST);
  else if (operator === 'title') into.title = `${into.title} ${value}`.trim();
  else if (operator === 'before' || operator === 'after') {
    const at = dayIn(digits(value));
    if (at === null) return false;
    into[operator] = at;
  } else {
    const meaning = MEANINGS.get(value.toLowerCase());
    if (!meaning) return false;
    into.forms = union(into.forms, meaning.forms);
    into.states = union(into.states, meaning.states);
    into.kinds = union(into.kinds, meaning.kinds);
    into.closed ||= meaning.closed ?? false;
  }
  return true;
}

/** @param digits gives digits of any script as 0 to 9 */
export function parseQuery(query: string, digits: (text: string) => string = (text) => text): SearchQuery {
  const into: SearchQuery = {
    ...{ words: '', phrases: [], without: [], title: '', space: null, by: null, tags: [] },
    ...{ forms: null, states: null, kinds: null, closed: false, after: null, before: null },
  };
  const words: string[] = [];
  for (const token of tokensOf(query)) {
    if (token.operator !== null) {
      if (!take(into, token, digits)) words.push(token.text);
    } else if (token.isWithout) into.without = [...into.without, token.value].slice(0, MOST);
    else if (token.isPhrase) into.phrases = [...into.phrases, token.value].slice(0, MOST);
    else words.push(token.value);
  }
  into.words = words.join(' ');
  return into;
}

/** What looks like an operator and is none, and why: it is looked for as words. */
export type Unread = { text: string; because: 'is' | 'time' | 'without' };

/** @param digits as for `parseQuery` */
export function unreadIn(query: string, digits: (text: string) => string = (text) => text): Unread[] {
  const unread = tokensOf(query).flatMap(({ text, operator, value }): Unread[] => {
    if (operator === 'is') return MEANINGS.has(value.toLowerCase()) ? [] : [{ text, because: 'is' }];
    if (operator === 'before' || operator === 'after')
      return dayIn(digits(value)) === null ? [{ text, because: 'time' }] : [];
    return operator === null && WITHOUT_OPERATOR.test(text) ? [{ text, because: 'without' }] : [];
  });
  return [...new Map(unread.map((one) => [one.text, one])).values()].slice(0, MOST);
}

/** Whether anything is asked besides words. */
export const hasFilters = (query: SearchQuery): boolean =>
  Boolean(query.space ?? query.by ?? query.forms ?? query.states ?? query.kinds ?? query.after ?? query.before) ||
  query.tags.length > 0 ||
  query.title !== '' ||
  query.closed;

/** Whether anything narrows all posts down. */
export const narrows = (query: SearchQuery): boolean => hasFilters(query) || query.without.length > 0;

/** Whether there is something that a post has to say. */
export const hasWords = ({ words, phrases }: SearchQuery): boolean => words !== '' || phrases.length > 0;

const written = (operator: Operator, value: string) => `${operator}:${/\s/u.test(value) ? `"${value}"` : value}`;

/** The states of threads that a word behind `is:` means. */
export const statesMeant = (value: string): readonly ThreadState[] => MEANINGS.get(value)?.states ?? [];

/** What kind of `is:` a word is: one of a kind replaces the other. */
function kindOf(value: string): string {
  const { kinds, states, closed } = MEANINGS.get(value.toLowerCase()) ?? {};
  return states || closed ? 'state' : kinds ? 'kind' : 'form';
}

const isSame = (token: Token, operator: Operator, value: string | null) =>
  token.operator === operator &&
  (operator !== 'is' || value === null || kindOf(token.value) === kindOf(value)) &&
  (operator !== 'tag' || value === null || token.value === value);

/** The same query with this asked too, instead of another of its kind. */
export function withOperator(query: string, operator: Operator, value: string): string {
  const kept = tokensOf(query).filter((token) => !isSame(token, operator, value));
  return [...kept.map(({ text }) => text), written(operator, value)].join(' ');
}

/** The same query without it. */
export function withoutOperator(query: string, operator: Operator, value: string): string {
  return tokensOf(query)
    .filter((token) => token.operator !== operator || token.value !== value)
    .map(({ text }) => text)
    .join(' ');
}

/** What a query asks besides its words, as it was typed; what says nothing is left out. */
export function operatorsIn(query: string): { operator: Operator; value: string; text: string }[] {
  return tokensOf(query).flatMap(({ operator, value, text }) => {
    if (operator === null) return [];
    if (operator === 'is' && !MEANINGS.has(value.toLowerCase())) return [];
    if ((operator === 'before' || operator === 'after') && !LIKE_A_DATE.test(value)) return [];
    return [{ operator, value, text }];
  });
}

/** The query with one of its words written otherwise. */
export function withWord(query: string, word: string, instead: string): string {
  const at = query.toLowerCase().indexOf(word.toLowerCase());
  return at < 0 ? query : query.slice(0, at) + instead + query.slice(at + word.length);
}
