/** Imported accounts and their owners: a member claims one, an admin hands it over. */
import type { Adda } from '../../platform/adda.ts';
import { type Account, accountBy } from '../../people/accounts/queries.ts';
import { AddaError, invalid } from '../../platform/errors.ts';
import { ME_TOO_RECENT_MS, placeKey, RECENT_MS } from '../../rules/answers.ts';
import { recount } from '../../forum/posting/write.ts';
import { countMarks, postById, updatePost } from '../../forum/threads/post-queries.ts';
import { lengthFaults } from '../../rules/lengths.ts';
import { type Actor, isStaff, whyNotAdminister, whyNotAsMember } from '../../rules/roles.ts';
import { raise } from '../../platform/events/raise.ts';
import type { Tx } from '../../platform/store/store.ts';
import { LIMITS } from '../../../shared/limits.ts';
import { cleanText } from '../../../shared/text.ts';
import { lockThread, updateThread } from '../../forum/threads/queries.ts';
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
  const evidence = cleanText(input.evidence).trim();
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
  // Nobody confirms or praises themselves.
  for (const { postId } of await queries.deleteOwnMarks(tx, accountId)) await recountPost(tx, postId);
  for (const id of threadIds) {
    const thread = await lockThread(tx, id);
    if (thread) await recount(tx, thread);
  }
  for (const id of [importedId, accountId]) await queries.recountHelped(tx, id);
}

async function recountPost(tx: Tx, postId: number): Promise<void> {
  const post = await postById(tx, postId);
  const thread = post && (await lockThread(tx, post.threadId));
  if (!post || !thread) return;
  const worked = await countMarks(tx, postId, 'worked');
  const workedRecent = await countMarks(tx, postId, 'worked', tx.now - RECENT_MS);
  const helpful = await countMarks(tx, postId, 'helpful');
  if (post.kind === 'opening') {
    const meTooCount = await countMarks(tx, postId, 'me_too');
    const meTooRecent = await countMarks(tx, postId, 'me_too', tx.now - ME_TOO_RECENT_MS);
    await updateThread(tx, thread.id, { meTooCount, meTooRecent });
  }
  const place =
    post.parentId === null
      ? {
          placeKey: placeKey(thread.form, {
            kind: post.kind,
            accepted: post.acceptedAt !== null,
            outdated: post.outdatedAt !== null,
            worked,
            workedRecent,
            helpful: helpful + post.importedHelpful,
          }),
        }
      : {};
  await updatePost(tx, postId, { workedCount: worked, workedRecent, helpfulCount: helpful, ...place });
}
