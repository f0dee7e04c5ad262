/** What is reported: found for who may see it, with how it reads. */
import { AddaError } from '../../platform/errors.ts';
import type { Audience } from '../../platform/audience/audience.ts';
import type { Conn } from '../../platform/store/store.ts';
import { accountBy } from '../../people/accounts/queries.ts';
import { profileOf } from '../../people/profiles/queries.ts';
import { spaceById, spaceToRead } from '../../forum/spaces/queries.ts';
import { postToRead, postToReport, threadToRead, wordsToRead } from '../../forum/threads/access.ts';
import { pollOfPost } from '../../forum/threads/poll-queries.ts';
import type { Content } from '../../rules/cases.ts';
import { nameSlug } from '../../rules/names.ts';
import type { CaseTarget } from '../../../shared/words.ts';

/** @property authorId whom it concerns @property text how it reads now @property title what it is called, with its number @property slug of its address */
export type Subject = {
  target: CaseTarget;
  id: number;
  spaceId: number | null;
  threadId: number | null;
  postId: number | null;
  authorId: number | null;
  text: string;
  title: string;
  slug: string;
  number: number | null;
};

export const threadWords = (title: string, opening: string): string => `${title}\n\n${opening}`.trim();

/** What a post says together with the poll beside it. */
async function withPoll(conn: Conn, postId: number, words: string): Promise<string> {
  const poll = await pollOfPost(conn, postId);
  return poll ? [words, poll.question, ...poll.choices.map((choice) => choice.words)].join('\n\n') : words;
}

async function postSubject(conn: Conn, audience: Audience, id: number, isToReport: boolean): Promise<Subject> {
  const { post, thread } = await (isToReport ? postToReport : wordsToRead)(conn, audience, id);
  return {
    ...{ target: 'post', id, spaceId: thread.space.id, threadId: thread.id, postId: id },
    ...{
      authorId: post.authorId,
      text: await withPoll(conn, id, post.markdown),
      title: thread.title,
      slug: thread.slug,
      number: post.number,
    },
  };
}

async function threadSubject(conn: Conn, audience: Audience, id: number, isToReport: boolean): Promise<Subject> {
  const thread = await threadToRead(conn, audience, id);
  if (isToReport && !thread.isStanding) throw new AddaError('not_found');
  const { post } = await postToRead(conn, audience, { threadId: id, number: 1 });
  if (isToReport && post.isHidden) throw new AddaError('not_found');
  return {
    ...{ target: 'thread', id, spaceId: thread.space.id, threadId: id, postId: null, authorId: thread.authorId },
    ...{ text: await withPoll(conn, post.id, threadWords(thread.title, post.markdown)), title: thread.title },
    ...{ slug: thread.slug, number: null },
  };
}

type Member = { id: number; name: string; slug: string; bio: string };

const memberSubject = (member: Member | null): Subject => {
  if (!member) throw new AddaError('not_found');
  return {
    ...{ target: 'member', id: member.id, spaceId: null, threadId: null, postId: null, authorId: member.id },
    ...{ text: threadWords(member.name, member.bio), title: member.name, slug: member.slug, number: null },
  };
};

async function memberById(conn: Conn, id: number): Promise<Subject> {
  const member = await accountBy(conn, { id });
  return memberSubject(member?.erasedAt === null ? member : null);
}

async function spaceSubject(conn: Conn, audience: Audience, slug: string): Promise<Subject> {
  const space = await spaceToRead(conn, audience, slug);
  return {
    ...{ target: 'space', id: space.id, spaceId: space.id, threadId: null, postId: null, authorId: null },
    ...{ text: threadWords(space.name, space.charter), title: space.name, slug: space.slug, number: null },
  };
}

/** What somebody reports. @throws {AddaError} `not_found` for what they may not see, and for what nobody sees any more */
export async function subjectToReport(conn: Conn, audience: Audience, what: Content): Promise<Subject> {
  switch (what.target) {
    case 'post':
      return postSubject(conn, audience, what.id, true);
    case 'place': {
      const { post } = await postToRead(conn, audience, what);
      return postSubject(conn, audience, post.id, true);
    }
    case 'thread':
      return threadSubject(conn, audience, what.id, true);
    case 'member':
      return memberSubject(await profileOf(conn, nameSlug(what.slug)));
    case 'space':
      return spaceSubject(conn, audience, what.slug);
  }
}

/** The same thing again by its id, as a reader sees it now; null where it is gone for them. */
export async function subjectNow(
  conn: Conn,
  audience: Audience,
  { target, subjectId: id }: { target: CaseTarget; subjectId: number },
  isToReport = false,
): Promise<Subject | null> {
  try {
    if (target === 'post') return await postSubject(conn, audience, id, isToReport);
    if (target === 'thread') return await threadSubject(conn, audience, id, isToReport);
    if (target === 'member') return await memberById(conn, id);
    const space = await spaceById(conn, id);
    return space && (await spaceSubject(conn, audience, space.slug));
  } catch (error) {
    if (error instanceof AddaError && (error.code === 'not_found' || error.code === 'moved')) return null;
    throw error;
  }
}
