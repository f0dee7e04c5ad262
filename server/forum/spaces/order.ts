/** In which order spaces stand: as admins put them; new ones, by name, before all that were put. */
import type { Adda } from '../../platform/adda.ts';
import { AddaError, invalid } from '../../platform/errors.ts';
import { raise } from '../../platform/events/raise.ts';
import type { Tx } from '../../platform/store/store.ts';
import { oneAtATime } from '../../platform/store/transaction.ts';
import { type Actor, whyNotAdminister } from '../../rules/roles.ts';
import { movedBy, type Step } from '../../rules/order.ts';
import * as spaces from './queries.ts';

/** Gives spaces their places. Those that have theirs already stay untouched. */
async function putInOrder(tx: Tx, ordered: readonly spaces.Space[], actorId: number | null): Promise<void> {
  let hasChanged = false;
  for (const [i, space] of ordered.entries()) {
    if (space.place === i + 1) continue;
    await spaces.updateSpace(tx, space.id, { place: i + 1 });
    hasChanged = true;
  }
  if (hasChanged) await raise(tx, { kind: 'forum.changed', actorId });
}

const allOf = async (tx: Tx): Promise<spaces.Space[]> => {
  await oneAtATime(tx, 'order of spaces');
  return spaces.everySpace(tx);
};

/**
 * Moves a space before or behind its neighbour of the same kind; at the end it stays.
 * @throws {AddaError} `not_signed_in`, `forbidden`, `not_found`
 */
export async function moveSpace(adda: Adda, actor: Actor, slug: string, step: Step): Promise<void> {
  const no = whyNotAdminister(actor);
  if (no) throw new AddaError(no);
  await adda.store.write(async (tx) => {
    const all = await allOf(tx);
    const space = all.find((one) => one.slug === slug);
    if (!space) throw new AddaError('not_found');
    const isBeside = (one: spaces.Space) =>
      one.kind === space.kind && spaces.isArchived(one) === spaces.isArchived(space);
    await putInOrder(tx, movedBy(all, space, step, isBeside), actor!.id);
  });
}

/**
 * Puts spaces into this order among each other; others keep their places.
 * @throws {AddaError} `not_signed_in`, `forbidden`, `invalid` for one that is not there, or named twice
 */
export async function orderSpaces(adda: Adda, actor: Actor, slugs: readonly string[]): Promise<void> {
  const no = whyNotAdminister(actor);
  if (no || !actor) throw new AddaError(no ?? 'not_signed_in');
  await writeOrder(adda, actor.id, slugs);
}

/** The same for whoever has the command line. @param actorId null where no account did it */
export async function writeOrder(adda: Adda, actorId: number | null, slugs: readonly string[]): Promise<void> {
  await adda.store.write(async (tx) => {
    const all = await allOf(tx);
    const named = slugs.flatMap((slug) => all.find((one) => one.slug === slug) ?? []);
    if (named.length !== slugs.length || new Set(named).size !== named.length)
      throw invalid({ field: 'spaces', fault: 'unknown_space' });
    // Each of the places that they have together goes to the next of them.
    const next = named.values();
    const ordered = all.map((one) => (named.includes(one) ? next.next().value! : one));
    await putInOrder(tx, ordered, actorId);
  });
}
