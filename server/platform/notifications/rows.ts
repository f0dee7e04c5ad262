/** What is kept of something that a member is told. */
import { letterOf, type Wishes } from '../../rules/notice-wishes.ts';
import { groupKeyOf, type Told } from '../../rules/notifications.ts';
import type { Tx } from '../store/store.ts';
import type { Telling } from './kinds.ts';

/** @property eventId with `actorId`: the act behind it; null for what no act is behind */
export type Notice = Told &
  Pick<Telling, 'threadId' | 'postId' | 'spaceId'> & {
    eventId: number | null;
    actorId: number | null;
    wishes: Wishes;
    createdAt: number;
  };

/** The row, with the letter that its member wishes for. */
export function notificationRow({ wishes, refId = null, ...notice }: Notice): Tx['t']['notifications']['$inferInsert'] {
  const { reason } = notice;
  return { ...notice, refId, groupKey: groupKeyOf(reason, { ...notice, refId }), letter: letterOf(reason, wishes) };
}
