/** Marking as read by hand. */
import type { Adda } from '../../platform/adda.ts';
import { audienceOfAccount } from '../../platform/audience/scope-queries.ts';
import { AddaError } from '../../platform/errors.ts';
import type { Actor } from '../../rules/roles.ts';
import { spaceToRead } from '../spaces/queries.ts';
import { begunIn, keepReads } from './queries.ts';

/** All threads of a space that a member has begun to read count as read. @throws {AddaError} `not_signed_in`, `not_found` */
export async function readSpace(adda: Adda, actor: Actor, slug: string): Promise<void> {
  if (!actor) throw new AddaError('not_signed_in');
  await adda.store.write(async (tx) => {
    const space = await spaceToRead(tx, await audienceOfAccount(tx, actor.id), slug);
    const begun = await begunIn(tx, actor.id, space.id);
    await keepReads(
      tx,
      begun.map((one) => ({ ...one, accountId: actor.id })),
    );
  });
}
