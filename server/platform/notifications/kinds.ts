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

/** Who is looked at in one transaction: so many accounts, those after one of them, in the order of their ids. */
export type Piece = { after: number; limit: number };

export type NotificationKind<K extends EventKind = EventKind> = {
  on: readonly K[];
  /**
   * @param piece where many may be told: of each reason, at least as many accounts as fit into it are named, and one more
   *   where there are others
   */
  telling(tx: Tx, event: StoredEvent<K>, piece: Piece): Promise<Telling | null>;
};

/** Says which events it follows, so that its function knows their facts. */
export const notificationKind = <K extends EventKind>(kind: NotificationKind<K>): NotificationKind =>
  kind as unknown as NotificationKind;
