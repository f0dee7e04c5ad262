/** Posts that wait for their time: kept, changed, posted by the one way in which posts are written, or refused by it. */
import { mustTakeMore } from './pace.ts';
import { typedValues } from '../drafts/typed-values.ts';
import type { Adda } from '../../platform/adda.ts';
import { AddaError, type ErrorCode, type FieldFault, invalid } from '../../platform/errors.ts';
import { insertNotifications } from '../../platform/notifications/queries.ts';
import { notificationRow } from '../../platform/notifications/rows.ts';
import { consume } from '../../platform/rate-limit/rate-limit.ts';
import type { Conn, Tx } from '../../platform/store/store.ts';
import { postAuthorOf } from '../../brands/identity.ts';
import { actorOf } from '../../people/accounts/office-queries.ts';
import { accountBy, zoneOfAccount } from '../../people/accounts/queries.ts';
import { trustIn } from '../../people/accounts/trust-queries.ts';
import { FIRST_PLACE } from '../../rules/beginnings.ts';
import { channelOf } from '../../rules/notice-wishes.ts';
import { KEEPS_PER_MEMBER } from '../../rules/rate-limits.ts';
import { type Actor, whyNotStartThread } from '../../rules/roles.ts';
import { dueAt, wallTime, whyNotWait } from '../../rules/waiting.ts';
import { isSame } from '../../../shared/drafts.ts';
import { LIMITS } from '../../../shared/limits.ts';
import type { Form } from '../../../shared/words.ts';
import { endDraft, type KeptAs, lockWriter } from '../drafts/drafts.ts';
import { deleteDraft, draftAt } from '../drafts/queries.ts';
import * as queries from '../drafts/waiting-queries.ts';
import { spaceBySlug } from '../spaces/queries.ts';
import { mustBeThere } from '../files/with-post.ts';
import { addPost, checkPost, draftPlace, placeToPost, type PostInput, zoneOf } from './actions.ts';
import { startThread } from './start-thread.ts';
import { checkThread, type ThreadInput } from './thread-check.ts';

/** What waits, and the thread into which it goes; with null it begins one. @property postAt by the writer's own clock */
export type LaterInput = { postAt: string } & (
  { threadId: number; values: PostInput } | { threadId: null; values: ThreadInput; kept?: KeptAs }
);
/** Where something was posted, as both ways of writing say it. */
export type PostedAt = { threadId: number; slug: string; number: number; held: boolean };
/** @property changedAt names the version, in ms */
type Waiting = { id: number; dueAt: number | null; changedAt: number };

const TOGETHER = 50;
/** Nobody's fault: it is tried again at the next run. */
const AGAIN = new Set<ErrorCode>(['busy', 'unavailable', 'unexpected']);

/** Where what is being changed is kept as a draft. */
export const waitingPlace = (id: number) => `waiting:${id}`;

/** @throws {AddaError} every reason of `whyNotWait` */
async function mustMayWait(tx: Tx, accountId: number, waiting: number): Promise<void> {
  const { trust } = await trustIn(tx, accountId, tx.now);
  // Those who are staff are asked no more: what they may say, and as whom, is no matter here.
  const speaksForBrand = trust === null || (await postAuthorOf(tx, accountId, tx.now)).identity !== null;
  const no = whyNotWait({ speaksForBrand, step: trust?.step ?? null }, waiting);
  if (no) throw new AddaError(no);
}

/** What is known by now to be refused then. @param at when it is to be posted */
async function check(adda: Adda, actor: NonNullable<Actor>, input: LaterInput, at: number): Promise<void> {
  if (input.threadId !== null)
    return void checkPost(input.values, await zoneOf(adda.store.read, actor.id, input.values), at);
  const no = whyNotStartThread(actor, input.values.form);
  if (no) throw new AddaError(no);
  await checkThread(adda, actor, input.values, at);
}

/** The moment that was typed; `before` where that is what is shown of it. */
async function momentOf(
  conn: Conn,
  accountId: number,
  typed: string,
  before: number | null,
): Promise<{ at: number; faults: FieldFault[] }> {
  const zone = await zoneOfAccount(conn, accountId);
  const faults: FieldFault[] = [];
  const isSame = before !== null && typed.trim().slice(0, 16) === wallTime(before, zone);
  return { at: isSame ? before : dueAt(typed, zone, Date.now(), faults), faults };
}

/** Runs a check, and says all that is wrong at once. */
async function checkedWith(faults: FieldFault[], work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof AddaError) || error.code !== 'invalid') throw error;
    faults.push(...(error.details.faults ?? []));
  }
  if (faults.length > 0) throw invalid(...faults);
}

/** @throws {AddaError} where it could not even be posted now, or its pictures are gone */
async function mustFit(tx: Tx, accountId: number, { threadId, values }: LaterInput): Promise<void> {
  if (threadId !== null) {
    await placeToPost(tx, accountId, threadId, values.parentId);
  } else {
    const space = await spaceBySlug(tx, values.space);
    if (space) await mustTakeMore(tx, space.id);
  }
  await mustBeThere(tx, accountId, values);
}

