/**
 * Who is writing in a thread: of members who want others to see it, told to those who have it open. Nothing of it is kept.
 * Brand staff are not shown: nobody is to wait for them.
 */
import type { Adda } from '../../platform/adda.ts';
import { audienceOf } from '../../platform/audience/audience.ts';
import { AddaError } from '../../platform/errors.ts';
import { mustHaveRoom } from '../../platform/rate-limit/rate-limit.ts';
import { readersStill } from '../../platform/sessions/sessions.ts';
import type { Conn } from '../../platform/store/store.ts';
import { accountBy } from '../../people/accounts/queries.ts';
import { silencesIn } from '../../people/accounts/silence-queries.ts';
import { mutersOf } from '../../people/following/queries.ts';
import { mustNotHaveSpokenHere, postAuthorOf } from '../../brands/identity.ts';
import { mustFitPace, mustTakeMore } from '../../forum/posting/pace.ts';
import { postsOf } from '../../forum/posting/rates.ts';
import { type Thread, threadById } from '../../forum/threads/queries.ts';
import { WRITES_PER_MEMBER } from '../../rules/rate-limits.ts';
import { isStaff } from '../../rules/roles.ts';
import { whyNotPostIn } from '../../rules/thread-state.ts';
import type { Live } from './sockets.ts';
import { makeTries } from '../../platform/rate-limit/tries.ts';

/** The signal that somebody writes: the ids of the thread and of their account. */
export const WRITING = 'writing';

/** Whether a post of theirs would be taken now, asked by the rules of `addPost`. */
async function mayPostNow(conn: Conn, accountId: number, thread: Thread, isReply: boolean): Promise<boolean> {
  const now = Date.now();
  if (!thread.isStanding || whyNotPostIn(thread, isReply) !== null) return false;
  if ((await silencesIn(conn, accountId, thread.spaceId, now)).length > 0) return false;
  try {
    await mustTakeMore(conn, thread.spaceId);
    await mustFitPace(conn, thread, { id: accountId }, now);
    await mustHaveRoom(conn, await postsOf(conn, accountId, now), accountId, now);
    const author = await postAuthorOf(conn, accountId, now);
    // Admins speak for a brand where the forum is one's own.
    if (author.identity !== null) return false;
    await mustNotHaveSpokenHere(conn, thread.id, author);
    return true;
  } catch (error) {
    if (error instanceof AddaError) return false;
    throw error;
  }
}

/** Whether whoever has this page open wants to be seen to write in its thread, and may: as they are now, not as it was opened. */
async function isToBeShown({ store }: Adda, live: Live, threadId: number, isReply: boolean): Promise<boolean> {
  const conn = store.read;
  const account = await accountBy(conn, { id: live.reader.id });
  if (!account?.showsWriting || isStaff(account)) return false;
  const reader = (await readersStill(store, [live.session], Date.now())).get(live.session);
  if (reader?.id !== account.id) return false;
  const thread = await threadById(conn, audienceOf(reader), threadId);
  return thread !== null && (await mayPostNow(conn, reader.id, thread, isReply));
}

/**
 * Tells all processes that somebody writes, where they want it and may write there: once in a while of one member in one
 * thread, however many pages of theirs say it.
 * @returns what is done when a page says it
 */
export function makeNoteWriting(adda: Adda) {
  const tries = makeTries(WRITES_PER_MEMBER);
  return async (live: Live, isReply: boolean): Promise<void> => {
    const threadId = Number(live.topics.find((topic) => topic.startsWith('thread '))?.slice('thread '.length));
    const key = `${live.reader.id} ${threadId}`;
    // Counted before anything is asked, so that of many at once only one asks.
    if (!threadId || tries.take(key, Date.now()) !== null) return;
    const isShown = await isToBeShown(adda, live, threadId, isReply).catch((error) => {
      tries.giveBack(key);
      throw error;
    });
    if (isShown) await adda.store.broadcast(WRITING, [threadId, live.reader.id]);
    else tries.giveBack(key);
  };
}

/** @returns null where they are shown no longer @property mutedBy accounts that hear nothing of them */
export async function writerIn(
  adda: Adda,
  threadId: number,
  accountId: number,
): Promise<{ name: string; mutedBy: ReadonlySet<number> } | null> {
  const conn = adda.store.read;
  const account = await accountBy(conn, { id: accountId });
  if (!account?.showsWriting) return null;
  return { name: account.name, mutedBy: await mutersOf(conn, accountId, threadId) };
}
