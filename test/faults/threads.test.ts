/** Threads of the pool that end in the middle of what they do. */
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { makeWorkerPool } from '../../server/platform/worker-pool/pool.ts';
import { makeForum } from '../support/forum.ts';
import { ask } from '../support/talk.ts';

const file = path.resolve('test/support/dying-thread.ts');
const MEMORY_MB = 48;
const LONG_MS = 120_000;

type Pool = ReturnType<typeof makeWorkerPool>;
const pools: Pool[] = [];
function dyingPool(limits: Parameters<typeof makeWorkerPool>[0] = {}): Pool {
  const pool = makeWorkerPool({ file, memoryMb: MEMORY_MB, timeoutMs: LONG_MS, ...limits });
  pools.push(pool);
  return pool;
}
afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.close()));
});

const draw = (pool: Pool, markdown: string) => pool.run('draw', { markdown });

describe('a thread that ends in the middle of a task', () => {
  it.for([
    ['exits', 'please exit', 'worker exited with code: 3'],
    ['fails where nobody catches it', 'please fail', 'nobody catches this'],
    ['runs out of memory', 'please eat', 'busy'],
  ] as const)(
    'because it %s: the task is told so, and those who wait and who come then are served',
    async ([, words, why]) => {
      const pool = dyingPool();
      // More than there are threads: nothing but another thread can do the last ones.
      const all = [words, words, words, 'one', 'two'].map((text) => draw(pool, text));
      const ended = await Promise.allSettled(all);
      expect(ended.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected', 'fulfilled', 'fulfilled']);
      for (const one of ended.slice(0, 3)) expect(String((one as PromiseRejectedResult).reason)).toContain(why);
      expect((await draw(pool, '**three**')).html).toContain('<strong>three</strong>');
    },
  );

  it('because its time is over: those who come then are served', async () => {
    const pool = dyingPool({ timeoutMs: 1_000, startMs: LONG_MS });
    expect((await draw(pool, 'one')).text).toBe('one');
    const slow = [draw(pool, 'please wait'), draw(pool, 'please wait')].map((one) => one.catch((error) => error.code));
    expect(await Promise.all(slow)).toEqual(['busy', 'busy']);
    const drawn = () =>
      draw(pool, 'two').then(
        ({ text }) => text,
        () => 'not yet',
      );
    await expect.poll(drawn).toBe('two');
  });
});

describe('a post whose thread ends', () => {
  const long = 'A long text, drawn in a thread. '.repeat(100);

  it.for([
    ['please exit', 500],
    ['please fail', 500],
    ['please eat', 503],
  ] as const)('because of %s comes back with all its words, and the next one is posted', async ([words, status]) => {
    const forum = await makeForum('sqlite');
    const rina = await forum.member('Rina');
    const thread = await ask(forum, rina, { title: 'Which thread is it?' });
    forum.adda.workerPool = dyingPool();
    const refused = await forum.post(`/t/${thread.id}/posts`, { body: `${long}${words}` }, rina);
    expect(refused.status).toBe(status);
    expect(refused.text).toContain(words);
    expect(refused.text).toContain('<textarea');
    expect((await forum.api('POST', `/threads/${thread.id}/posts`, { body: `${long}${words}` }, rina)).status).toBe(
      status,
    );
    expect((await forum.post(`/t/${thread.id}/posts`, { body: `${long}well` }, rina)).status).toBe(303);
    expect((await forum.get(thread.url)).text).not.toContain(words);
  });
});
