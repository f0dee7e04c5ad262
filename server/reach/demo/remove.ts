/** Removing the example community. What members began in it stays; what goes is told before. */
import type { Adda } from '../../platform/adda.ts';
import { record } from '../../platform/audit/actions.ts';
import { AddaError } from '../../platform/errors.ts';
import { raise } from '../../platform/events/raise.ts';
import { site, updateSite } from '../../platform/site/queries.ts';
import { allBrands } from '../../brands/queries.ts';
import { takeCreditBack } from '../../forum/threads/recount.ts';
import { recountSpace, recountTags } from '../../forum/upkeep/recount-queries.ts';
import { forgetHealth } from '../../insight/health/actions.ts';
import type { Actor } from '../../rules/roles.ts';
import { checkMay, SOURCE } from './may.ts';
import { removePictures } from './pictures.ts';
import { begunIn, deleteSource, helpIn, sizeOf, writtenInto } from './queries.ts';

/** What removing it takes away, and what it leaves. */
export type Removal = Awaited<ReturnType<typeof whatGoes>>;

/** @throws {AddaError} `not_signed_in`, `forbidden`, `not_found` where there is no example */
export async function whatGoes(adda: Adda, actor: Actor) {
  await checkMay(adda, actor);
  const conn = adda.store.read;
  if (!(await site(conn)).hasDemo) throw new AddaError('not_found');
  const [size, lost, stays] = [
    await sizeOf(conn, SOURCE),
    await writtenInto(conn, SOURCE),
    await begunIn(conn, SOURCE),
  ];
  return { ...size, lost, stays, lostPosts: lost.reduce((sum, { posts }) => sum + posts, 0) };
}

/**
 * Removes the example: its threads with all that was written into them, its people, its brands and pictures, and its
 * spaces but for those in which members began threads.
 * @throws {AddaError} `not_signed_in`, `forbidden`
 */
export async function removeDemo(adda: Adda, actor: Actor): Promise<void> {
  await checkMay(adda, actor);
  await adda.store.write(async (tx) => {
    if (!(await site(tx)).hasDemo) return;
    const spaceIds = new Set((await begunIn(tx, SOURCE)).map(({ spaceId }) => spaceId));
    await takeCreditBack(tx, await helpIn(tx, SOURCE));
    await deleteSource(tx, SOURCE);
    for (const id of spaceIds) await recountSpace(tx, id);
    if (spaceIds.size > 0) await recountTags(tx);
    await forgetHealth(tx);
    const { operator } = await site(tx);
    const left = await allBrands(tx);
    await updateSite(tx, {
      hasDemo: false,
      hasBrands: left.length > 0,
      operator: left.some(({ id }) => id === operator?.id) ? operator : null,
    });
    await raise(tx, { kind: 'forum.filled', actorId: actor?.id ?? null });
    await record(tx, { kind: 'example_removed', actorId: actor?.id || null, brandId: null });
  });
  await removePictures(adda);
}
