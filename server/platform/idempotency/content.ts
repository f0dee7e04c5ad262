/** What a request said, as a hash that is the same for the same content. */
import { createHash } from 'node:crypto';
import { AddaError } from '../errors.ts';

/** No form and no call of the API is nested so deep; the size is bounded by what the server takes at all. */
const MAX_DEPTH = 32;

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest('base64url');

/** JSON in which the order of keys says nothing, and what is undefined is not there. */
function canonical(value: unknown, depth = 0): string {
  if (depth > MAX_DEPTH) throw new AddaError('malformed');
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item, depth + 1)).join()}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  const parts = entries
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, item]) => `${JSON.stringify(key)}:${canonical(item, depth + 1)}`);
  return `{${parts.join()}}`;
}

/** @throws {AddaError} `malformed` for what is nested deeper than anything that is asked for */
export const contentHash = (content: unknown): string => sha256(canonical(content));

/** What a form says: not which sending of it this is, nor what was kept of it meanwhile. */
export function saidIn(fields: Record<string, unknown>): object {
  const { idempotencyKey: _key, draftAt: _at, ...said } = fields;
  return said;
}

/** Files say by their bytes what they are, which are added as they come. */
export function fileHasher() {
  const hash = createHash('sha256');
  return {
    add: (bytes: Buffer) => void hash.update(bytes),
    value: () => hash.digest('base64url'),
  };
}
