/** What silence and its end share: where somebody does not speak. */
import { invalid } from '../../../platform/errors.ts';
import { spaceBySlug } from '../../../forum/spaces/queries.ts';
import type { Tx } from '../../../platform/store/store.ts';
import type { Wanted } from '../act.ts';

/** The space that an act is for; null for the whole forum. @throws {AddaError} `invalid` for an unknown one */
export async function spaceWanted(tx: Tx, { space = '' }: Wanted): Promise<number | null> {
  if (space === '') return null;
  const found = await spaceBySlug(tx, space);
  if (!found) throw invalid({ field: 'space', fault: 'unknown_space' });
  return found.id;
}
