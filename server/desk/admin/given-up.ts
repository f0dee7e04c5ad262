/** What was tried too often and waits for an admin: tasks of consumers, and letters. */
import type { Adda } from '../../platform/adda.ts';
import { AddaError } from '../../platform/errors.ts';
import { countGivenUp, givenUpTasks, retryTask } from '../../platform/events/queries.ts';
import { EVENTS } from '../../platform/events/raise.ts';
import { countGivenUpMail, givenUpMail, retryMail } from '../../platform/mail/queries.ts';
import type { Conn } from '../../platform/store/store.ts';
import { withoutAddresses } from '../../rules/addresses.ts';
import { type Actor, whyNotAdminister } from '../../rules/roles.ts';

const SHOWN = 100;

export async function allGivenUp(conn: Conn) {
  const letters = (await givenUpMail(conn, SHOWN)).map((one) => ({
    ...one,
    error: one.error && withoutAddresses(one.error),
  }));
  return { tasks: await givenUpTasks(conn, SHOWN), letters };
}

export type GivenUp = Awaited<ReturnType<typeof allGivenUp>>;

export async function countAllGivenUp(conn: Conn): Promise<number> {
  return (await countGivenUp(conn)) + (await countGivenUpMail(conn));
}

/** Begins a given-up task or letter anew. @throws {AddaError} `forbidden`, `not_found` */
export async function tryAgain(adda: Adda, actor: Actor, what: 'tasks' | 'letters', id: number): Promise<void> {
  const no = whyNotAdminister(actor);
  if (no) throw new AddaError(no);
  await adda.store.write(async (tx) => {
    const isThere = what === 'tasks' ? await retryTask(tx, id) : await retryMail(tx, id);
    if (!isThere) throw new AddaError('not_found');
    if (what === 'tasks') await adda.store.signal(tx, EVENTS);
  });
}
