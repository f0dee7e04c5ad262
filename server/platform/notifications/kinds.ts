/** What a feature tells members of, on the page they have for it: after which events, and whom. */
import type { Told } from '../../rules/notifications.ts';
import type { EventKind, StoredEvent } from '../events/kinds.ts';
import type { Tx } from '../store/store.ts';

/** @property told those who might be; who muted it, may not read it or did it themselves is left out */
export type Telling = {
  threadId: number | null;
  postId: number | null;
  spaceId: number | null;
  /** Tags and people that may have been muted besides the thread and its space. */
  tagIds?: readonly number[];
  isForBrand?: boolean;
  told: readonly Told[];
};

export type NotificationKind<K extends EventKind = EventKind> = {
  on: readonly K[];
  telling(tx: Tx, event: StoredEvent<K>): Promise<Telling | null>;
};

/** Says which events it follows, so that its function knows their facts. */
export const notificationKind = <K extends EventKind>(kind: NotificationKind<K>): NotificationKind =>
  kind as unknown as NotificationKind;
