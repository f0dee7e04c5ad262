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

/** What other forums call them. */
const ALIASES = new Map<string, Operator>([
  ['category', 'in'],
  ['space', 'in'],
  ['status', 'is'],
  ['state', 'is'],
  ['author', 'by'],
  ['user', 'by'],
  ['tags', 'tag'],
  ['since', 'after'],
  ['until', 'before'],
]);
/** Other forums have their order in the words; here it is chosen beside them. */
const ORDERS = /^(?:order|sort):/i;

/** More of one kind is no question any more. */
const MOST = 6;
/** Letters of a query that are looked at; the box takes fewer. */
const MOST_LETTERS = 400;

/** Why something that looks like an operator says nothing. */
type Reason = 'is' | 'time' | 'without' | 'order';
/**
 * @property text as it was typed @property operator null for words @property value what stands behind the colon, or the words
 * @property unread why it is left out; null for what is read
 */
type Token = {
  text: string;
  operator: Operator | null;
  value: string;
  isPhrase: boolean;
  isWithout: boolean;
  unread: Reason | null;
};
/** Gives digits of any script as 0 to 9. */
type Digits = (text: string) => string;

const QUOTED = '"[^"]*"|“[^”]*”|«[^»]*»|„[^“”]*[“”]';
const ANY_OPERATOR = OPERATORS.join('|');
/** Behind the colon of an operator a blank may stand. */
const NAME = `(?<name>(?:${ANY_OPERATOR}):\\s*(?!(?:${ANY_OPERATOR}):)|[a-z]{2,8}:)`;
const TOKEN = new RegExp(`(?<without>-)?${NAME}?(?:(?<phrase>${QUOTED})|(?<word>[^\\s"“”«»„]+))|\\S`, 'giu');

/** In the digits of any script. */
const LIKE_A_DATE = /^\p{Nd}{4}(?:[-/.]\p{Nd}{1,2}){0,2}$/u;

const isDate = (value: string, digits: Digits | undefined): boolean =>
  digits ? dayIn(digits(value)) !== null : LIKE_A_DATE.test(value);

/** Why what stands behind an operator means nothing; null for what means something. */
function whyNot(operator: Operator, value: string, digits: Digits | undefined): Reason | null {
  if (operator === 'is') return MEANINGS.has(value.toLowerCase()) ? null : 'is';
  if (operator === 'before' || operator === 'after') return isDate(value, digits) ? null : 'time';
  return null;
}

/** @param name of an operator, as it was typed, with its colon @param own whether it is one of ours, and not what others call it */
function operatorOf(name: string): { operator: Operator | null; isOwn: boolean } {
  const word = name.trim().slice(0, -1).toLowerCase();
  const own = OPERATORS.find((one) => one === word);
  return { operator: own ?? ALIASES.get(word) ?? null, isOwn: own !== undefined };
}

function tokensOf(query: string, digits?: Digits): Token[] {
  return [...query.slice(0, MOST_LETTERS).matchAll(TOKEN)].flatMap((match): Token[] => {
    const { without, name, phrase, word } = match.groups!;
    const value = (phrase === undefined ? (word ?? '') : phrase.slice(1, -1)).trim();
    if (value === '') return [];
    const text = match[0];
    // A minus within a word, or after one, is a hyphen.
    const isWithout = without !== undefined && /^\s?$/u.test(query.charAt(match.index - 1));
    const plain: Token = { text, operator: null, value: text, isPhrase: false, isWithout: false, unread: null };
    if (name === undefined) return [{ ...plain, value, isPhrase: phrase !== undefined, isWithout }];
    const { operator, isOwn } = operatorOf(name);
    if (operator === null) return [{ ...plain, unread: ORDERS.test(text) ? 'order' : null }];
    if (isWithout) return [{ ...plain, unread: isOwn ? 'without' : null }];
    const unread = whyNot(operator, value, digits);
    // "The end is: nigh" is a sentence, and "status:500" what some machine said.
    const isSaid = /\s$/u.test(name) || !(isOwn || /^\p{L}+$/u.test(value));
    if (unread !== null && isSaid) return [plain];
    return [{ ...plain, operator, value, isPhrase: phrase !== undefined, unread }];
  });
}

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

