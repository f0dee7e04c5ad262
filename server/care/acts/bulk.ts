/** One act on many posts: each in a transaction of its own, what is refused said beside it. */
import type { Adda } from '../../platform/adda.ts';
import { AddaError, type ErrorCode, invalid } from '../../platform/errors.ts';
import { besideOthers } from '../../platform/jobs/pace.ts';
import { ACTED_ON_AT_ONCE, actRule } from '../../rules/moderation.ts';
import type { Actor } from '../../rules/roles.ts';
import type { ActTarget, ActVerb } from '../../../shared/words.ts';
import { knownAmong } from './choosing-queries.ts';
import { type ActInput, doAct } from './run.ts';

export type Outcome = { id: number; code: ErrorCode | null; error: AddaError | null };

/**
 * @throws {AddaError} `not_found` for an unknown act, `invalid` for none or too many; what an act refuses stands in its outcome
 */
export async function doActs(
  adda: Adda,
  actor: Actor,
  { target, verb, ids }: { target: ActTarget; verb: ActVerb; ids: number[] },
  input: ActInput,
): Promise<Outcome[]> {
  if (!actRule(target, verb)) throw new AddaError('not_found');
  const each = [...new Set(ids)];
  if (each.length === 0) throw invalid({ field: 'posts', fault: 'required' });
  if (each.length > ACTED_ON_AT_ONCE)
    throw invalid({ field: 'posts', fault: 'too_many', limit: ACTED_ON_AT_ONCE, length: each.length });
  const known = await knownAmong(adda.store.read, target, each);
  const outcomes: Outcome[] = [];
  for (const id of each) {
    try {
      if (!known.has(id)) throw new AddaError(actor ? 'not_found' : 'not_signed_in');
      await besideOthers(() => doAct(adda, actor, { target, verb, id }, input));
      outcomes.push({ id, code: null, error: null });
    } catch (error) {
      if (!(error instanceof AddaError)) throw error;
      // What is wrong with reason or note is wrong for all of them, but for what repeats one of them.
      const isOfOne = error.details.faults?.some(({ fault }) => fault === 'repeats_removed') ?? false;
      if ((error.code === 'invalid' && !isOfOne) || error.code === 'not_signed_in' || error.code === 'token_scope')
        throw error;
      outcomes.push({ id, code: error.code, error });
    }
  }
  return outcomes;
}
