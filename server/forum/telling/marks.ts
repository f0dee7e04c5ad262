/** Who is told of a mark: the author of what it stands on, once, however often it is set and taken back. */
import { notificationKind } from '../../platform/notifications/kinds.ts';
import { setUntold } from '../../platform/notifications/queries.ts';
import type { NotificationReason } from '../../../shared/words.ts';
import { MARK_KINDS, type MarkKind } from '../../../shared/words.ts';
import { postToTell } from './queries.ts';

/** Marks of worth; what is only counted, or says that something is out of date, calls nobody. */
const REASONS: Partial<Record<MarkKind, NotificationReason>> = {
  accept: 'accepted',
  worked: 'worked',
  helpful: 'helpful',
};

const reasonOf = (mark: MarkKind): NotificationReason | undefined =>
  MARK_KINDS.includes(mark) ? REASONS[mark] : undefined;

export const markNotifications = [
  notificationKind({
    on: ['mark.set'],
    async telling(tx, { postId, mark, actorId }) {
      const reason = reasonOf(mark);
      const post = reason ? await postToTell(tx, postId) : null;
      if (!reason || !post || post.authorId === null) return null;
      if (actorId !== null && (await setUntold(tx, { postId, actorId, reason }, false))) return null;
      const told = [{ accountId: post.authorId, reason }];
      return { threadId: post.threadId, postId, spaceId: post.spaceId, told };
    },
  }),
  notificationKind({
    on: ['mark.taken_back'],
    async telling(tx, { postId, mark, actorId }) {
      const reason = reasonOf(mark);
      if (reason && actorId !== null) await setUntold(tx, { postId, actorId, reason }, true);
      return null;
    },
  }),
];
