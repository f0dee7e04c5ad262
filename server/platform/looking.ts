/** Words that cannot wait for a moderator as a post does: a line about oneself, a space or a title that is proposed. */
import type { Adda } from './adda.ts';
import type { SeenLines } from './feature.ts';
import type { Tx } from './store/store.ts';

/** @throws {AddaError} `invalid`, with what is not taken beside each field */
export async function mustBeTaken(adda: Adda, tx: Tx, seen: SeenLines): Promise<void> {
  for (const { looksAtLines } of adda.features) await looksAtLines?.(tx, seen);
}
