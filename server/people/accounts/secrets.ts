/** Passwords and random secrets. Only hashes of either are stored. */
import { hash, verify } from '@node-rs/argon2';
import pLimit from 'p-limit';
import { AddaError } from '../../platform/errors.ts';
import { randomSecret } from '../../platform/secrets.ts';

/** OWASP's second choice for argon2id: 19 MiB, two passes, one lane. */
const ARGON2 = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** So many are reckoned at once, and so many wait at most: whoever comes later is asked to come again. */
const AT_ONCE = 2;
const WAITING = 32;
const AGAIN_AFTER_S = 5;
const gate = pLimit(AT_ONCE);

/** @throws {AddaError} `busy` when too many wait */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (gate.activeCount + gate.pendingCount >= AT_ONCE + WAITING)
    throw new AddaError('busy', { retryAfter: AGAIN_AFTER_S });
  return gate(work);
}

/** A hash of no password, so that an unknown account takes as long to refuse as a known one. */
let nobody: Promise<string> | undefined;

/** @throws {AddaError} `busy` */
export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(password.normalize('NFKC'), ARGON2));
}

/**
 * Always does the whole work of one verification, also when there is no account or no password.
 * @throws {AddaError} `busy`
 */
export async function passwordFits(stored: string | null | undefined, password: string): Promise<boolean> {
  nobody ??= hash(randomSecret(), ARGON2);
  const known = stored ?? (await nobody);
  const fits = await inTurn(() => verify(known, password.normalize('NFKC')));
  return fits && Boolean(stored);
}
