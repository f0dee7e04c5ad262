/** Which of the posts that hold what was asked for stands first: what its words say, times what members found of it. */
import type { Form, PostKind, ThreadState } from '../../shared/words.ts';

/** A title says what a thread is about; a word in it weighs this many times a word in a text. */
const TITLE_WEIGHT = 4;
/** As BM25 has them everywhere: how soon one more of the same word adds little, and how much a long text's words weigh less. */
const SATURATION = 1.2;
const BY_LENGTH = 0.75;
/** Terms of an ordinary post. */
const ORDINARY_LENGTH = 100;

/** The asker took it: nobody knows better whether it answers. */
const ACCEPTED = 0.5;
/** Each doubling of those whom it helped too; the fifth says little more than the fourth. */
const PER_DOUBLING = 0.12;
const WORKED_AT_MOST = 0.6;
/** The opening of a question that a peer solved leads to an answer, others to what may be one. */
const SOLVED = 0.25;
const ANSWERED = 0.1;
/** What was said not to be right any more, and what was closed, is read last. */
const OUTDATED = -0.4;
const CLOSED = -0.3;
/** A reply speaks of what stands above it: by itself it answers little. */
const REPLY = -0.15;

/** What is known of a found post. */
export type Found = {
  kind: PostKind;
  acceptedAt: number | null;
  outdatedAt: number | null;
  workedCount: number;
  state: ThreadState;
  closedAt: number | null;
  createdAt: number;
  /** The terms of its title, and `term:count` of those that its text has more than once, with spaces between. */
  title: string | null;
  often: string | null;
  length: number | null;
};

/** How much a word tells that so many of all posts have. */
export function tellingOf(posts: number, all: number): number {
  const having = Math.min(posts, all);
  return Math.log(1 + (all - having + 0.5) / (having + 0.5));
}

/** What members found of a post: 1 for one of which nothing is known. Official notes are never lifted by it. */
export function worthOf({ kind, acceptedAt, outdatedAt, workedCount, state, closedAt }: Found): number {
  let worth = 1;
  if (outdatedAt !== null) worth += OUTDATED;
  if (closedAt !== null) worth += CLOSED;
  if (kind === 'reply') worth += REPLY;
  if (kind === 'note') return worth;
  if (acceptedAt !== null) worth += ACCEPTED;
  worth += Math.min(WORKED_AT_MOST, PER_DOUBLING * Math.log2(1 + workedCount));
  if (kind === 'opening' && state === 'solved') worth += SOLVED;
  if (kind === 'opening' && state === 'answered') worth += ANSWERED;
  return worth;
}

/** How often a text has the word, where it has it more than once: read where it stands, since hundreds are weighed at once. */
function countIn(often: string, forms: readonly string[]): number {
  return forms.reduce((most, form) => {
    const at = often.indexOf(` ${form}:`);
    return at < 0 ? most : Math.max(most, Number.parseInt(often.slice(at + form.length + 2, at + form.length + 8), 10));
  }, 0);
}

/**
 * How well a post's words answer (BM25 of title and text).
 * @param asked each word in its forms @param telling how much each tells @param has whether it stands somewhere in the post
 */
export function wordsScore(
  found: Found,
  asked: readonly (readonly string[])[],
  telling: readonly number[],
  has: (at: number) => boolean,
): number {
  const title = found.title ? found.title.split(' ') : [];
  const often = ` ${found.often ?? ''}`;
  const long = 1 - BY_LENGTH + (BY_LENGTH * (title.length + (found.length ?? ORDINARY_LENGTH))) / ORDINARY_LENGTH;
  return asked.reduce((sum, forms, i) => {
    const inTitle = title.filter((term) => forms.includes(term)).length;
    const inText = countIn(often, forms) || (inTitle === 0 && has(i) ? 1 : 0);
    const times = TITLE_WEIGHT * inTitle + inText;
    return sum + (telling[i]! * times * (SATURATION + 1)) / (times + SATURATION * long);
  }, 0);
}

/** @property parts by which parts of the search it was found: a bit for each, the first is 1 */
export type FoundPost = Found & {
  id: number;
  threadId: number;
  number: number;
  spaceId: number;
  form: Form;
  parts: number;
};

/** A post among the others that were found. @property isInFirst whether the first part of the search found it */
export type Ranked = Pick<
  FoundPost,
  'id' | 'threadId' | 'number' | 'spaceId' | 'form' | 'state' | 'closedAt' | 'createdAt'
> & { score: number; isInFirst: boolean };

/**
 * How found posts are put in order.
 * @property asked each word in its forms @property telling how much each tells
 * @property has which of the words each post has somewhere: all, those of the parts that found it, or what its title and its frequent terms say
 * @property by its words and what members found of it, its words alone, or its time
 */
export type Order = {
  asked: string[][];
  telling: number[];
  has: 'all' | 'found' | 'said';
  by: 'worth' | 'words' | 'newest';
};

/** The best first, or the newest; of equals the newest. */
export function inOrder(found: readonly FoundPost[], { asked, telling, has, by }: Order): Ranked[] {
  const ranked = found.map((post) => {
    const { id, threadId, number, spaceId, form, state, closedAt, createdAt, parts } = post;
    const isThere = (at: number) => has === 'all' || (has === 'found' && ((parts >> at) & 1) === 1);
    const score =
      by === 'newest' ? 0 : wordsScore(post, asked, telling, isThere) * (by === 'worth' ? worthOf(post) : 1);
    return { id, threadId, number, spaceId, form, state, closedAt, createdAt, score, isInFirst: (parts & 1) === 1 };
  });
  return ranked.sort((one, other) => other.score - one.score || other.id - one.id);
}
