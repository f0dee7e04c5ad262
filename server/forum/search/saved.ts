/** Saving a search, and telling of new posts that it finds; only whoever saved it knows. */
import type { Adda } from '../../platform/adda.ts';
import { audienceOfAccount } from '../../platform/audience/scope-queries.ts';
import { AddaError, invalid } from '../../platform/errors.ts';
import { hearingOf, insertNotifications, untellSearch } from '../../platform/notifications/queries.ts';
import { notificationRow } from '../../platform/notifications/rows.ts';
import { oneAtATime } from '../../platform/store/transaction.ts';
import { channelOf } from '../../rules/notice-wishes.ts';
import { isTold } from '../../rules/notifications.ts';
import { lengthFaults } from '../../rules/lengths.ts';
import type { Actor } from '../../rules/roles.ts';
import { LIMITS } from '../../../shared/limits.ts';
import { cleanLine } from '../../../shared/text.ts';
import { type Hit, search } from './queries.ts';
import * as queries from './saved-queries.ts';

const DAY = 24 * 3_600_000;
/** What was held is shown later than it was written: so far back is looked each time. In ms. */
const LOOKED_BACK = 7 * DAY;
const TOGETHER = 50;
/** One round of looking takes no longer than this; what is left is looked for in the next. In ms. */
const ROUND_MS = 60_000;
/** Of more new posts of one search, the newest are told. */
const TOLD_AT_ONCE = 10;

/**
 * Saves a search; saving it twice changes nothing.
 * @throws {AddaError} `not_signed_in`, `too_many_searches`, `invalid`
 */
export async function saveSearch(adda: Adda, actor: Actor, typed: string): Promise<string> {
  if (!actor) throw new AddaError('not_signed_in');
  const query = typed.length > 4 * LIMITS.query.max ? typed : cleanLine(typed);
  const faults = lengthFaults('q', query, { min: 1, max: LIMITS.query.max });
  if (faults.length > 0) throw invalid(...faults);
  await adda.store.write(async (tx) => {
    await oneAtATime(tx, `searches:${actor.id}`);
    if ((await queries.savedSearchOf(tx, actor.id, query)) !== null) return;
    if ((await queries.countSavedSearches(tx, actor.id)) >= LIMITS.savedSearches)
      throw new AddaError('too_many_searches');
    await queries.insertSavedSearch(tx, actor.id, query);
  });
  return query;
}

/** It is saved no longer, and what was told of it neither; it is gone also when it was gone before. @throws {AddaError} `not_signed_in` */
export async function removeSearch(adda: Adda, actor: Actor, id: number): Promise<void> {
  if (!actor) throw new AddaError('not_signed_in');
  await adda.store.write(async (tx) => {
    if (await queries.deleteSavedSearch(tx, actor.id, id)) await untellSearch(tx, actor.id, id);
  });
}

type Due = Awaited<ReturnType<typeof queries.dueSearches>>[number];

async function tell(adda: Adda, due: Due, hits: readonly Hit[], checkedAt: number): Promise<void> {
  const { id, accountId } = due;
  const reason = 'search' as const;
  await adda.store.write(async (tx) => {
    // Removed meanwhile.
    if (!(await queries.setChecked(tx, id, checkedAt))) return;
    const known = await queries.knownTo(
      tx,
      accountId,
      hits.map((hit) => hit.id),
    );
    const rows = [];
    for (const hit of hits.filter((one) => !known.has(one.id)).toReversed()) {
      const place = { threadId: hit.threadId, postId: hit.id, spaceId: hit.spaceId };
      const hearing = (await hearingOf(tx, hit.authorId, place, [accountId])).get(accountId);
      const channel = hearing && channelOf(reason, hearing.wishes);
      if (!hearing || !channel || !isTold(reason, { ...hearing, channel, isActor: false, isForBrand: false })) continue;
      const act = { eventId: null, actorId: hit.authorId, createdAt: tx.now, wishes: hearing.wishes };
      rows.push(notificationRow({ accountId, reason, refId: id, ...place, ...act }));
    }
    await insertNotifications(tx, rows);
  });
}

/** Looks for what is new for every saved search, as its member may read it. */
export async function lookForNew(adda: Adda): Promise<void> {
  const begunAt = Date.now();
  let due: Due[];
  do {
    due = await queries.dueSearches(adda.store.read, begunAt, TOGETHER);
    for (const one of due) {
      const startedAt = Date.now();
      const audience = await audienceOfAccount(adda.store.read, one.accountId);
      const since = Math.max(one.createdAt, one.checkedAt - LOOKED_BACK);
      const { hits } = await search(adda, audience, one.query, { spaceId: null, page: 1, order: 'newest', since });
      await tell(adda, one, hits.slice(0, TOLD_AT_ONCE), startedAt);
    }
  } while (due.length === TOGETHER && Date.now() < begunAt + ROUND_MS);
}
