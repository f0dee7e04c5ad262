/** From whom somebody takes messages, and whom they block. */
import type { Adda } from '../../platform/adda.ts';
import { AddaError, invalid } from '../../platform/errors.ts';
import { accountBy } from '../../people/accounts/queries.ts';
import { nameSlug } from '../../rules/names.ts';
import { type Actor, holdsForumOffice } from '../../rules/roles.ts';
import { cleanLine } from '../../../shared/text.ts';
import type { MessagesFrom } from '../../../shared/words.ts';
import { refuse } from './actions.ts';
import * as people from './people-queries.ts';
import * as queries from './queries.ts';

const BLOCKS_AT_MOST = 1_000;

/** Chooses from whom one takes messages. @throws {AddaError} `not_signed_in` */
export async function takeMessagesFrom(adda: Adda, actor: Actor, takesFrom: MessagesFrom): Promise<void> {
  if (!actor) throw new AddaError('not_signed_in');
  await adda.store.write((tx) => people.putTakesFrom(tx, actor.id, takesFrom));
}

/**
 * Blocks somebody, or does so no longer. They are not told; what they asked for and was not answered is refused.
 * @returns whom
 * @throws {AddaError} `not_signed_in`, `invalid` for a name of nobody and for oneself, `not_blockable`, `too_many`
 */
export async function setBlock(adda: Adda, actor: Actor, name: string, isSet: boolean): Promise<{ slug: string }> {
  if (!actor) throw new AddaError('not_signed_in');
  const slug = nameSlug(cleanLine(name).replace(/^@/, '').trim());
  return adda.store.write(async (tx) => {
    const other = slug === '' ? null : await accountBy(tx, { slug });
    if (!other || other.erasedAt !== null || other.id === actor.id)
      throw invalid({
        field: 'name',
        fault: slug === '' ? 'required' : other?.id === actor.id ? 'yourself' : 'unknown_member',
        text: cleanLine(name),
      });
    if (isSet && holdsForumOffice(other.role)) throw new AddaError('not_blockable');
    if (!isSet) await people.deleteBlock(tx, actor.id, other.id);
    else if ((await people.countBlocks(tx, actor.id)) >= BLOCKS_AT_MOST) throw new AddaError('too_many');
    else {
      await people.insertBlock(tx, actor.id, other.id);
      for (const id of await queries.requestsBy(tx, actor.id, other.id)) await refuse(tx, id, actor.id);
    }
    return { slug: other.slug };
  });
}
