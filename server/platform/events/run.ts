/** Doing what consumers have to do. */
import { setTimeout as sleep } from 'node:timers/promises';
import { isGivenUp, retryAfter, TASK_RETRY } from '../../rules/retry.ts';
import type { Adda } from '../adda.ts';
import type { Consumer } from './consumers.ts';
import type { Store } from '../store/store.ts';
import { claimTasks, failTask, insertTask, releaseTasks, type Task, takeTask } from './queries.ts';

/** A task is ours for so long; whoever died holding it held it no longer. */
const HOLD_MS = 60_000;
const AT_ONCE = 50;
/** On PostgreSQL transactions run beside each other; SQLite has one writer, and they queue. */
const LANES = 4;
const LONGEST_REST_MS = 50;

async function doTask(adda: Adda, task: Task, consumer: Consumer): Promise<void> {
  if (task.attempts > TASK_RETRY.tries) throw new Error('The process ended each time while this was done.');
  const startedAt = performance.now();
  const isPiece = await adda.store.write(async (tx) => {
    const event = await takeTask(tx, task);
    const doneTo = event && (await consumer.handle(tx, event, adda, task.doneTo));
    if (doneTo) await insertTask(tx, task.eventId, task.consumer, doneTo);
    return Boolean(doneTo);
  });
  // Whoever is served comes between the pieces of what is long.
  if (isPiece) await sleep(Math.min(LONGEST_REST_MS, performance.now() - startedAt));
}

async function putBack(adda: Adda, task: Task, error: unknown, now: number): Promise<void> {
  const gaveUp = isGivenUp(TASK_RETRY, task.attempts);
  const dueAt = now + retryAfter(TASK_RETRY, task.attempts, Math.random());
  adda.log.warn(
    { task: task.id, consumer: task.consumer, event: task.eventId, tries: task.attempts, err: String(error) },
    gaveUp ? 'a task was given up; an admin may try it again' : 'a task failed; it will be tried again',
  );
  await adda.store.write((tx) => failTask(tx, task, { error: String(error), dueAt, gaveUp }));
}

/** Claimed, and neither done nor put back: the database went away. Nobody else does them while they are held. */
const left = new WeakMap<Store, Task[]>();

async function releaseLeft({ store }: Adda): Promise<void> {
  const tasks = left.get(store) ?? [];
  if (tasks.length === 0) return;
  await store.write((tx) => releaseTasks(tx, tasks));
  left.delete(store);
}

/**
 * Does the tasks that are due, each in a transaction of its own.
 * @param now milliseconds, for which moment
 * @returns how many were tried; none are left when it is 0
 */
export async function runDueTasks(adda: Adda, now: number = Date.now()): Promise<number> {
  const consumers = new Map(adda.features.flatMap((feature) => feature.consumers ?? []).map((one) => [one.name, one]));
  if (consumers.size === 0) return 0;
  const claim = { now, heldUntil: now + HOLD_MS, consumers: [...consumers.keys()], limit: AT_ONCE };
  await releaseLeft(adda);
  const tasks = await adda.store.write((tx) => claimTasks(tx, claim));
  const waiting = [...tasks];
  const lane = async () => {
    for (let task = waiting.shift(); task; task = waiting.shift()) {
      const mine = task;
      await doTask(adda, mine, consumers.get(mine.consumer)!)
        .catch((error) => putBack(adda, mine, error, now))
        .catch((error: unknown) => {
          left.set(adda.store, [...(left.get(adda.store) ?? []), mine, ...waiting.splice(0)]);
          throw error;
        });
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: LANES }, lane));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  return tasks.length;
}
