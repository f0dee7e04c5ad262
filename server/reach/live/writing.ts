/**
 * Who is writing in a thread: of members who want others to see it, told to those who have it open. Nothing of it is kept.
 * Brand staff are not shown: nobody is to wait for them.
 */
import type { Adda } from '../../platform/adda.ts';
import { accountBy } from '../../people/accounts/queries.ts';
import { silencesIn } from '../../people/accounts/silence-queries.ts';
import { mutersOf } from '../../people/following/queries.ts';
import { threadById } from '../../forum/threads/queries.ts';
import { isStaff } from '../../rules/roles.ts';
import type { Live } from './sockets.ts';

/** The signal that somebody writes: the ids of the thread and of their account. */
export const WRITING = 'writing';

/** Tells all processes of it, where whoever writes wants it and may write there. */
export async function noteWriting(adda: Adda, { topics, reader, audience }: Live): Promise<void> {
  const threadId = Number(topics.find((topic) => topic.startsWith('thread '))?.slice('thread '.length));
  const conn = adda.store.read;
  const account = threadId ? await accountBy(conn, { id: reader.id }) : null;
  if (!account?.showsWriting || isStaff(account)) return;
  const thread = await threadById(conn, audience, threadId);
  if (!thread?.isStanding || thread.lockedAt !== null) return;
  if ((await silencesIn(conn, reader.id, thread.spaceId, Date.now())).length > 0) return;
  await adda.store.broadcast(WRITING, [threadId, reader.id]);
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