/** Where it was kept while it was typed. */
const keptOf = (input: LaterInput): KeptAs =>
  input.threadId === null
    ? (input.kept ?? { place: FIRST_PLACE })
    : { place: draftPlace(input.threadId, input.values.parentId), at: input.values.draftAt };

/**
 * A member whom the forum knows lets a post wait for its time.
 * @throws {AddaError} `not_signed_in`, `invalid`, `too_many`, `too_many_drafts`, every reason of `whyNotWait`, and what
 *   the thread would refuse now
 */
export async function postLater(adda: Adda, actor: Actor, input: LaterInput): Promise<Waiting> {
  if (!actor) throw new AddaError('not_signed_in');
  const { at, faults } = await momentOf(adda.store.read, actor.id, input.postAt, null);
  await checkedWith(faults, () => check(adda, actor, input, at));
  return adda.store.write(async (tx) => {
    await lockWriter(tx, actor.id);
    const { timed, all } = await queries.countWaiting(tx, actor.id);
    await mustMayWait(tx, actor.id, timed);
    if (all >= LIMITS.drafts) throw new AddaError('too_many_drafts');
    await mustFit(tx, actor.id, input);
    await consume(tx, KEEPS_PER_MEMBER, actor.id);
    const { threadId, values } = input;
    const id = await queries.insertWaiting(tx, actor.id, { threadId, values: keptValues(values), dueAt: at });
    await endDraft(tx, actor.id, { ...keptOf(input), values: { ...values } });
    return { id, dueAt: at, changedAt: tx.now };
  });
}

/** @throws {AddaError} `not_signed_in`, `not_found` also for somebody else's */
async function ownRow(conn: Conn, actor: Actor, id: number): Promise<queries.WaitingRow> {
  if (!actor) throw new AddaError('not_signed_in');
  const row = await queries.waitingBy(conn, actor.id, id);
  if (!row) throw new AddaError('waiting_gone');
  return row;
}

/**
 * What its form sends, of whichever of the two it is.
 * @property postAt empty for no time; null for that which it has @property changedAt of the version that it goes on from, in
 *   ms; undefined where nobody says
 */
export type Changed = {
  postAt: string | null;
  changedAt?: number;
  values: Partial<Omit<ThreadInput, 'body'>> & PostInput;
};

function inputOf({ threadId, values: before }: queries.WaitingRow, { values }: Changed): LaterInput {
  const postAt = '';
  if (threadId === null) {
    const whole = { title: '', space: '', tags: [], ...values, form: values.form ?? (before.form as Form) };
    return { postAt, threadId, values: whole };
  }
  const { parentId } = before as PostInput;
  return { postAt, threadId, values: { ...values, ...(parentId !== undefined && { parentId }) } };
}

/** What is kept: files were looked at as they came. */
const keptValues = (input: PostInput | ThreadInput): Record<string, unknown> => {
  const { pictureFaults: _faults, draftAt: _at, ...values } = input as PostInput;
  return values;
};

/**
 * The author changes what waits, or when; without a time it is kept and not posted.
 * @throws {AddaError} as `postLater`, `waiting_gone` also for what was posted meanwhile, and `stale_draft` where it is
 *   another version by now (data: that)
 */
export async function changeWaiting(adda: Adda, actor: Actor, id: number, changed: Changed): Promise<Waiting> {
  const row = await ownRow(adda.store.read, actor, id);
  if (changed.changedAt !== undefined && changed.changedAt !== row.changedAt)
    throw new AddaError('stale_draft', { data: { at: row.changedAt, values: row.values } });
  const input = inputOf(row, changed);
  const typed = changed.postAt?.trim();
  const when = typed ? await momentOf(adda.store.read, actor!.id, typed, row.dueAt) : null;
  const dueAt = changed.postAt === null ? row.dueAt : (when?.at ?? null);
  await checkedWith(when?.faults ?? [], () => check(adda, actor!, input, when?.at ?? Date.now()));
  return adda.store.write(async (tx) => {
    await lockWriter(tx, actor!.id);
    if (when) {
      await mustMayWait(tx, actor!.id, (await queries.countWaiting(tx, actor!.id, id)).timed);
      await mustFit(tx, actor!.id, input);
    }
    await consume(tx, KEEPS_PER_MEMBER, actor!.id);
    const values = { values: keptValues(input.values), dueAt, ...(when && { refusal: null }) };
    const changedAt = await queries.updateWaiting(tx, row, values);
    if (changedAt === null) throw new AddaError('waiting_gone');
    await endDraft(tx, actor!.id, {
      place: waitingPlace(id),
      at: changed.values.draftAt,
      values: { ...changed.values },
    });
    return { id, dueAt, changedAt };
  });
}

/** Throws one away. @throws {AddaError} `not_signed_in`, `not_found` for somebody else's, and for what is gone */
export async function dropWaiting(adda: Adda, actor: Actor, id: number): Promise<void> {
  if (!actor) throw new AddaError('not_signed_in');
  await adda.store.write(async (tx) => {
    if (!(await queries.deleteWaiting(tx, actor.id, id))) throw new AddaError('not_found');
    await deleteDraft(tx, actor.id, waitingPlace(id));
  });
}

