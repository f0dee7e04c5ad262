import { expect, it, vi } from 'vitest';
import { makeTries } from '../../../server/platform/rate-limit/tries.ts';
import { makeWorklist } from '../../../server/reach/live/worklist.ts';

const nobody = { giveUp: () => undefined, againAfterMs: 1 };

it('what comes at the moment in which the last is done is done, too', async () => {
  const done: number[] = [];
  let finish = () => {};
  const list = makeWorklist((ids) => {
    done.push(...ids);
    return new Promise((resolve) => (finish = () => resolve([])));
  }, nobody);
  list.add([1]);
  // In each of the turns that follow its end one more comes.
  finish();
  for (let id = 2; id < 12; id++) {
    list.add([id]);
    await Promise.resolve();
  }
  await expect.poll(() => (finish(), done.toSorted((a, b) => a - b))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
});

it('what fails is tried again, and takes nothing else with it', async () => {
  let failures = 2;
  const done: number[] = [];
  const list = makeWorklist(async (ids) => {
    const failed = ids.includes(2) && failures-- > 0 ? [2] : [];
    done.push(...ids.filter((id) => !failed.includes(id)));
    return failed;
  }, nobody);
  list.add([1, 2, 3]);
  await expect.poll(() => done).toEqual([1, 3, 2]);
});

it('where the whole work fails, all of it is tried again', async () => {
  const work = vi.fn<() => Promise<number[]>>().mockRejectedValueOnce(new Error('No database')).mockResolvedValue([]);
  makeWorklist(work, nobody).add([1, 2]);
  await expect.poll(() => work.mock.calls).toEqual([[[1, 2]], [[1, 2]]]);
});

it('what fails again and again is given up, and said', async () => {
  const lost: number[] = [];
  const work = vi.fn<(ids: readonly number[]) => Promise<readonly number[]>>((ids) => Promise.resolve(ids));
  makeWorklist(work, { giveUp: (ids) => lost.push(...ids), againAfterMs: 1 }).add([7]);
  await expect.poll(() => lost).toEqual([7]);
  expect(work).toHaveBeenCalledTimes(4);
});

it('what is stopped tries nothing again', async () => {
  const work = vi.fn<(ids: readonly number[]) => Promise<readonly number[]>>((ids) => Promise.resolve(ids));
  const list = makeWorklist(work, { giveUp: () => undefined, againAfterMs: 60_000 });
  list.add([7]);
  await list.stop();
  expect(work).toHaveBeenCalledTimes(1);
});

it('tries fit again once their window is over, and are kept of some thousands at most', () => {
  const tries = makeTries({ name: 'x', max: 2, windowMs: 1_000 });
  expect([tries.take('a', 0), tries.take('a', 10), tries.take('a', 20), tries.take('b', 20)]).toEqual([
    ...[null, null, 1_000, null],
  ]);
  expect(tries.take('a', 1_000)).toBe(null);
  tries.giveBack('a');
  expect(tries.take('a', 1_001)).toBe(null);
  for (let i = 0; i < 20_000; i++) tries.take(`of ${i}`, 2_000);
  expect(tries.size()).toBe(10_000);
});
