import { AddaError } from '../errors.ts';
import { retryAt, type RateLimit } from '../../rules/rate-limits.ts';
import type { Conn, Tx } from '../store/store.ts';
import { oneAtATime } from '../store/transaction.ts';
import { insertTry, triesOf } from './queries.ts';

const bucketOf = ({ name }: RateLimit, key: string | number) => `${name}:${key}`;

/** Asks whether one more try fits, and counts none. @param now in ms @throws {AddaError} `too_many` with `retryAfter` in seconds */
export async function mustHaveRoom(conn: Conn, throttle: RateLimit, key: string | number, now: number): Promise<void> {
  const retry = retryAt(throttle, await triesOf(conn, bucketOf(throttle, key), throttle, now), now);
  if (retry !== null) throw new AddaError('too_many', { retryAfter: Math.ceil((retry - now) / 1000) });
}

/**
 * Counts one try, exactly, also when many come at once.
 * @returns the try's id, with which it can be taken back
 * @throws {AddaError} `too_many` with `retryAfter` in seconds
 */
export async function consume(tx: Tx, throttle: RateLimit, key: string | number): Promise<number> {
  const bucket = bucketOf(throttle, key);
  await oneAtATime(tx, bucket);
  await mustHaveRoom(tx, throttle, key, tx.now);
  return insertTry(tx, bucket);
}

/** Counts one try if there is room for it, and says whether there was. */
export async function tryConsume(tx: Tx, throttle: RateLimit, key: string | number): Promise<boolean> {
  try {
    await consume(tx, throttle, key);
    return true;
  } catch (error) {
    if (error instanceof AddaError && error.code === 'too_many') return false;
    throw error;
  }
}
