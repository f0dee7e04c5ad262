import { expect, it } from 'vitest';
import { makePace } from '../../../server/platform/jobs/pace.ts';

it('work beside others runs one part at a time, in order, whatever becomes of one', async () => {
  const pace = makePace();
  const log: string[] = [];
  const part = (name: string) => () =>
    new Promise<string>((resolve) => {
      log.push(`${name} begins`);
      setImmediate(() => {
        log.push(`${name} ends`);
        resolve(name);
      });
    });
  const failing = pace(() => Promise.reject(new Error('no')));
  const done = await Promise.allSettled([pace(part('a')), failing, pace(part('b'))]);
  expect(done.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
});
