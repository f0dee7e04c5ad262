/** What was written and is not sent yet: nothing that was typed is lost. */
import type { Adda } from '../../platform/adda.ts';
import { recordOnce } from '../../platform/audit/actions.ts';
import { AddaError, invalid } from '../../platform/errors.ts';
import { consume, tryConsume } from '../../platform/rate-limit/rate-limit.ts';
import { actorOf, lockOffices } from '../../people/accounts/office-queries.ts';
import type { Tx } from '../../platform/store/store.ts';
import type { Actor } from '../../rules/roles.ts';
import { KEEPS_PER_MEMBER, REFUSALS_LOGGED } from '../../rules/rate-limits.ts';
import { isSame, WRITTEN } from '../../../shared/drafts.ts';
import { LIMITS } from '../../../shared/limits.ts';
import { cleanText, length, lettersIn } from '../../../shared/text.ts';
import { FIRST_PLACE, type FirstPlace, freePlace, START_PLACE } from '../../rules/beginnings.ts';
import { isWithin } from '../../rules/drafts.ts';
import * as queries from './queries.ts';
import { postAuthorOf } from '../../brands/identity.ts';

export type Kept = { place: string; threadId: number | null; values: Record<string, unknown> };

/** Refusals that are about limits: the writer may come back to what was written. */
const KEPT_AFTER = new Set(['brand_links', 'referral_code', 'safety_links', 'grant_ended', 'staff_form']);

/**
 * Whoever erases their account leaves nothing: what was on its way comes after that, or is erased with the rest.
 * @throws {AddaError} `not_signed_in`
 */
export async function lockWriter(tx: Tx, accountId: number): Promise<void> {
  await lockOffices(tx, accountId);
  if (!(await actorOf(tx, { id: accountId }))) throw new AddaError('not_signed_in');
}

/** Where what is refused is kept, as another device keeps something in its place: read and copied from the list. */
async function placeBeside(tx: Tx, accountId: number, place: string): Promise<string> {
  if (START_PLACE.test(place)) return freePlace(await queries.startsOf(tx, accountId, FIRST_PLACE));
  return queries.refusedPlace(place);
}

/**
 * Keeps what was refused as a draft, and notes the limit in the public log, but for what is said in private. Does nothing for
 * members.
 */
export async function keepRefused(
  adda: Adda,
  actor: NonNullable<Actor>,
  { at, ...kept }: Kept & Pick<KeptAs, 'at'>,
  error: unknown,
  { isPrivate = false } = {},
): Promise<void> {
  if (!(error instanceof AddaError) || !(error.details.sum || KEPT_AFTER.has(error.code))) return;
  const { code } = error;
  await adda.store.write(async (tx) => {
    await lockWriter(tx, actor.id);
    const before = await queries.lockedDraft(tx, actor.id, kept.place);
    const isOther = before !== null && !isOver(before, { ...kept, at });
    const place = isOther ? await placeBeside(tx, actor.id, kept.place) : kept.place;
    await queries.putDraft(tx, { accountId: actor.id, ...kept, place, because: code });
    if (isPrivate || code === 'grant_ended') return;
    const { identity } = await postAuthorOf(tx, actor.id, tx.now);
    if (!identity) return;
    const facts = { code, thread: kept.threadId };
    if (!(await tryConsume(tx, REFUSALS_LOGGED, actor.id))) return;
    await recordOnce(tx, { kind: 'limit_hit', actorId: actor.id, brandId: identity.brand.id, facts });
  });
}

/**
 * Keeps a note for later without trying to send it.
 * @throws {AddaError} `not_signed_in`, `not_staff`, `grant_ended`, `invalid`, `stale_draft`, `too_many_drafts`
 */
export async function keepDraft(
  adda: Adda,
  actor: Actor,
  { at, ...kept }: Kept & Pick<KeptAs, 'at'> & { values: { body: string } },
): Promise<void> {
  if (!actor) throw new AddaError('not_signed_in');
  const body = cleanText(kept.values.body);
  const size = length(body);
  if (size === 0) throw invalid({ field: 'body', fault: 'required' });
  if (size > LIMITS.body.max) throw invalid({ field: 'body', fault: 'too_long', limit: LIMITS.body.max, length: size });
  await adda.store.write(async (tx) => {
    await lockWriter(tx, actor.id);
    const { identity } = await postAuthorOf(tx, actor.id, tx.now);
    if (!identity) throw new AddaError('not_staff');
    await keepAt(tx, actor.id, { ...kept, values: { ...kept.values, body } }, at || null);
  });
}

/** @property base when the draft was kept that this one goes on from; null for none */
export type Typed = Kept & { base: number | null };

/** Letters of everything that a form has, together: more than any post takes, so that what is too long is kept, too. */
const MOST_LETTERS = 2 * LIMITS.body.max;

/** Whether somebody wrote something: what was only chosen is none. */
const isWritten = (values: Kept['values']): boolean =>
  [...WRITTEN, 'pictureIds', 'fileIds'].some((name) => String(values[name] ?? '').trim() !== '');

