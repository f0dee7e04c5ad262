/** What staff wrote and cannot, or do not want to, send yet: nothing that was typed is lost. */
import type { Adda } from '../../platform/adda.ts';
import { recordOnce } from '../../platform/audit/actions.ts';
import { AddaError, invalid } from '../../platform/errors.ts';
import { tryConsume } from '../../platform/rate-limit/rate-limit.ts';
import type { Actor } from '../../rules/roles.ts';
import { REFUSALS_LOGGED } from '../../rules/rate-limits.ts';
import { LIMITS } from '../../../shared/limits.ts';
import { cleanText, length } from '../../../shared/text.ts';
import * as queries from './queries.ts';
import { postAuthorOf } from '../../brands/identity.ts';

export type Kept = { place: string; threadId: number | null; values: Record<string, unknown> };

/** Refusals that are about limits: the writer may come back to what was written. */
const KEPT_AFTER = new Set(['brand_links', 'referral_code', 'safety_links', 'grant_ended', 'staff_form']);

/** Keeps a refused post as a draft and notes the limit in the public log. Does nothing for members. */
export async function keepRefused(adda: Adda, actor: NonNullable<Actor>, kept: Kept, error: unknown): Promise<void> {
  if (!(error instanceof AddaError) || !(error.details.sum || KEPT_AFTER.has(error.code))) return;
  const { code } = error;
  await adda.store.write(async (tx) => {
    await queries.putDraft(tx, { accountId: actor.id, ...kept, because: code });
    if (code === 'grant_ended') return;
    const { identity } = await postAuthorOf(tx, actor.id, tx.now);
    if (!identity) return;
    const facts = { code, thread: kept.threadId };
    if (!(await tryConsume(tx, REFUSALS_LOGGED, actor.id))) return;
    await recordOnce(tx, { kind: 'limit_hit', actorId: actor.id, brandId: identity.brand.id, facts });
  });
}

/**
 * Keeps a note for later without trying to send it.
 * @throws {AddaError} `not_signed_in`, `not_staff`, `grant_ended`, `invalid`
 */
export async function keepDraft(adda: Adda, actor: Actor, kept: Kept & { values: { body: string } }): Promise<void> {
  if (!actor) throw new AddaError('not_signed_in');
  const body = cleanText(kept.values.body);
  const size = length(body);
  if (size === 0) throw invalid({ field: 'body', fault: 'required' });
  if (size > LIMITS.body.max) throw invalid({ field: 'body', fault: 'too_long', limit: LIMITS.body.max, length: size });
  await adda.store.write(async (tx) => {
    const { identity } = await postAuthorOf(tx, actor.id, tx.now);
    if (!identity) throw new AddaError('not_staff');
    await queries.putDraft(tx, { accountId: actor.id, ...kept, values: { ...kept.values, body } });
  });
}

/** Throws a draft away; it is gone also when it was gone before. */
export async function dropDraft(adda: Adda, actor: Actor, place: string): Promise<void> {
  if (!actor) throw new AddaError('not_signed_in');
  await adda.store.write((tx) => queries.deleteDraft(tx, actor.id, place));
}
