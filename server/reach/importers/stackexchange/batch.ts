/** A batch of questions with what stands under them, set against what the forum has already. */
import type { SearchTerms } from '../../../platform/store/search.ts';
import type { Conn } from '../../../platform/store/store.ts';
import type { DrawOptions } from '../../../../shared/markdown.ts';
import { render } from '../../../../shared/render.ts';
import { termsOf } from '../../../platform/store/terms.ts';
import { shorten } from '../../../../shared/text.ts';
import { accountsOf, postsOf, threadsOf } from '../queries.ts';
import type { CloseReason } from '../../../../shared/words.ts';
import { accountKey } from './accounts.ts';
import { closedOf } from './history.ts';
import type { TextMaker } from './markdown.ts';
import type { Edit, SpoolComment, SpoolPost } from './queries.ts';
import type { Reading } from './reading-queries.ts';
import { tagsOf } from './rows.ts';
import { draftHistory, type DraftVersion, type History, type Mended, NO_HISTORY } from './versions.ts';

const MAX_TITLE = 300;
const TITLE_FROM_BODY = 80;

export const postKey = (id: number) => `p${id}`;
export const commentKey = (id: number) => `c${id}`;

/** A post ready to be written but for its place in the thread. */
export type Draft = {
  externalId: string;
  /** The external id of the post it is a reply to. */
  under: string | null;
  authorId: number | null;
  authorLabel: string | null;
  markdown: string;
  html: string;
  terms: SearchTerms;
  importedHelpful: number;
  acceptedAt: number | null;
  createdAt: number;
  editedAt: number | null;
  /** What it said before its edits. */
  earlier: DraftVersion[];
};

export type Closed = { at: number; reason: CloseReason } | null;

export type DraftThread = {
  externalId: string;
  /** The thread as it is here already. */
  known: { id: number } | null;
  title: string;
  tagNames: string[];
  excerpt: string;
  opening: Draft | null;
  /** What is new under the opening, in the order of time. */
  posts: Draft[];
  /** The external id of an answer here already that is accepted with this import, and when. */
  acceptKnown: { externalId: string; at: number } | null;
  /** Whether it is closed; undefined where it is as it was. */
  closed: Closed | undefined;
  /** Posts here already that get their earlier versions. */
  mended: Mended[];
};

export type Batch = {
  threads: DraftThread[];
  found: { posts: number; comments: number; known: { posts: number; comments: number } };
  faults: { line: number; reason: string }[];
};

export type Maker = {
  source: string;
  reading: Reading;
  text: TextMaker;
  votes: 'read' | 'broken' | 'missing';
  drawn: DrawOptions;
};

function helpfulOf(post: SpoolPost, votes: Maker['votes']): number {
  const score = Math.max(0, post.score);
  if (votes === 'missing') return score;
  return votes === 'broken' ? Math.max(post.ups ?? 0, score) : (post.ups ?? 0);
}

const acceptedAtOf = (answer: SpoolPost) => Math.max(answer.acceptedAt ?? 0, answer.created);

/** The accepted answer of a question; why it is none goes to `faults`. */
function acceptedOf(
  question: SpoolPost,
  answers: SpoolPost[],
  reading: Reading,
  faults: Batch['faults'],
): SpoolPost | null {
  if (question.accepted === null) return null;
  const answer = answers.find((entry) => entry.id === question.accepted);
  if (answer) return answer;
  const reason = reading.hasPost(question.accepted)
    ? 'the accepted answer belongs to another question'
    : 'the accepted answer is not here';
  faults.push({ line: question.line, reason });
  return null;
}

type Draw = {
  maker: Maker;
  authors: Awaited<ReturnType<typeof accountsOf>>;
  edits: Map<number, Edit[]>;
};

function historyOf(post: SpoolPost, { maker, authors, edits }: Draw): History {
  const own = edits.get(post.id);
  if (!own) return NO_HISTORY;
  const now = { html: post.body, isQuestion: post.parent === null };
  return draftHistory(own, now, (id) => authors.get(accountKey(id))?.id, maker.text);
}

