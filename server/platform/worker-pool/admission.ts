/** How much may be inside at once, running or waiting: who comes later is asked to try again, at once. */
import { AddaError } from '../errors.ts';

const AGAIN_AFTER_S = 5;

/** Runs work, or refuses it. */
export type Admission = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * @param most so many run and wait together
 * @param isGivenUp whether an error of the work means that its time, or its memory, ran out
 * @returns what runs each work. @throws {AddaError} `busy` when too many are inside, or the work was given up
 */
export function admission(most: number, isGivenUp: (error: unknown) => boolean): Admission {
  let inside = 0;
  return async (work) => {
    if (inside >= most) throw new AddaError('busy', { retryAfter: AGAIN_AFTER_S });
    inside += 1;
    try {
      return await work();
    } catch (error) {
      throw isGivenUp(error) ? new AddaError('busy', { retryAfter: AGAIN_AFTER_S }) : error;
    } finally {
      inside -= 1;
    }
  };
}
