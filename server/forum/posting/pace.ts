/** How fast posts may come into a thread: asked by whoever posts, and before somebody is shown to write there. */
import { actorOf } from '../../people/accounts/office-queries.ts';
import { AddaError } from '../../platform/errors.ts';
import type { Conn } from '../../platform/store/store.ts';
import { isTransaction, withOthers } from '../../platform/store/transaction.ts';
import { whyNotAddTo } from '../../rules/memberships.ts';
import { slowWait } from '../../rules/moderation.ts';
import { type Actor, whyNotModerate } from '../../rules/roles.ts';
import { intoSpace, paceOf } from '../spaces/queries.ts';
import { lastPostBy } from '../threads/post-queries.ts';

type Paced = { id: number; spaceId: number; slowMinutes: number };

/** An archived space takes nothing; within a transaction it is so until that has landed. @throws {AddaError} `archived` */
export async function mustTakeMore(conn: Conn, spaceId: number): Promise<void> {
  const passed = isTransaction(conn) && withOthers(conn, intoSpace(spaceId));
  const [pace] = await Promise.all([paceOf(conn, spaceId), passed]);
  const no = whyNotAddTo(pace);
  if (no) throw new AddaError(no);
}

/** In slow mode one waits, but for those who keep the peace. @throws {AddaError} `slow_mode` */
export async function mustFitPace(
  conn: Conn,
  thread: Paced,
  actor: Pick<NonNullable<Actor>, 'id' | 'scope'>,
  now: number,
): Promise<void> {
  const pace = await paceOf(conn, thread.spaceId);
  const minutes = Math.max(thread.slowMinutes, pace.slowMinutes);
  if (minutes === 0 || whyNotModerate(await actorOf(conn, actor), thread.spaceId) === null) return;
  const wait = slowWait(minutes, await lastPostBy(conn, thread.id, actor.id), now);
  if (wait > 0) throw new AddaError('slow_mode', { retryAfter: wait });
}
