/** Marking as read, and how many are not. */
import type { Adda } from '../../platform/adda.ts';
import { audienceOf, type Reader } from '../../platform/audience/audience.ts';
import { AddaError } from '../../platform/errors.ts';
import { type Unread, UNREAD_SHOWN } from '../../platform/layout/shell.ts';
import { markRead, type ToRead } from '../../platform/notifications/queries.ts';
import { keepWhileStill } from '../../platform/store/still.ts';
import type { Actor } from '../../rules/roles.ts';
import { countUnread } from './queries.ts';

const COUNTS_KEPT = 2_000;

type Counting = (key: string) => Promise<Unread>;
const countings = new WeakMap<Adda, Counting>();

/** How many different things this member has not read, at most `UNREAD_SHOWN`; and how many of those are conversations. */
export function unreadOf(adda: Adda, viewer: Reader): Promise<Unread> {
  let counting = countings.get(adda);
  if (!counting) {
    counting = keepWhileStill(adda.store, COUNTS_KEPT, (key) => {
      const { moderates, ...reader } = JSON.parse(key) as {
        id: number;
        closedSpaces: number[];
        moderates: 'all' | number[];
      };
      const audience = audienceOf({ ...reader, moderates: moderates === 'all' ? 'all' : new Set(moderates) });
      return countUnread(adda.store.read, audience, reader.id, UNREAD_SHOWN);
    });
    countings.set(adda, counting);
  }
  const { id, closedSpaces, moderates } = viewer;
  const where = moderates === 'all' ? 'all' : [...moderates];
  return counting(JSON.stringify({ id, closedSpaces, moderates: where }));
}

/** @param which of one's notifications; all of them where nothing is said @throws {AddaError} `not_signed_in` */
export async function readNotifications(adda: Adda, actor: Actor, which: ToRead): Promise<void> {
  if (!actor) throw new AddaError('not_signed_in');
  await adda.store.write((tx) => markRead(tx, actor.id, which));
}
