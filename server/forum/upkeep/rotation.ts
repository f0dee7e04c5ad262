/** Questions take turns in "Needs an answer": who has one now, and who was seen. */
import type { Adda } from '../../platform/adda.ts';
import { besideOthers } from '../../platform/jobs/pace.ts';
import { FIRST_SHOWN, needsKey, rotationOf, usualWait } from '../../rules/needs.ts';
import { getSetting, putSetting } from '../../platform/site/queries.ts';
import { lockThread } from '../threads/queries.ts';
import { takeTurn } from '../threads/recount.ts';
import * as queries from './rotation-queries.ts';

const ROTATED_AT_ONCE = 20;

/** Since when it is noted which questions stood among the first; milliseconds. The health page asks. */
export const WATCHED_SINCE = 'needs_watched_since';

/** Gives every question whose turn has come its place. */
export async function rotate(adda: Adda): Promise<void> {
  for (;;) {
    const due = await queries.dueRotations(adda.store.read, Date.now(), ROTATED_AT_ONCE);
    if (due.length === 0) return;
    await besideOthers(() =>
      adda.store.write(async (tx) => {
        for (const { id, createdAt, measured } of due) {
          const thread = await lockThread(tx, id);
          if (!thread) continue;
          const { lastAt, nextAt } = rotationOf(createdAt, usualWait(measured), tx.now);
          const key = Math.min(thread.needsKey, needsKey(lastAt, createdAt));
          await takeTurn(tx, id, { needsKey: key, rotatesAt: nextAt });
        }
      }),
    );
  }
}

/** Notes which questions stand among the first of the forum or of their space, where they were not noted before. */
export async function noteSeen(adda: Adda): Promise<void> {
  await adda.store.write(async (tx) => {
    if ((await getSetting(tx, WATCHED_SINCE)) === null) await putSetting(tx, WATCHED_SINCE, tx.now);
    const first = await queries.firstOfNeeds(tx, null, FIRST_SHOWN);
    for (const spaceId of await queries.spacesInNeed(tx)) {
      first.push(...(await queries.firstOfNeeds(tx, spaceId, FIRST_SHOWN)));
    }
    await queries.setSeen(tx, first, tx.now);
  });
}
