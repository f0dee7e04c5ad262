import { AddaError } from '../errors.ts';
import { retryAt, type RateLimit } from '../../rules/rate-limits.ts';
import type { Tx } from '../store/store.ts';
import { oneAtATime } from '../store/transaction.ts';
import { insertTry, triesOf } from './queries.ts';

/** An IPv4 address, or the /64 network of an IPv6 one: what one customer of a provider has. */
export function networkOf(address: string): string {
  if (!address.includes(':')) return address;
  if (address.startsWith('::ffff:')) return address.slice(7);
  const [head = '', tail] = address.split('::');
  const groups = head.split(':').filter(Boolean);
  if (tail !== undefined) {
    const rest = tail.split(':').filter(Boolean);
    while (groups.length + rest.length < 8) groups.push('0');
    groups.push(...rest);
  }
  return `${groups.slice(0, 4).join(':')}::/64`;
}

/**
 * Counts one try, exactly, also when many come at once.
 * @throws {AddaError} `too_many` with `retryAfter` in seconds
 */
export async function consume(tx: Tx, throttle: RateLimit, key: string | number): Promise<void> {
  const bucket = `${throttle.name}:${key}`;
  await oneAtATime(tx, bucket);
  const retry = retryAt(throttle, await triesOf(tx, bucket, throttle), tx.now);
  if (retry !== null) throw new AddaError('too_many', { retryAfter: Math.ceil((retry - tx.now) / 1000) });
  await insertTry(tx, bucket);
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
