/** Making and changing spaces; admins do, until members can propose them. */
import type { Adda } from '../adda.ts';
import { AddaError, invalid } from '../errors.ts';
import { lengthFaults } from '../rules/lengths.ts';
import { type Actor, whyNotAdminister } from '../rules/roles.ts';
import { LIMITS } from '../../shared/limits.ts';
import { cleanLine, slugify } from '../../shared/text.ts';
import type { Kind } from '../../shared/words.ts';
import { updateSite } from '../site/queries.ts';
import { isTaken } from '../store/store.ts';
import * as spaces from './queries.ts';

export type SpaceInput = { name: string; slug?: string; kind: Kind; charter: string };

function checkSpace(input: SpaceInput) {
  const name = cleanLine(input.name);
  const charter = cleanLine(input.charter);
  const slug = slugify(cleanLine(input.slug || name));
  const faults = [...lengthFaults('name', name, LIMITS.spaceName), ...lengthFaults('charter', charter, LIMITS.charter)];
  if (faults.length > 0) throw invalid(...faults);
  return { name, slug, kind: input.kind, charter };
}

/** @throws {AddaError} `forbidden`, `invalid` */
export async function createSpace(
  adda: Adda,
  actor: Actor,
  input: SpaceInput,
  source: string | null = null,
): Promise<spaces.Space> {
  const no = whyNotAdminister(actor);
  if (no) throw new AddaError(no);
  const checked = checkSpace(input);
  return adda.store.write(async (tx) => {
    if (await spaces.spaceBySlug(tx, checked.slug)) throw invalid({ field: 'name', fault: 'taken' });
    const space = await spaces.insertSpace(tx, { ...checked, source, createdAt: tx.now });
    await updateSite(tx);
    return space;
  });
}

/** Changes name, kind, charter or address. @throws {AddaError} `forbidden`, `not_found`, `invalid` */
export async function saveSpace(adda: Adda, actor: Actor, slug: string, input: SpaceInput): Promise<{ slug: string }> {
  const no = whyNotAdminister(actor);
  if (no) throw new AddaError(no);
  const checked = checkSpace({ ...input, slug: input.slug || slug });
  try {
    await adda.store.write(async (tx) => {
      const space = await spaces.spaceBySlug(tx, slug);
      if (!space) throw new AddaError('not_found');
      await spaces.updateSpace(tx, space.id, checked);
      await updateSite(tx);
    });
  } catch (error) {
    if (isTaken(error)) throw invalid({ field: 'slug', fault: 'taken' });
    throw error;
  }
  return { slug: checked.slug };
}
