/**
 * A consumer that fails at random, and counts what it did in a table without any key: whatever is done twice is seen.
 * Run as a process of its own (`node faulty-consumer.ts DATABASE_URL SKEW_MS`) it does tasks until it is killed.
 */
import { tmpdir } from 'node:os';
import { openStore } from '../../server/platform/store/open.ts';
import type { Adda } from '../../server/platform/adda.ts';
import { type Consumer, makeAdda } from '../../server/platform/events/consumers.ts';
import { runDueTasks } from '../../server/platform/events/run.ts';
import type { Store } from '../../server/platform/store/store.ts';

const FAILS = 0.15;

export const faulty: Consumer = {
  name: 'faulty',
  kinds: ['mark.set', 'post.edited', 'invitation.declined'],
  async handle(tx, { id }) {
    await tx.raw(`insert into done_by_faulty (event_id) values (${id})`);
    // After its effect, so that a rollback has something to take back.
    if (Math.random() < FAILS) throw new Error('at random');
  },
};

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

export function withFaulty(store: Store): Adda {
  return makeAdda({
    config: { dataFolder: tmpdir() } as never,
    store,
    log: quiet,
    features: [{ name: 'faulty', consumers: [faulty] }],
  });
}

if (import.meta.filename === process.argv[1]) {
  const [url, skew] = process.argv.slice(2);
  const adda = withFaulty(openStore(url!));
  for (;;) {
    const done = await runDueTasks(adda, Date.now() + Number(skew));
    process.stdout.write(`${done}\n`);
  }
}
