/** Jobs are claimed rows: one node does each, the overdue at the start, and what failed is kept and shown. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FEATURES } from '../../../server/features.ts';
import type { Adda } from '../../../server/platform/adda.ts';
import type { Job } from '../../../server/platform/feature.ts';
import { HOLD_MS, nextDue, RENEW_MS, runClaimed } from '../../../server/platform/jobs/claims.ts';
import { startJobs, whatIsDue } from '../../../server/platform/jobs/clock.ts';
import { type JobRun, jobRuns } from '../../../server/platform/jobs/queries.ts';
import { openStore } from '../../../server/platform/store/open.ts';
import { appOn } from '../../support/forum.ts';
import { eachEngine, freshDatabase } from '../../support/store.ts';

const HOUR = 3_600_000;
const START = Date.UTC(2026, 0, 1);

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** A promise that the test settles. */
function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { open, opened };
}

describe('a job’s next run', () => {
  it('is at its interval from the last start, however long it took', () => {
    expect(nextDue({ everyMs: HOUR }, 0, 1_000, false)).toBe(HOUR);
    expect(nextDue({ everyMs: HOUR }, 0, HOUR, false)).toBe(HOUR);
    expect(nextDue({ everyMs: HOUR }, 0, 2.5 * HOUR, false)).toBe(3 * HOUR);
    expect(nextDue({ everyMs: HOUR }, 50, 50, false)).toBe(HOUR + 50);
  });

  it('is sooner after a failure, where the interval is long', () => {
    expect(nextDue({ everyMs: HOUR }, 0, 1_000, true)).toBe(300_000);
    expect(nextDue({ everyMs: 60_000 }, 0, 1_000, true)).toBe(60_000);
  });
});