/** @throws {AddaError} `invalid` for what is too long even to be kept */
function checked(typed: Typed): Typed {
  const size = lettersIn(typed.values);
  if (size > MOST_LETTERS) throw invalid({ field: 'body', fault: 'too_long', limit: MOST_LETTERS, length: size });
  return { ...typed, values: queries.storable(typed.values) };
}

/**
 * Keeps what is being typed; nothing typed is nothing kept.
 * @returns when it was kept; null where nothing is
 * @throws {AddaError} `not_signed_in`, `invalid`, `too_many`, `too_many_drafts`, `stale_draft` with what was kept meanwhile
 */
export async function saveDraft(adda: Adda, actor: Actor, typed: Typed): Promise<number | null> {
  if (!actor) throw new AddaError('not_signed_in');
  const { base, ...draft } = checked(typed);
  return adda.store.write(async (tx) => {
    await lockWriter(tx, actor.id);
    await consume(tx, KEEPS_PER_MEMBER, actor.id);
    return keepAt(tx, actor.id, draft, base);
  });
}

/** Keeps a text in its place. @throws {AddaError} `stale_draft`, `too_many_drafts` */
async function keepAt(tx: Tx, accountId: number, draft: Kept, base: number | null): Promise<number | null> {
  const before = await queries.lockedDraft(tx, accountId, draft.place);
  if (before && isElsewhere(before, draft, base))
    throw new AddaError('stale_draft', { data: { at: before.at, values: before.values } });
  if (!isWritten(draft.values)) {
    await queries.deleteDraft(tx, accountId, draft.place);
    return null;
  }
  if (!before && (await queries.countDrafts(tx, accountId)) >= LIMITS.drafts) throw new AddaError('too_many_drafts');
  // Two within one millisecond are two all the same.
  const at = Math.max(tx.now, (before?.at ?? 0) + 1);
  await queries.putDraft(tx, { accountId, ...draft }, at);
  return at;
}

/** Whether another text was kept there meanwhile. */
const isElsewhere = (before: { at: number; values: Kept['values'] }, draft: Kept, base: number | null): boolean =>
  before.at !== base && !isSame(before.values, draft.values);

/**
 * Keeps a thread, or a message to somebody, that is being begun, and beside it what was kept in its place meanwhile.
 * @returns its place @throws {AddaError} as `saveDraft`, but for `stale_draft`
 */
export async function keepBegun(
  adda: Adda,
  actor: Actor,
  typed: Omit<Typed, 'threadId'>,
  first: FirstPlace = FIRST_PLACE,
): Promise<string> {
  if (!actor) throw new AddaError('not_signed_in');
  const { base, ...draft } = checked({ ...typed, threadId: null });
  return adda.store.write(async (tx) => {
    await lockWriter(tx, actor.id);
    await consume(tx, KEEPS_PER_MEMBER, actor.id);
    const before = await queries.lockedDraft(tx, actor.id, draft.place);
    const isTaken = before !== null && isElsewhere(before, draft, base);
    if (isTaken && !isWritten(draft.values)) return draft.place;
    // Nobody else keeps anything of theirs until this ends: the place stays free.
    const place = isTaken ? freePlace(await queries.startsOf(tx, actor.id, first), first) : draft.place;
    await keepAt(tx, actor.id, { ...draft, place }, isTaken ? null : base);
    return place;
  });
}

/** Where a text was kept while it was typed, and when, as its form knows it: empty where it knows of none. */
export type KeptAs = { place: string; at?: number | '' | null };

/** What was kept of what is now sent. */
type Ended = KeptAs & { values: Record<string, unknown> };

/** Whether a draft is what the form that is sent goes on from, or all of it is sent with it. */
const isOver = (kept: { at: number; values: Kept['values'] }, { at, values }: Omit<Ended, 'place'>): boolean =>
  kept.at === at || isWithin(kept.values, values);

/** A draft is over once what it became is sent, and so is what was refused of it; another text that was kept meanwhile stays. */
export async function endDraft(tx: Tx, accountId: number, sent: Ended): Promise<void> {
  for (const kept of await queries.lockedWithRefused(tx, accountId, sent.place))
    if (isOver(kept, sent)) await queries.deleteDraft(tx, accountId, kept.place);
}

/**
 * Throws a draft away; it is gone also when it was gone before.
 * @param kept where, and when as its list shows it: another text that took its place since stays
 * @throws {AddaError} `not_signed_in`, `stale_draft` with what is kept there now
 */
export async function dropDraft(adda: Adda, actor: Actor, { place, at }: KeptAs): Promise<void> {
  if (!actor) throw new AddaError('not_signed_in');
  await adda.store.write(async (tx) => {
    const kept = await queries.lockedDraft(tx, actor.id, place);
    if (kept && at && kept.at !== at)
      throw new AddaError('stale_draft', { data: { at: kept.at, values: kept.values } });
    await queries.deleteDraft(tx, actor.id, place);
  });
}
