/** A batch of questions with what stands under them, set against what the forum has already. */
import type { SearchTerms } from '../../../platform/store/search.ts';
import type { Conn } from '../../../platform/store/store.ts';
import { render } from '../../../../shared/render.ts';
import { termsOf } from '../../../platform/store/terms.ts';
import { shorten } from '../../../../shared/text.ts';
import { accountsOf, postsOf, threadsOf } from '../queries.ts';
import { accountKey } from './accounts.ts';
import type { TextMaker } from './markdown.ts';
import type { Reading, SpoolComment, SpoolPost } from './queries.ts';
import { tagsOf } from './rows.ts';

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
};

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
};

export type Batch = {
  threads: DraftThread[];
  found: { posts: number; comments: number; known: { posts: number; comments: number } };
  faults: { line: number; reason: string }[];
};

export type Maker = { source: string; reading: Reading; text: TextMaker; votes: 'read' | 'broken' | 'missing' };

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

type Draw = { maker: Maker; authors: Awaited<ReturnType<typeof accountsOf>> };

function author(by: { owner: number | null; label: string | null }, { authors }: Draw) {
  const account = by.owner === null ? undefined : authors.get(accountKey(by.owner));
  return { authorId: account?.id ?? null, authorLabel: account ? null : by.label };
}

function draftPost(post: SpoolPost, acceptedAt: number | null, draw: Draw): Draft & { excerpt: string } {
  const markdown = draw.maker.text.body(post);
  const { html, text, excerpt } = render(markdown);
  return {
    ...author(post, draw),
    externalId: postKey(post.id),
    under: null,
    markdown,
    html,
    excerpt,
    terms: { title: [], body: termsOf(text) },
    importedHelpful: helpfulOf(post, draw.maker.votes),
    acceptedAt,
    createdAt: post.created,
    editedAt: post.edited !== null && post.edited > post.created ? post.edited : null,
  };
}

function draftComment(comment: SpoolComment, draw: Draw): Draft {
  const markdown = draw.maker.text.comment(comment.text);
  const { html, text } = render(markdown);
  return {
    ...author(comment, draw),
    externalId: commentKey(comment.id),
    under: postKey(comment.post),
    markdown,
    html,
    terms: { title: [], body: termsOf(text) },
    importedHelpful: Math.max(0, comment.score),
    acceptedAt: null,
    createdAt: comment.created,
    editedAt: null,
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
  opening.terms.title = termsOf(`${title} ${tagNames.join(' ')}`);
  return { opening, excerpt, tagNames, title };
}

/** Everything that is new about these questions, rendered and ready to be written. */
export async function draftBatch(conn: Conn, questions: SpoolPost[], maker: Maker): Promise<Batch> {
  const { reading, source } = maker;
  const answers = reading.answersTo(questions.map((question) => question.id));
  const posts = [...questions, ...answers];
  const comments = reading.commentsOn(posts.map((post) => post.id));
  const threads = await threadsOf(
    conn,
    source,
    questions.map((question) => postKey(question.id)),
  );
  const knownPosts = await postsOf(
    conn,
    source,
    posts.map((post) => postKey(post.id)),
  );
  const knownComments = await postsOf(
    conn,
    source,
    comments.map((comment) => commentKey(comment.id)),
  );
  const isNewPost = (post: { id: number }) => !knownPosts.has(postKey(post.id));
  const isNewComment = (comment: { id: number }) => !knownComments.has(commentKey(comment.id));
  const owners = [...posts.filter(isNewPost), ...comments.filter(isNewComment)].flatMap((row) =>
    row.owner === null ? [] : [accountKey(row.owner)],
  );
  const draw: Draw = { maker, authors: await accountsOf(conn, source, [...new Set(owners)]) };
  const answersOf = groupBy(answers, (answer) => answer.parent!);
  const commentsOf = groupBy(comments, (comment) => comment.post);
  const batch: Batch = {
    threads: [],
    faults: [],
    found: {
      posts: posts.length,
      comments: comments.length,
      known: { posts: knownPosts.size, comments: knownComments.size },
    },
  };

  for (const question of questions) {
    const known = threads.get(postKey(question.id)) ?? null;
    const mine = answersOf.get(question.id) ?? [];
    const accepted = acceptedOf(question, mine, reading, batch.faults);
    // Here already and accepted none: the community's later choice is taken over, unless its asker is with us.
    const mayAccept = accepted !== null && (!known || (known.acceptedCount === 0 && !known.askerDecides));
    const acceptedAt = (answer: SpoolPost) => (mayAccept && answer === accepted ? acceptedAtOf(answer) : null);
    const newPosts = [
      ...mine.filter(isNewPost).map((answer) => draftPost(answer, acceptedAt(answer), draw)),
      ...[question, ...mine]
        .flatMap((post) => (commentsOf.get(post.id) ?? []).filter(isNewComment))
        .map((comment) => draftComment(comment, draw)),
    ].sort(byTime);
    const acceptKnown =
      known && mayAccept && !isNewPost(accepted)
        ? { externalId: postKey(accepted.id), at: acceptedAtOf(accepted) }
        : null;
    if (known && newPosts.length === 0 && !acceptKnown) continue;
    const opening = known ? { opening: null, excerpt: '', tagNames: [], title: '' } : draftOpening(question, draw);
    batch.threads.push({ ...opening, externalId: postKey(question.id), known, posts: newPosts, acceptKnown });
  }
  return batch;
}
