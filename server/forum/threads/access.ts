/**
 * Who may do what with a thread or a post that is there, asked by name. What one may not see answers like what is not
 * there. Reading asks with the audience of the request; acting asks again, in its own transaction, as the database
 * knows the person by then.
 */
import type { Audience } from '../../platform/audience/audience.ts';
import { mustNotBeSilent } from '../../people/accounts/silence-queries.ts';
import { audienceOfAccount, audienceOnce } from '../../platform/audience/scope-queries.ts';
import { AddaError } from '../../platform/errors.ts';
import type { Conn, Tx } from '../../platform/store/store.ts';
import { leftPlace } from './moving-queries.ts';
import { type Post, postById, postFor } from './post-queries.ts';
import { isThreadStanding, type LockedThread, lockThread, movedToOf, type Thread, threadById } from './queries.ts';

/** @returns what was found @throws {AddaError} `not_found` where nothing was */
function there<T>(found: T | null | undefined | false): T {
  if (!found) throw new AddaError('not_found');
  return found;
}

/** More merges than anybody does one after the other. */
const HOPS = 20;

/**
 * The address of a thread that became part of another leads there, for whom that one is; that of a post that went, to
 * where it is now.
 * @throws {AddaError} `moved`
 */
async function leadOn(conn: Conn, audience: Audience, id: number, number = 1): Promise<void> {
  const postId = number === 1 ? null : await leftPlace(conn, id, number);
  const post = postId === null ? null : await postFor(conn, audience, { id: postId });
  if (post) throw new AddaError('moved', { movedTo: post.threadId, movedToNumber: post.number });
  // One that it became part of may have become part of another since.
  let movedTo = await movedToOf(conn, id);
  for (let hops = 0; movedTo !== null && hops < HOPS; hops++) {
    if (await threadById(conn, audience, movedTo)) throw new AddaError('moved', { movedTo });
    movedTo = await movedToOf(conn, movedTo);
  }
}

/** A thread at its own address: one's own also when it is withdrawn or hidden. @throws {AddaError} `not_found`, `moved` */
export async function threadToRead(conn: Conn, audience: Audience, id: number): Promise<Thread> {
  const thread = await threadById(conn, audience, id);
  if (!thread || thread.movedToId !== null) await leadOn(conn, audience, id);
  return there(thread);
}

/** A thread that lists show, for what is said about it. @throws {AddaError} `not_found` */
export async function listedThread(conn: Conn, audience: Audience, id: number): Promise<Thread> {
  const thread = await threadToRead(conn, audience, id);
  return there(thread.isStanding && thread);
}

/** A post's place with its thread; a withdrawn one has a place still. @throws {AddaError} `not_found`, `moved` */
export async function postToRead(
  conn: Conn,
  audience: Audience,
  by: { id: number } | { threadId: number; number: number },
): Promise<{ post: Post; thread: Thread }> {
  const post = await postFor(conn, audience, by);
  if (!post && 'threadId' in by) await leadOn(conn, audience, by.threadId, by.number);
  return { post: there(post), thread: await threadToRead(conn, audience, there(post).threadId) };
}

/** A post whose words are there, in whatever version. @throws {AddaError} `not_found` */
export async function wordsToRead(conn: Conn, audience: Audience, id: number) {
  const found = await postToRead(conn, audience, { id });
  return there(found.post.withdrawnAt === null && found);
}

/** A post that may be quoted: others read it too. @throws {AddaError} `not_found`, `withdrawn` */
export async function postToQuote(conn: Conn, audience: Audience, id: number) {
  const { post, thread } = await postToRead(conn, audience, { id });
  if (post.withdrawnAt !== null) throw new AddaError('withdrawn');
  there(thread.isStanding && (await postFor(conn, audience, { id }, 'listed')));
  return { post, thread };
}

/** A post that may be reported: those who decide can read it, and it stands. @throws {AddaError} `not_found` */
export async function postToReport(conn: Conn, audience: Audience, id: number) {
  const found = await wordsToRead(conn, audience, id);
  return there(found.thread.isStanding && !found.post.isHidden && found);
}

/** Locks a thread to which something is added. @throws {AddaError} `not_found`, `moved`, `silenced`, `suspended` */
export async function threadToPostIn(tx: Tx, accountId: number, id: number): Promise<LockedThread> {
  const [locked, audience] = await Promise.all([lockThread(tx, id), audienceOnce(tx, accountId)]);
  const thread = there(locked);
  if (thread.movedToId !== null) await leadOn(tx, audience, id);
  there(await isThreadStanding(tx, audience, id));
  await mustNotBeSilent(tx, accountId, thread.spaceId);
  return thread;
}

/** Locks the thread of a post that gets a mark, a thank-you, a reply. @throws {AddaError} `not_found`, `silenced`, `suspended` */
export async function postToMark(tx: Tx, accountId: number, postId: number) {
  const { threadId } = there(await postById(tx, postId));
  const thread = there(await lockThread(tx, threadId));
  const audience = await audienceOfAccount(tx, accountId);
  const post = there((await isThreadStanding(tx, audience, threadId)) && (await postFor(tx, audience, { id: postId })));
  there(!post.isHidden);
  await mustNotBeSilent(tx, accountId, thread.spaceId);
  return { thread, post };
}

/** The same for what stands beside the words of a post, and goes with them. @throws {AddaError} `not_found`, `silenced`, `suspended` */
export async function wordsToMark(tx: Tx, accountId: number, postId: number) {
  const found = await postToMark(tx, accountId, postId);
  return there(found.post.withdrawnAt === null && found);
}

/** Locks a thread that a moderator acts on; they read it, or they do not find it. @throws {AddaError} `not_found` */
export async function threadToModerate(tx: Tx, accountId: number, id: number) {
  const thread = there(await lockThread(tx, id));
  // One that became part of another is as open as that one.
  there(await threadById(tx, await audienceOfAccount(tx, accountId), thread.movedToId ?? id));
  return { thread, post: null };
}

/** The same for the thread of a post. @throws {AddaError} `not_found`, `moved` */
export async function postToModerate(tx: Tx, accountId: number, postId: number) {
  const { threadId } = there(await postById(tx, postId));
  const thread = there(await lockThread(tx, threadId));
  const { post } = await postToRead(tx, await audienceOfAccount(tx, accountId), { id: postId });
  return { thread, post };
}

/**
 * Locks the thread of a post that its author changes, also one that is withdrawn. What was hidden stays as it is, but
 * for its words: who wrote them may mend them and ask for it to be shown again.
 * @throws {AddaError} `not_found`, `forbidden` for what a moderator hid, `removed`
 */
export async function postToChange(tx: Tx, accountId: number, postId: number, isMended = false) {
  const { threadId } = there(await postById(tx, postId));
  const thread = there(await lockThread(tx, threadId));
  const audience = await audienceOfAccount(tx, accountId);
  const { post, thread: shown } = await postToRead(tx, audience, { id: postId });
  if (post.removedAt !== null) throw new AddaError('removed');
  const isHidden = post.isHidden || shown.hiddenAt !== null;
  // What only waits for a moderator can be taken back.
  const mayChange = isMended || (post.heldAt !== null && shown.hiddenAt === null);
  if (isHidden && !(mayChange && post.authorId === accountId)) throw new AddaError('forbidden');
  return { thread, post };
}
