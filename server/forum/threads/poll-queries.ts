/** Polls beside posts. Votes are counted anew each time, so that a count is never another than a recount. */
import { and, asc, count, countDistinct, eq, inArray, sql } from 'drizzle-orm';
import type { NewPoll } from '../../rules/polls.ts';
import { isPublicPost } from '../../platform/audience/scope-queries.ts';
import type { Tables } from '../../platform/store/define.ts';
import { changesAt } from '../../platform/store/seen.ts';
import type { Conn, Tx } from '../../platform/store/store.ts';
import type { PollEnder } from '../../../shared/words.ts';

/** @property votes of a choice, and @property voters of all: whoever shows them asks first who may see them */
export type Poll = {
  id: number;
  postId: number;
  question: string;
  most: number;
  endsAt: number | null;
  plannedEnd: number | null;
  endedBy: PollEnder | null;
  voters: number;
  choices: { id: number; words: string; votes: number }[];
};

/** What a post asks in its poll; null where it has none. Of a statement with the post. */
export const pollAskedIn = ({ posts: p }: Tables) =>
  sql<string | null>`(select l."question" from "polls" l where l."post_id" = ${p.id})`;

/** The same of a thread's opening, where everybody reads that. Of a statement with the thread. */
export const pollAskedFirst = ({ threads: t }: Tables) =>
  sql<string | null>`(select l."question" from "polls" l join "posts" o on o."id" = l."post_id"
    where o."thread_id" = ${t.id} and o."number" = 1 and ${isPublicPost('o')})`;

async function choicesOf(conn: Conn, pollIds: readonly number[]) {
  const { pollChoices: c, pollVotes: v } = conn.t;
  return conn.q
    .select({ pollId: c.pollId, id: c.id, words: c.words, votes: count(v.accountId) })
    .from(c)
    .leftJoin(v, eq(v.choiceId, c.id))
    .where(inArray(c.pollId, [...pollIds]))
    .groupBy(c.pollId, c.id, c.words, c.place)
    .orderBy(asc(c.pollId), asc(c.place));
}

/** The polls of posts, with the votes as they stand. */
export async function pollsOf(conn: Conn, postIds: readonly number[]): Promise<Poll[]> {
  const { polls: p, pollVotes: v } = conn.t;
  if (postIds.length === 0) return [];
  const rows = await conn.q
    .select({
      ...{ id: p.id, postId: p.postId, question: p.question, most: p.most },
      ...{ endsAt: p.endsAt, plannedEnd: p.plannedEnd, endedBy: p.endedBy },
      voters: countDistinct(v.accountId),
    })
    .from(p)
    .leftJoin(v, eq(v.pollId, p.id))
    .where(inArray(p.postId, [...postIds]))
    .groupBy(p.id, p.postId, p.question, p.most, p.endsAt, p.plannedEnd, p.endedBy);
  if (rows.length === 0) return [];
  for (const { endsAt } of rows) changesAt(conn, endsAt);
  const choices = await choicesOf(
    conn,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({
    ...row,
    choices: choices.filter(({ pollId }) => pollId === row.id).map(({ pollId: _pollId, ...choice }) => choice),
  }));
}

/** The poll of one post; null where it has none. */
export async function pollOfPost(conn: Conn, postId: number): Promise<Poll | null> {
  return (await pollsOf(conn, [postId]))[0] ?? null;
}

/** The choices that somebody took in polls. */
export async function votesBy(conn: Conn, accountId: number, pollIds: readonly number[]): Promise<ReadonlySet<number>> {
  const { pollVotes: v } = conn.t;
  const rows = await conn.q
    .select({ choiceId: v.choiceId })
    .from(v)
    .where(and(eq(v.accountId, accountId), inArray(v.pollId, [...pollIds])));
  return new Set(rows.map(({ choiceId }) => choiceId));
}

export async function insertPoll(tx: Tx, postId: number, { question, choices, most, endsAt }: NewPoll): Promise<void> {
  const { polls: p, pollChoices: c } = tx.t;
  const [poll] = await tx.q
    .insert(p)
    .values({ postId, question, most, endsAt, createdAt: tx.now })
    .returning({ id: p.id });
  await tx.q.insert(c).values(choices.map((words, i) => ({ pollId: poll!.id, place: i + 1, words })));
}

/** Takes a post's poll away with every vote in it. */
export async function deletePoll(tx: Tx, postId: number): Promise<void> {
  const { polls: p, pollChoices: c, pollVotes: v } = tx.t;
  const ids = tx.q.select({ id: p.id }).from(p).where(eq(p.postId, postId));
  await tx.q.delete(v).where(inArray(v.pollId, ids));
  await tx.q.delete(c).where(inArray(c.pollId, ids));
  await tx.q.delete(p).where(eq(p.postId, postId));
}

/** Ends one before its time; the end that it had is kept. */
export async function endPollAt(tx: Tx, pollId: number, endsAt: number, endedBy: PollEnder): Promise<void> {
  const { polls: p } = tx.t;
  await tx.q.update(p).set({ endsAt, endedBy, plannedEnd: p.endsAt }).where(eq(p.id, pollId));
}

/** Lets one go on until the end that it had. */
export async function reopenPollOf(tx: Tx, pollId: number): Promise<void> {
  const { polls: p } = tx.t;
  await tx.q.update(p).set({ endsAt: p.plannedEnd, endedBy: null, plannedEnd: null }).where(eq(p.id, pollId));
}

/** What somebody chooses from now on instead of what they chose; nothing takes their vote back. */
export async function putVotes(tx: Tx, pollId: number, accountId: number, choiceIds: readonly number[]): Promise<void> {
  const { pollVotes: v } = tx.t;
  await tx.q.delete(v).where(and(eq(v.pollId, pollId), eq(v.accountId, accountId)));
  if (choiceIds.length === 0) return;
  await tx.q.insert(v).values(choiceIds.map((choiceId) => ({ pollId, accountId, choiceId })));
}

/** With the account go the votes; what they were is counted no longer. */
export async function deleteVotesOf(tx: Tx, accountId: number): Promise<void> {
  const { pollVotes: v } = tx.t;
  await tx.q.delete(v).where(eq(v.accountId, accountId));
}