const editedAtOf = (post: SpoolPost, history: History): number | null => {
  const at = post.edited ?? history.editedAt;
  return at !== null && at > post.created ? at : null;
};

function author(by: { owner: number | null; label: string | null }, { authors }: Draw) {
  const account = by.owner === null ? undefined : authors.get(accountKey(by.owner));
  return { authorId: account?.id ?? null, authorLabel: account ? null : by.label };
}

function draftPost(post: SpoolPost, acceptedAt: number | null, draw: Draw): Draft & { excerpt: string } {
  const markdown = draw.maker.text.body(post);
  const { drawn } = draw.maker;
  const { html, text, excerpt } = render(markdown, drawn);
  const history = historyOf(post, draw);
  return {
    ...author(post, draw),
    externalId: postKey(post.id),
    under: null,
    markdown,
    html,
    excerpt,
    terms: { title: [], body: termsOf(text, drawn.language) },
    importedHelpful: helpfulOf(post, draw.maker.votes),
    acceptedAt,
    createdAt: post.created,
    editedAt: editedAtOf(post, history),
    earlier: history.earlier,
  };
}

function draftComment(comment: SpoolComment, draw: Draw): Draft {
  const markdown = draw.maker.text.comment(comment.text);
  const { drawn } = draw.maker;
  const { html, text } = render(markdown, drawn);
  return {
    ...author(comment, draw),
    externalId: commentKey(comment.id),
    under: postKey(comment.post),
    markdown,
    html,
    terms: { title: [], body: termsOf(text, drawn.language) },
    importedHelpful: Math.max(0, comment.score),
    acceptedAt: null,
    createdAt: comment.created,
    editedAt: null,
    earlier: [],
  };
}

/** By time; at one moment answers stand before comments, and lower ids before higher ones. */
function byTime(one: Draft, other: Draft): number {
  if (one.createdAt !== other.createdAt) return one.createdAt - other.createdAt;
  if ((one.under === null) !== (other.under === null)) return one.under === null ? -1 : 1;
  return Number(one.externalId.slice(1)) - Number(other.externalId.slice(1));
}

function groupBy<T>(rows: T[], key: (row: T) => number): Map<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group) group.push(row);
    else groups.set(key(row), [row]);
  }
  return groups;
}

function draftOpening(question: SpoolPost, draw: Draw) {
  const { excerpt, ...opening } = draftPost(question, null, draw);
  const tagNames = tagsOf(question.tags ?? '');
  const title = shorten(question.title || shorten(excerpt, TITLE_FROM_BODY) || `Question ${question.id}`, MAX_TITLE);
  opening.terms.title = termsOf(`${title} ${tagNames.join(' ')}`, draw.maker.drawn.language);
  return { opening, excerpt, tagNames, title };
}

type Known = Awaited<ReturnType<typeof postsOf>>;

/** All of the dump and of the forum that a batch is made from. */
async function gather(conn: Conn, questions: SpoolPost[], { reading, source }: Maker) {
  const ids = questions.map(({ id }) => id);
  const answers = reading.answersTo(ids);
  const posts = [...questions, ...answers];
  const comments = reading.commentsOn(posts.map(({ id }) => id));
  const keys = (rows: { id: number }[], key: (id: number) => string) => rows.map(({ id }) => key(id));
  const threads = await threadsOf(conn, source, keys(questions, postKey));
  const knownPosts: Known = await postsOf(conn, source, keys(posts, postKey));
  const knownComments: Known = await postsOf(conn, source, keys(comments, commentKey));
  // Versions of what was edited here since, or was brought with them, are there.
  const mayHaveHistory = ({ id }: SpoolPost) => (knownPosts.get(postKey(id))?.revision ?? 1) === 1;
  const edits = reading.editsOf(posts.filter(mayHaveHistory).map(({ id }) => id));
  const closings = groupBy(reading.closingsOf(ids), ({ post }) => post);
  return { posts, answers, comments, threads, knownPosts, knownComments, edits, closings };
}

type Gathered = Awaited<ReturnType<typeof gather>>;

