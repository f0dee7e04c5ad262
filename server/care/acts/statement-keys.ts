/** What opens a statement without an account: the secret of the first letter about it, or what we signed in a later one. */
import type { Adda } from '../../platform/adda.ts';
import { hashSecret } from '../../platform/secrets.ts';
import { verified } from '../../platform/site/signing.ts';
import type { ActRow } from './queries.ts';

/** For what it is signed. */
export const STATEMENT = 'statement';

export async function opensStatement(adda: Adda, act: Pick<ActRow, 'id' | 'keyHash'>, key: string): Promise<boolean> {
  if (key === '') return false;
  return hashSecret(key) === act.keyHash || (await verified(adda, STATEMENT, key)) === String(act.id);
}
