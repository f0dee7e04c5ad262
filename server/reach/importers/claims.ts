/** Imported accounts and their owners: a member claims one, an admin hands it over. */
import type { Adda } from '../../platform/adda.ts';
import { type Account, accountBy } from '../../people/accounts/queries.ts';
import { AddaError, invalid } from '../../platform/errors.ts';
import { postById } from '../../forum/threads/post-queries.ts';
import { lengthFaults } from '../../rules/lengths.ts';
import { type Actor, isStaff, whyNotAdminister, whyNotAsMember } from '../../rules/roles.ts';
import { raise } from '../../platform/events/raise.ts';
import type { Tx } from '../../platform/store/store.ts';
import { LIMITS } from '../../../shared/limits.ts';
import { cleanWords } from '../../../shared/text.ts';
import { lockThread } from '../../forum/threads/queries.ts';
import { recountPost, recountThread } from '../../forum/threads/recount.ts';
import { recountHelp } from '../../forum/threads/help-queries.ts';
import { markedBy } from '../../forum/threads/standing-marks-queries.ts';
import * as queries from './claim-queries.ts';

/** An account that came with an import and that nobody has yet. */
export function isClaimable(account: Pick<Account, 'source' | 'passwordHash' | 'mergedInto'>): boolean {
  return (
    account.source !== null && account.source !== 'demo' && account.passwordHash === null && account.mergedInto === null
  );
}

/** @throws {AddaError} `not_signed_in`, `staff_cannot`, `not_found`, `invalid` */
export async function claimAccount(adda: Adda, actor: Actor, slug: string, input: { evidence: string }): Promise<void> {
  const no = whyNotAsMember(actor);
  if (no || !actor) throw new AddaError(no ?? 'not_signed_in');
  const evidence = cleanWords(input.evidence);
  const faults = lengthFaults('evidence', evidence, LIMITS.evidence);
  if (faults.length > 0) throw invalid(...faults);
  await adda.store.write(async (tx) => {
    const imported = await accountBy(tx, { slug });
    if (!imported || !isClaimable(imported)) throw new AddaError('not_found');
    await queries.insertClaim(tx, { importedId: imported.id, accountId: actor.id, evidence });
    await raise(tx, { kind: 'account.claimed', actorId: actor.id, accountId: actor.id, importedId: imported.id });
  });
}

/** Grants or refuses a claim. Granted, all that the imported account wrote is the member's. @throws {AddaError} `forbidden`, `not_found` */
export async function decideClaim(
  adda: Adda,
  actor: Actor,
  claimId: number,
  decision: 'grant' | 'refuse',
): Promise<void> {
  const no = whyNotAdminister(actor);
  if (no || !actor) throw new AddaError(no ?? 'not_signed_in');
  await adda.store.write(async (tx) => {
    const claim = await queries.decideClaim(tx, claimId, decision === 'grant' ? 'granted' : 'refused', actor.id);
    if (!claim) throw new AddaError('not_found');
    const { importedId, accountId } = claim;
    const isGranted = decision === 'grant';
    if (isGranted) await handOver(tx, importedId, accountId);
    await raise(tx, { kind: 'account.claim_decided', actorId: actor.id, accountId, importedId, isGranted });
  });
}

async function handOver(tx: Tx, importedId: number, accountId: number): Promise<void> {
  const imported = await accountBy(tx, { id: importedId });
  if (!imported || !isClaimable(imported)) throw new AddaError('not_found');
  // What a person wrote as a member must not become the words of a brand.
  if (isStaff(await accountBy(tx, { id: accountId }))) throw new AddaError('is_staff');
  const threadIds = await queries.moveWritings(tx, importedId, accountId);
  // Nobody confirms or praises themselves; and what askers and authors say weighs more than what others do.
  const marked = [...(await markedBy(tx, accountId, threadIds)), ...(await queries.deleteOwnMarks(tx, accountId))];
  for (const id of threadIds) {
    const thread = await lockThread(tx, id);
    if (!thread) continue;
    const own = marked.filter(({ threadId }) => threadId === id).map(({ postId }) => postId);
    for (const postId of new Set(own)) await recountPost(tx, thread, (await postById(tx, postId))!);
    await recountThread(tx, thread);
  }
  for (const id of [importedId, accountId]) await recountHelp(tx, id);
}
