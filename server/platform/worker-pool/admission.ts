/** How much may be inside at once, running or waiting: who comes later is asked to try again, at once. */
import { AddaError, type ErrorCode } from '../errors.ts';

const AGAIN_AFTER_S = 5;

/** Runs work, or refuses it. */
export type Admission = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * @param most so many run and wait together
 * @param isGivenUp whether an error of the work means that its time, or its memory, ran out
 * @param givenUpAs what is thrown then
 * @returns what runs each work. @throws {AddaError} `busy` when too many are inside; `givenUpAs`
 */
export function admission(
  most: number,
  isGivenUp: (error: unknown) => boolean,
  givenUpAs: ErrorCode = 'busy',
): Admission {
  let inside = 0;
  return async (work) => {
    if (inside >= most) throw new AddaError('busy', { retryAfter: AGAIN_AFTER_S });
    inside += 1;
    try {
      return await work();
    } catch (error) {
      if (!isGivenUp(error)) throw error;
      throw new AddaError(givenUpAs, givenUpAs === 'busy' ? { retryAfter: AGAIN_AFTER_S } : {});
    } finally {
      inside -= 1;
    }
  };
}
