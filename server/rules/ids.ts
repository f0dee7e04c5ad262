/** Numbers by which things are known: what the databases take. */

export const MAX_ID = 2_147_483_647;

/** What was given as an id, or null when it cannot be one. */
export function readId(given: unknown): number | null {
  const id = typeof given === 'string' && !/^\d{1,10}$/.test(given.trim()) ? NaN : Number(given);
  return Number.isInteger(id) && id >= 1 && id <= MAX_ID ? id : null;
}