eachEngine('jobs', (engine) => {
  let nodes: Adda[];
  const ran: string[] = [];
  const job = (name: string, run: () => Promise<void> = async () => undefined): Job => ({
    name,
    everyMs: HOUR,
    run: async () => {
      ran.push(name);
      await run();
    },
  });
  const rowOf = async (name: string): Promise<JobRun> =>
    (await jobRuns(nodes[0]!.store.read)).find((run) => run.name === name)!;
  /** One look of one node. */
  const runDue = async (node: Adda, jobs: Job[]) => {
    const { due } = await whatIsDue(node, jobs, Date.now());
    for (const one of due) await runClaimed(node, one);
  };

  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'] });
    vi.setSystemTime(START);
    ran.length = 0;
    const url = await freshDatabase(engine);
    // Two writers of one SQLite file in one process would wait for each other.
    const first = openStore(url);
    const others = engine === 'sqlite' ? [first, first] : [openStore(url), openStore(url)];
    nodes = [first, ...others].map((store) => ({ store, log: quiet }) as unknown as Adda);
    await nodes[0]!.store.migrate();
  });
  afterEach(async () => {
    vi.useRealTimers();
    for (const store of new Set(nodes.map((node) => node.store))) await store.close();
  });

  it('that never ran, or became due while nobody was there, run at the start; others do not', async () => {
    const jobs = [job('old'), job('recent')];
    await runDue(nodes[0]!, jobs);
    expect(ran.sort()).toEqual(['old', 'recent']);
    ran.length = 0;
    vi.setSystemTime(START + HOUR / 2);
    await runDue(nodes[0]!, [...jobs, job('new')]);
    expect(ran).toEqual(['new']);
    ran.length = 0;
    vi.setSystemTime(START + HOUR);
    const { open, opened } = gate();
    const jobsOfAll = [{ name: 'all', jobs: [job('old', async () => open()), job('new')] }];
    const clock = startJobs({ ...nodes[1]!, features: jobsOfAll });
    await opened;
    await clock.stop();
    expect(ran).toEqual(['old']);
    expect(await rowOf('old')).toMatchObject({ startedAt: START + HOUR, dueAt: START + 2 * HOUR, claim: null });
  });

  it('are done by one node each, however many look at once', async () => {
    const jobs = [job('a'), job('b')];
    await whatIsDue(nodes[0]!, jobs, Date.now());
    for (let round = 1; round <= 10; round++) {
      ran.length = 0;
      const claims = await Promise.all(nodes.flatMap((node) => jobs.map((one) => runClaimed(node, one))));
      expect(claims.filter(Boolean)).toHaveLength(2);
      expect(ran.sort()).toEqual(['a', 'b']);
      vi.setSystemTime(START + round * HOUR);
    }
  });

  it('are taken over when their node is gone, not before, and what it does late changes nothing', async () => {
    const { open, opened } = gate();
    const { open: begin, opened: begun } = gate();
    await whatIsDue(nodes[0]!, [job('a')], Date.now());
    const lost = runClaimed(
      nodes[0]!,
      job('a', () => {
        begin();
        return opened;
      }),
    );
    await begun;
    // Its node renews nothing any more: as if it were dead.
    vi.clearAllTimers();
    vi.setSystemTime(START + HOLD_MS - 1);
    expect(await runClaimed(nodes[1]!, job('a'))).toBe(false);
    vi.setSystemTime(START + HOLD_MS);
    expect(await runClaimed(nodes[1]!, job('a'))).toBe(true);
    const row = await rowOf('a');
    open();
    await lost;
    expect(await rowOf('a')).toEqual(row);
    expect(row).toMatchObject({
      startedAt: START + HOLD_MS,
      finishedAt: START + HOLD_MS,
      dueAt: START + HOLD_MS + HOUR,
    });
  });

  it('that take long are held on to', async () => {
    const { open, opened } = gate();
    const { open: begin, opened: begun } = gate();
    await whatIsDue(nodes[0]!, [job('a')], Date.now());
    const running = runClaimed(
      nodes[0]!,
      job('a', () => {
        begin();
        return opened;
      }),
    );
    await begun;
    for (let passed = RENEW_MS; passed <= 4 * HOLD_MS; passed += RENEW_MS) {
      vi.advanceTimersByTime(RENEW_MS);
      // The renewal was sent; it is there after at most this many questions.
      for (let i = 0; i < 2_000 && (await rowOf('a')).heldUntil !== START + passed + HOLD_MS; i++);
      expect(await runClaimed(nodes[1]!, job('a'))).toBe(false);
    }
    open();
    expect(await running).toBe(true);
    expect(ran).toEqual(['a']);
    expect(await rowOf('a')).toMatchObject({ startedAt: START, finishedAt: START + 4 * HOLD_MS, dueAt: START + HOUR });
  });

  it('that fail keep their error until they succeed, and are tried sooner', async () => {
    const failing = job('a', async () => {
      throw new Error('the dog ate it');
    });
    await runDue(nodes[0]!, [failing]);
    expect(await rowOf('a')).toMatchObject({
      lastError: 'Error: the dog ate it',
      dueAt: START + 300_000,
      heldUntil: null,
    });
    const { get, app } = await appOn(nodes[0]!.store);
    const ready = await get('/readyz');
    expect([ready.status, ready.json().jobs]).toEqual([
      200,
      [
        {
          name: 'a',
          started: '2026-01-01T00:00:00.000Z',
          finished: '2026-01-01T00:00:00.000Z',
          due: '2026-01-01T00:05:00.000Z',
          setUp: true,
          failed: true,
        },
      ],
    ]);
    expect(ready.text).not.toContain('dog');
    await app.close();
    vi.setSystemTime(START + 300_000);
    await runDue(nodes[1]!, [job('a')]);
    expect(await rowOf('a')).toMatchObject({ lastError: null, dueAt: START + 300_000 + HOUR });
  });

  it('write nothing while none is due', async () => {
    const jobs = [job('a'), job('b')];
    await runDue(nodes[0]!, jobs);
    const write = vi.spyOn(nodes[1]!.store, 'write');
    vi.setSystemTime(START + HOUR - 1);
    expect(await whatIsDue(nodes[1]!, jobs, Date.now())).toEqual({ due: [], nextAt: START + HOUR });
    expect(write).not.toHaveBeenCalled();
    vi.setSystemTime(START + HOUR);
    await runDue(nodes[1]!, jobs);
    expect(write).toHaveBeenCalled();
  });
});

describe('the list of jobs', () => {
  it('names each once', () => {
    const all = FEATURES.flatMap(({ jobs = [] }) => jobs);
    expect(all.length).toBeGreaterThan(5);
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
  });
});
