/** Whoever does something after events fails at random and is killed: each task is done once, and none is lost. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { expect, it } from 'vitest';
import type { AddaEvent } from '../../server/platform/events/kinds.ts';
import { givenUpTasks, retryTask } from '../../server/platform/events/queries.ts';
import { raise } from '../../server/platform/events/raise.ts';
import { runDueTasks } from '../../server/platform/events/run.ts';
import { openStore } from '../../server/platform/store/open.ts';
import type { Store } from '../../server/platform/store/store.ts';
import { faulty, withFaulty } from '../support/faulty-consumer.ts';
import { isLong } from '../support/long.ts';
import { ROOT } from '../support/sources.ts';
import { eachEngine, freshDatabase } from '../support/store.ts';

const ACTS = isLong ? 10_000 : 2_500;
const IN_ONE = 50;
const KILLS = isLong ? 6 : 3;
/** Longer than any task is held, and than any failed one waits. */
const LONG = 3_600_000;

const on = { threadId: 1, spaceId: 1, postId: 1, number: 1 };
const RANDOM: readonly AddaEvent[] = [
  { kind: 'mark.set', actorId: 1, ...on, mark: 'helpful' },
  { kind: 'mark.taken_back', actorId: 1, ...on, mark: 'helpful' },
  { kind: 'post.edited', actorId: 1, ...on, revision: 2 },
  { kind: 'invitation.declined', actorId: 1, invitationId: 1 },
  { kind: 'account.changed', actorId: 1, accountId: 1 },
];
const isWanted = ({ kind }: AddaEvent) => (faulty.kinds as readonly string[]).includes(kind);

/** Raises in one transaction. @returns the ids of what landed and is wanted */
async function act(store: Store, count: number, isRolledBack: boolean): Promise<number[]> {
  const ids: number[] = [];
  const acting = store.write(async (tx) => {
    for (let i = 0; i < count; i++) {
      const event = RANDOM[Math.floor(Math.random() * RANDOM.length)]!;
      const id = await raise(tx, event);
      if (isWanted(event)) ids.push(id);
    }
    if (isRolledBack) throw new Error('rolled back');
  });
  if (!isRolledBack) return acting.then(() => ids);
  await expect(acting).rejects.toThrow('rolled back');
  return [];
}

/** Lets the consumer's process work until it says that it did something, and kills it in the middle of the next part. */
async function killOnce(url: string, skew: number): Promise<void> {
  const file = path.join(ROOT, 'test/support/faulty-consumer.ts');
  const child = spawn(process.execPath, [file, url, String(skew)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const gone = once(child, 'exit');
  await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await gone;
}

async function drain(store: Store): Promise<void> {
  const adda = withFaulty(store);
  for (let now = Date.now() + KILLS * LONG; ; now += LONG) {
    while ((await runDueTasks(adda, now)) > 0);
    if ((await store.read.q.select({ id: store.read.t.tasks.id }).from(store.read.t.tasks)).length === 0) return;
  }
}

const doneIn = async (store: Store) =>
  (await store.read.raw<{ event_id: number }>('select event_id from done_by_faulty order by event_id')).map(
    (row) => row.event_id,
  );

async function prepared(engine: Parameters<typeof freshDatabase>[0]): Promise<{ url: string; store: Store }> {
  const url = await freshDatabase(engine);
  const store = openStore(url);
  await store.migrate();
  await store.write((tx) => tx.raw('create table done_by_faulty (event_id integer not null)'));
  withFaulty(store);
  return { url, store };
}

eachEngine('tasks', (engine) => {
  it(`of ${ACTS} random acts are each done once, though the consumer fails and is killed ${KILLS} times`, async () => {
    const { url, store } = await prepared(engine);
    const wanted: number[] = [];
    const parts = ACTS / IN_ONE;
    let rolledBack = 0;
    const acting = (async () => {
      for (let part = 0; part < parts; part++) {
        const isRolledBack = part % 7 === 3;
        if (isRolledBack) rolledBack += IN_ONE;
        wanted.push(...(await act(store, IN_ONE, isRolledBack)));
      }
    })();
    for (let kill = 0; kill < KILLS; kill++) await killOnce(url, kill * LONG);
    await acting;
    await drain(store);
    const done = await doneIn(store);
    expect(done).toEqual(wanted.sort((a, b) => a - b));
    expect(rolledBack).toBeGreaterThan(ACTS / 10);
    console.log(
      `${engine}: ${ACTS} acts (${rolledBack} rolled back), ${done.length} tasks, each done once; ${KILLS} kills`,
    );
    await store.close();
  });

  it('of a transaction that raised first and landed last are not passed over', async () => {
    const { store } = await prepared(engine);
    const adda = withFaulty(store);
    let land = () => {};
    let hasRaised = () => {};
    const raised = new Promise<void>((resolve) => (hasRaised = resolve));
    const held = new Promise<void>((resolve) => (land = resolve));
    const early = store.write(async (tx) => {
      const id = await raise(tx, RANDOM[0]!);
      hasRaised();
      await held;
      return id;
    });
    await raised;
    // SQLite has one writer: the others wait for it, and no one can land before.
    if (engine === 'sqlite') land();
    const later = await act(store, 20, false);
    while ((await runDueTasks(adda, Date.now() + LONG)) > 0);
    land();
    const id = await early;
    await drain(store);
    expect(later.every((other) => other > id)).toBe(true);
    expect(await doneIn(store)).toEqual([id, ...later]);
    await store.close();
  });

  it('are given up after twelve tries, stay with their error, and can be begun anew', async () => {
    const { store } = await prepared(engine);
    const failing = { ...faulty, handle: async () => Promise.reject(new Error('never')) };
    const adda = { ...withFaulty(store), features: [{ name: 'faulty', consumers: [failing] }] };
    await store.write((tx) => raise(tx, RANDOM[0]!));
    let tries = 0;
    for (let now = Date.now(); ; now += LONG) {
      const tried = await runDueTasks(adda, now + LONG);
      if (tried === 0) break;
      tries += tried;
    }
    expect(tries).toBe(12);
    const [task] = await store.read.q.select().from(store.read.t.tasks);
    expect(task).toMatchObject({ attempts: 12, lastError: 'Error: never', heldUntil: null });
    expect(task!.gaveUpAt).not.toBeNull();
    expect((await givenUpTasks(store.read, 10)).map(({ kind, tries: tried }) => [kind, tried])).toEqual([
      ['mark.set', 12],
    ]);
    expect(await store.write((tx) => retryTask(tx, task!.id))).toBe(true);
    await drain(store);
    expect(await doneIn(store)).toEqual([task!.eventId]);
    await store.close();
  });
});
