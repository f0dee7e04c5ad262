/** Saying what happened. Every action that changes what others see, or that others may care about, ends here. */
import { touchSite } from '../site/queries.ts';
import type { Tx } from '../store/store.ts';
import { consumersOf } from './consumers.ts';
import { type AddaEvent, shownBy } from './kinds.ts';
import { insertEvent, insertTask, touchSpace } from './queries.ts';

/** The signal that something happened: the ids of the events. */
export const EVENTS = 'events';

/**
 * Stores an event with a task for each consumer that wants it, and moves the versions that finished pages go by: all of it
 * lands with the transaction, or nothing. (An account's version moves with its row.)
 * @returns the event's id
 */
export async function raise(tx: Tx, event: AddaEvent): Promise<number> {
  const id = await insertEvent(tx, event);
  for (const consumer of consumersOf(tx.store, event)) await insertTask(tx, id, consumer);
  await tx.store.signal(tx, EVENTS, [id]);
  const { spaceIds, everywhere } = shownBy(event);
  for (const spaceId of spaceIds) touchSpace(tx, spaceId);
  if (everywhere) await touchSite(tx);
  return id;
}