/** Posts that are here without their earlier versions, and say what the last version says. */
function mendedOf(posts: SpoolPost[], known: Known, draw: Draw): Mended[] {
  return posts.flatMap((post) => {
    const there = known.get(postKey(post.id));
    if (there?.revision !== 1) return [];
    const history = historyOf(post, draw);
    const editedAt = editedAtOf(post, history);
    const isSame = post.edited === null ? there.editedAt === null : there.editedAt === editedAt;
    if (history.earlier.length === 0 || editedAt === null || !isSame) return [];
    return [{ postId: there.id, earlier: history.earlier, editedAt }];
  });
}

/** Everything that is new about these questions, rendered and ready to be written. */
export async function draftBatch(conn: Conn, questions: SpoolPost[], maker: Maker): Promise<Batch> {
  const { reading, source } = maker;
  const found = await gather(conn, questions, maker);
  const { posts, answers, comments, knownPosts, knownComments, edits } = found;
  const named = [
    ...posts.filter(({ id }) => !knownPosts.has(postKey(id))).map(({ owner }) => owner),
    ...comments.filter(({ id }) => !knownComments.has(commentKey(id))).map(({ owner }) => owner),
    ...edits.map(({ editor }) => editor),
  ].flatMap((id) => (id === null ? [] : [accountKey(id)]));
  const authors = await accountsOf(conn, source, [...new Set(named)]);
  const draw: Draw = { maker, authors, edits: groupBy(edits, ({ post }) => post) };
  const by = {
    answers: groupBy(answers, ({ parent }) => parent!),
    comments: groupBy(comments, ({ post }) => post),
    duplicates: reading.duplicatesAmong(questions.map(({ id }) => id)),
  };
  const faults: Batch['faults'] = [];
  const known = { posts: knownPosts.size, comments: knownComments.size };
  return {
    threads: questions.flatMap((question) => draftThread(question, found, by, draw, faults) ?? []),
    faults,
    found: { posts: posts.length, comments: comments.length, known },
  };
}

type By = { answers: Map<number, SpoolPost[]>; comments: Map<number, SpoolComment[]>; duplicates: Set<number> };

/** What is new about one question, or null. */
function draftThread(
  question: SpoolPost,
  { threads, knownPosts, knownComments, closings }: Gathered,
  by: By,
  draw: Draw,
  faults: Batch['faults'],
): DraftThread | null {
  const known = threads.get(postKey(question.id)) ?? null;
  const mine = by.answers.get(question.id) ?? [];
  const isNewPost = ({ id }: SpoolPost) => !knownPosts.has(postKey(id));
  const accepted = acceptedOf(question, mine, draw.maker.reading, faults);
  // Here already and accepted none: the community's later choice is taken over, unless its asker is with us.
  const mayAccept = accepted !== null && (!known || (known.acceptedCount === 0 && !known.askerDecides));
  const acceptedAt = (answer: SpoolPost) => (mayAccept && answer === accepted ? acceptedAtOf(answer) : null);
  const posts = [
    ...mine.filter(isNewPost).map((answer) => draftPost(answer, acceptedAt(answer), draw)),
    ...[question, ...mine]
      .flatMap(({ id }) => by.comments.get(id) ?? [])
      .filter(({ id }) => !knownComments.has(commentKey(id)))
      .map((comment) => draftComment(comment, draw)),
  ].sort(byTime);
  const acceptKnown =
    known && mayAccept && !isNewPost(accepted)
      ? { externalId: postKey(accepted.id), at: acceptedAtOf(accepted) }
      : null;
  const now = closedOf(question, closings.get(question.id) ?? [], by.duplicates.has(question.id));
  const closed = known && (known.closedAt === null) === (now === null) ? undefined : now;
  const mended = mendedOf([question, ...mine], knownPosts, draw);
  if (known && posts.length === 0 && !acceptKnown && closed === undefined && mended.length === 0) return null;
  const opening = known ? { opening: null, excerpt: '', tagNames: [], title: '' } : draftOpening(question, draw);
  return { ...opening, externalId: postKey(question.id), known, posts, acceptKnown, closed, mended };
}
