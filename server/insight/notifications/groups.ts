/** Rows that are shown as one: the same reason about the same thing on the same day, all read or none. */
import type { NotificationReason } from '../../../shared/words.ts';
import type { NotificationRow } from './queries.ts';

/** @property row the newest of them @property actors how many people, the newest one among them */
export type NotificationGroup = {
  row: NotificationRow;
  ids: number[];
  actors: number;
  count: number;
  isRead: boolean;
};

const DAY = 24 * 3_600_000;

/** Newest first, by what happened: tasks that ran beside each other told of it in any order. */
export const newestFirst = (rows: readonly NotificationRow[]) =>
  rows.toSorted((one, other) => other.createdAt - one.createdAt || other.id - one.id);

/** Groups rows that come newest first, in the order of their newest. */
export function grouped(rows: readonly NotificationRow[]): NotificationGroup[] {
  const groups = new Map<string, NotificationRow[]>();
  for (const row of rows) {
    const isRead = row.readAt !== null;
    const key = `${row.groupKey} ${isRead ? Math.floor(row.createdAt / DAY) : 'unread'}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()].map(newestFirst).map((all) => ({
    row: all[0]!,
    ids: all.map(({ id }) => id),
    actors: new Set(all.map(({ actorId }) => actorId)).size,
    count: all.length,
    isRead: all[0]!.readAt !== null,
  }));
}

/** What the filters of the page are called, and what each shows. */
export const FILTERS = {
  all: null,
  talk: ['answer', 'post', 'reply', 'quote', 'edited', 'mention', 'thread', 'message', 'message_request'],
  marks: ['accepted', 'worked', 'helpful'],
  followed: ['space', 'tag', 'member', 'search'],
  other: ['act', 'appeal', 'report', 'proposal', 'invitation', 'solved', 'reminder', 'not_posted', 'duty'],
} as const satisfies Record<string, readonly NotificationReason[] | null>;

export type FilterName = keyof typeof FILTERS;
export const FILTER_NAMES = Object.keys(FILTERS) as FilterName[];
