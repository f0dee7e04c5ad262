/** Passwords and random secrets. Only hashes of either are stored. */
import { hash, verify } from '@node-rs/argon2';
import { randomSecret } from '../../platform/secrets.ts';

/** OWASP's second choice for argon2id: 19 MiB, two passes, one lane. */
const ARGON2 = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** A hash of no password, so that an unknown account takes as long to refuse as a known one. */
let nobody: Promise<string> | undefined;

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), ARGON2);
}

/** Always does the whole work of one verification, also when there is no account or no password. */
export async function passwordFits(stored: string | null | undefined, password: string): Promise<boolean> {
  nobody ??= hashPassword(randomSecret());
  const fits = await verify(stored ?? (await nobody), password.normalize('NFKC'));
  return fits && Boolean(stored);
}