function take(into: SearchQuery, { operator, value }: Token, digits: Digits): void {
  if (operator === 'in') into.space = value;
  else if (operator === 'by') into.by = value.replace(/^@/, '');
  else if (operator === 'tag') into.tags = [...new Set([...into.tags, value])].slice(0, MOST);
  else if (operator === 'title') into.title = `${into.title} ${value}`.trim();
  else if (operator === 'before' || operator === 'after') into[operator] = dayIn(digits(value));
  else {
    const meaning = MEANINGS.get(value.toLowerCase());
    into.forms = union(into.forms, meaning?.forms);
    into.states = union(into.states, meaning?.states);
    into.kinds = union(into.kinds, meaning?.kinds);
    into.closed ||= meaning?.closed ?? false;
  }
}

/** What looks like an operator and is none is left out. */
export function parseQuery(query: string, digits: Digits = (text) => text): SearchQuery {
  const into: SearchQuery = {
    ...{ words: '', phrases: [], without: [], title: '', space: null, by: null, tags: [] },
    ...{ forms: null, states: null, kinds: null, closed: false, after: null, before: null },
  };
  const words: string[] = [];
  let isOfTitles = false;
  for (const token of tokensOf(query, digits)) {
    if (token.unread !== null) continue;
    // As other forums say that all words are of titles.
    if (token.operator === 'in' && token.value.toLowerCase() === 'title') {
      isOfTitles = true;
      continue;
    }
    if (token.operator !== null) take(into, token, digits);
    else if (token.isWithout) into.without = [...into.without, token.value].slice(0, MOST);
    else if (token.isPhrase) into.phrases = [...into.phrases, token.value].slice(0, MOST);
    else words.push(token.value);
  }
  if (isOfTitles) into.title = [into.title, ...words].filter(Boolean).join(' ');
  else into.words = words.join(' ');
  return into;
}

/** What looks like an operator and is none, and why: it is left out. */
export type Unread = { text: string; because: Reason };

export function unreadIn(query: string, digits: Digits = (text) => text): Unread[] {
  const unread = tokensOf(query, digits).flatMap(({ text, unread: because }) => (because ? [{ text, because }] : []));
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

/** An operator with its value, as one types it. */
export const written = (operator: Operator, value: string): string =>
  `${operator}:${/\s/u.test(value) ? `"${value}"` : value}`;

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
export const operatorsIn = (query: string): { operator: Operator; value: string; text: string }[] =>
  tokensOf(query).flatMap(({ operator, value, text, unread }) =>
    operator === null || unread !== null ? [] : [{ operator, value, text }],
  );

/** The same query with the whole name of whom, or what, it asks for only the beginning of: words that were typed behind it are part of it. */
export function withName(query: string, operator: 'by' | 'in', { slug, name }: { slug: string; name: string }): string {
  const tokens = tokensOf(query);
  const at = tokens.findIndex((token) => token.operator === operator);
  const [, ...rest] = name.toLowerCase().split(/\s+/u);
  const isNext = ({ operator: other, value }: Token, i: number) => other === null && value.toLowerCase() === rest[i];
  const behind = tokens.slice(at + 1, at + 1 + rest.length);
  const isTyped = rest.length > 0 && behind.length === rest.length && behind.every(isNext);
  const kept = isTyped ? [...tokens.slice(0, at + 1), ...tokens.slice(at + 1 + rest.length)] : tokens;
  return withOperator(kept.map(({ text }) => text).join(' '), operator, slug);
}

/** The query with one of its words written otherwise. */
export function withWord(query: string, word: string, instead: string): string {
  const at = query.toLowerCase().indexOf(word.toLowerCase());
  return at < 0 ? query : query.slice(0, at) + instead + query.slice(at + word.length);
}