/** What the form of a waiting reply has; where it goes was said when it began to wait. */
const OF_REPLIES = /^(?:body|affiliation|pictureIds|fileIds|poll[A-Z]\w*)$/;
const NOT_OF_THREADS = /^(?:parentId|changedAt)$/;

/** What its author was still typing, here or elsewhere, when it was posted waits on, without a time. */
async function keepTyped(tx: Tx, { id, accountId, threadId, values }: queries.WaitingRow): Promise<void> {
  const draft = await draftAt(tx, accountId, waitingPlace(id));
  const isTaken = ([name]: [string, unknown]) =>
    threadId === null ? !NOT_OF_THREADS.test(name) : OF_REPLIES.test(name);
  const changed = Object.fromEntries(Object.entries(typedValues(draft?.values ?? {})).filter(isTaken));
  const typed = { ...values, ...changed };
  if (isSame(typed, values)) return;
  await queries.insertWaiting(tx, accountId, {
    threadId,
    values: typed,
    dueAt: null,
    refusal: { code: 'posted_before' },
  });
}

/** Posts one as it was read, once: it is taken away in the transaction that writes the post. */
async function postRow(adda: Adda, actor: NonNullable<Actor>, row: queries.WaitingRow, isDue: boolean) {
  const take = async (tx: Tx) => {
    if (!(await queries.takeWaiting(tx, row))) throw new AddaError('waiting_gone');
    if (isDue) await mustMayWait(tx, actor.id, 0);
    await keepTyped(tx, row);
    await deleteDraft(tx, actor.id, waitingPlace(row.id));
  };
  if (row.threadId === null) {
    const { threadId, slug, held } = await startThread(adda, actor, row.values as ThreadInput, take);
    return { threadId, slug, number: 1, held: held !== null };
  }
  const posted = await addPost(adda, actor, row.threadId, row.values as PostInput, take);
  return { ...posted, slug: posted.threadSlug, held: posted.held !== null };
}

/** The author does not wait any longer. @throws {AddaError} `not_signed_in`, `waiting_gone`, and as posting does */
export async function postWaiting(adda: Adda, actor: Actor, id: number): Promise<PostedAt> {
  const row = await ownRow(adda.store.read, actor, id);
  try {
    return await postRow(adda, actor!, row, false);
  } catch (error) {
    // What has no time says in the list why it was refused last.
    const isLast = error instanceof AddaError && !AGAIN.has(error.code) && error.code !== 'waiting_gone';
    if (isLast && row.dueAt === null)
      await adda.store.write((tx) => queries.updateWaiting(tx, row, { refusal: refusalOf(error) }));
    throw error;
  }
}

function refusalOf({ code, details }: AddaError): queries.Refusal {
  const { faults, retryAfter, sum } = details;
  return { code, ...(faults && { faults }), ...(retryAfter && { retryAfter }), ...(sum && { sum }) };
}

/** Keeps what was refused, with why, and tells its author; not where it was changed or taken meanwhile. */
async function keepUnposted(tx: Tx, row: queries.WaitingRow, error: AddaError): Promise<void> {
  if (!(await queries.updateWaiting(tx, row, { dueAt: null, refusal: refusalOf(error) }))) return;
  const account = await accountBy(tx, { id: row.accountId });
  const reason = 'not_posted' as const;
  const wishes = account && { wish: account.mailWish, kinds: account.noticeWishes };
  if (!wishes || channelOf(reason, wishes) === 'none') return;
  const nowhere = { threadId: null, postId: null, spaceId: null, eventId: null, actorId: null };
  const notice = { accountId: row.accountId, reason, refId: row.id, ...nowhere, wishes, createdAt: tx.now };
  await insertNotifications(tx, [notificationRow(notice)]);
}

/** @returns what went wrong, where it is to be tried again; null where it is posted or refused */
async function tryRow(adda: Adda, row: queries.WaitingRow): Promise<{ error: unknown } | null> {
  try {
    const actor = await actorOf(adda.store.read, { id: row.accountId });
    if (actor) await postRow(adda, actor, row, true);
    return null;
  } catch (error) {
    if (!(error instanceof AddaError) || AGAIN.has(error.code)) return { error };
    await adda.store.write((tx) => keepUnposted(tx, row, error));
    return null;
  }
}

/** Posts what is due, however late: each once, whatever becomes of the others. */
export async function postDue(adda: Adda, stopped?: AbortSignal): Promise<void> {
  const failed: unknown[] = [];
  for (;;) {
    const due = await queries.dueWaiting(adda.store.read, Date.now(), failed.length, TOGETHER);
    for (const row of due) {
      if (stopped?.aborted) return;
      const wrong = await tryRow(adda, row);
      if (wrong) failed.push(wrong.error);
    }
    if (due.length < TOGETHER) break;
  }
  if (failed.length > 0) throw failed[0];
}
