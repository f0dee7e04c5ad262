/** Work in many parts beside those who are served: one part at a time, and after each as long a rest as it took. */
import { setTimeout as sleep } from 'node:timers/promises';

/** Runs one part. It takes a few milliseconds: whoever is served waits for it. */
export type Pace = <T>(part: () => Promise<T>) => Promise<T>;

/** Where nobody is served beside it. */
export const atOnce: Pace = (part) => part();

/** However long a part took, by waiting for others most of it. */
const LONGEST_REST_MS = 100;

/** A pace that all who have it share: their parts never run together. */
export function makePace(): Pace {
  let turn: Promise<unknown> = Promise.resolve();
  return <T>(part: () => Promise<T>): Promise<T> => {
    const run = turn.then(async () => {
      const begun = performance.now();
      try {
        return { result: await part(), took: performance.now() - begun };
      } catch (error) {
        return { error, took: performance.now() - begun };
      }
    });
    turn = run.then(({ took }) => sleep(Math.min(took, LONGEST_REST_MS)));
    return run.then((done) => {
      if ('error' in done) throw done.error;
      return done.result;
    });
  };
}

/** The one of this process, for jobs that go through everything. */
export const besideOthers: Pace = makePace();
