/** Who may load and remove the example community. */
import type { Adda } from '../../platform/adda.ts';
import { AddaError } from '../../platform/errors.ts';
import { site } from '../../platform/site/queries.ts';
import { anyAdmin } from '../../people/accounts/queries.ts';
import { type Actor, whyNotAdminister } from '../../rules/roles.ts';

/** What its spaces, threads, posts, people and brands say of where they come from. */
export const SOURCE = 'demo';

/**
 * Before the forum is set up anybody may try the example; afterwards an admin decides, also where there is none.
 * @throws {AddaError} `not_signed_in`, `forbidden`
 */
export async function checkMay(adda: Adda, actor: Actor): Promise<void> {
  if (!(await site(adda.store.read)).isSetUp && !(await anyAdmin(adda.store.read))) return;
  const no = whyNotAdminister(actor);
  if (no) throw new AddaError(no);
}
