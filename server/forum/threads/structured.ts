/** A thread as structured data (schema.org QAPage and DiscussionForumPosting), with every author's affiliation. */
import { type AuthorFacts, authorLine } from '../../platform/authors/author-line.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { memberPath, postPath, threadPath } from '../../platform/http/paths.ts';
import { beginningOf } from '../../../shared/markdown.ts';
import type { PostNode, ThreadPage } from './page.ts';

const TEXT_LENGTH = 500;

function person(ctx: Ctx, author: AuthorFacts) {
  const by = authorLine(ctx.m, author, 'jsonld');
  return {
    '@type': 'Person',
    name: by.text,
    ...(by.slug && { url: ctx.from.origin + memberPath(by.slug) }),
    ...(by.label !== null && { affiliation: { '@type': 'Organization', name: author.labelBrand }, jobTitle: by.label }),
  };
}

function words(ctx: Ctx, data: ThreadPage, type: string, post: PostNode) {
  return {
    '@type': type,
    author: person(ctx, post),
    text: beginningOf(post.html, TEXT_LENGTH),
    dateCreated: new Date(post.createdAt).toISOString(),
    url: ctx.from.origin + postPath(data.thread, post.number),
  };
}

/** Accepted answers, other answers, and as comments everything that is no answer: official notes never are. */
export function structuredData(ctx: Ctx, data: ThreadPage): object | undefined {
  const { thread, opening } = data;
  if (opening.withdrawnAt !== null) return undefined;
  const posts = data.posts.filter((post) => post.withdrawnAt === null);
  const answers = posts.filter((post) => post.kind === 'answer');
  const answerOf = (post: PostNode) => ({ ...words(ctx, data, 'Answer', post), upvoteCount: post.helpfulCount });
  const comments = posts.filter((post) => post.kind !== 'answer').map((post) => words(ctx, data, 'Comment', post));
  const base = { ...words(ctx, data, 'DiscussionForumPosting', opening), url: ctx.from.origin + threadPath(thread) };
  if (thread.form !== 'question')
    return { '@context': 'https://schema.org', ...base, headline: thread.title, comment: comments };
  return {
    '@context': 'https://schema.org',
    '@type': 'QAPage',
    mainEntity: {
      ...base,
      '@type': 'Question',
      name: thread.title,
      answerCount: thread.answerCount,
      acceptedAnswer: answers.filter((post) => post.acceptedAt !== null && post.outdatedAt === null).map(answerOf),
      suggestedAnswer: answers.filter((post) => post.acceptedAt === null || post.outdatedAt !== null).map(answerOf),
      comment: comments,
    },
  };
}
