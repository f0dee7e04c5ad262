/** Values that were saved meanwhile are not written over. */
import { isOverwriting, seenOf, type SeenValues } from '../rules/seen-values.ts';
import { AddaError } from './errors.ts';

/**
 * To be asked in the transaction that saves, behind its lock.
 * @param was what the form says of the values that it showed @throws {AddaError} `stale_values` with those that are there now
 */
export function mustBeSeen(was: string | undefined, now: SeenValues, next: SeenValues): void {
  if (isOverwriting(was, now, next)) throw new AddaError('stale_values', { data: { ...now, was: seenOf(now) } });
}
