/** A mark that a visitor pressed, or who was signed out meanwhile: set or taken back once they are signed in. */
import type { Adda } from '../../platform/adda.ts';
import { idOf } from '../../platform/http/schemas.ts';
import { accountBy } from '../../people/accounts/queries.ts';
import { actorAs } from '../../rules/roles.ts';
import { MARK_KINDS } from '../../../shared/words.ts';
import { mark } from './actions.ts';

export const MARKING = 'mark';

/** @param what `post.kind.set`, or `back` in its place @throws {AddaError} as `mark` */
export async function markAsMeant(adda: Adda, accountId: number, what: string, next: string): Promise<string> {
  const [post, word, which] = what.split('.');
  const set = which !== 'back';
  const [postId, kind] = [idOf(post), MARK_KINDS.find((one) => one === word)];
  const account = await accountBy(adda.store.read, { id: accountId });
  if (postId === null || !kind || !account) return next;
  await mark(adda, actorAs(accountId, account.role), postId, kind, set);
  return `${next}?flash=${set ? 'marked' : 'unmarked'}`;
}
