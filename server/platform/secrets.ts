/** Random secrets. Only their hashes are stored. */
import { createHash, randomBytes, randomInt } from 'node:crypto';

/** 256 random bits, for sessions, links and API tokens. */
export function randomSecret(): string {
  return randomBytes(32).toString('base64url');
}

export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}

export const CODE_LETTERS = 'ABCDEFGHJKMNPQRSTVWXYZ23456789';

/** Three groups of four letters that cannot be mistaken for one another: 58 bits. */
export function randomCode(): string {
  const letters = Array.from({ length: 12 }, () => CODE_LETTERS[randomInt(CODE_LETTERS.length)]);
  return [0, 4, 8].map((from) => letters.slice(from, from + 4).join('')).join('-');
}
