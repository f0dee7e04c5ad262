/** Taking an act back: its opposite is done, with what it needs to bring back what was. */
import type { Adda } from '../../platform/adda.ts';
import { AddaError } from '../../platform/errors.ts';
import type { Tx } from '../../platform/store/store.ts';
import { actRule } from '../../rules/moderation.ts';
import type { Actor } from '../../rules/roles.ts';
import { findAct, wantedBack } from './all.ts';
import { type ActRow, actById } from './queries.ts';
import { type Acted, actIn, type ActInput } from './run.ts';

/** Whether there is something that takes this act back. */
export const canBeUndone = (act: ActRow): boolean =>
  act.undoneById === null && Boolean(actRule(act.target, act.verb)?.opposite);

export async function undoIn(
  adda: Adda,
  tx: Tx,
  actor: NonNullable<Actor>,
  act: ActRow,
  input: Pick<ActInput, 'reason' | 'note'>,
): Promise<Acted> {
  const opposite = actRule(act.target, act.verb)?.opposite;
  const done = findAct(act.target, act.verb);
  if (!opposite || !done || act.undoneById !== null) throw new AddaError('no_change');
  const { verb, id, wanted } = wantedBack(done, opposite, act);
  return actIn(adda, tx, actor, { target: act.target, verb, id }, { ...wanted, ...input }, { undoes: act });
}

/**
 * @param input why, where the opposite asks for it
 * @throws {AddaError} `not_found`, `no_change` where it stands no longer or cannot be taken back, and what the opposite refuses
 */
export async function undoAct(
  adda: Adda,
  actor: Actor,
  actId: number,
  input: Pick<ActInput, 'reason' | 'note'>,
): Promise<Acted> {
  if (!actor) throw new AddaError('not_signed_in');
  return adda.store.write(async (tx) => {
    const found = await actById(tx, actId);
    if (!found) throw new AddaError('not_found');
    return undoIn(adda, tx, actor, found.act, input);
  });
}
