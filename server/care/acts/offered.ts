/** Which acts make sense on something as it is; whether somebody may do them is the rule book's question. */
import type { ActTarget } from '../../../shared/words.ts';
import type { Act } from './act.ts';
import { ALL_ACTS } from './all.ts';

type Post = {
  hidden: boolean;
  held: boolean;
  flagged: boolean;
  removed: boolean;
  withdrawn: boolean;
  isOpening: boolean;
  isReply: boolean;
};
type Thread = Record<'hidden' | 'locked' | 'closed' | 'pinned' | 'unlisted', boolean>;
/** @property isForum whether whoever looks moderates the whole forum */
type Member = { isSuspended: boolean; isSilent: boolean; hasPicture: boolean; isForum: boolean };

const ofTarget = (target: ActTarget, isOffered: Record<string, boolean>): Act[] =>
  ALL_ACTS.filter((act) => act.target === target && isOffered[act.verb] !== false);

export const offeredOnPost = ({ hidden, held, flagged, removed, withdrawn, isOpening, isReply }: Post): Act[] =>
  ofTarget('post', {
    ...{ hide: !hidden, show: hidden && !removed && !held, remove: !removed, edit: !removed && !withdrawn },
    ...{ approve: (held || flagged) && !withdrawn, refuse: held },
    ...{ 'as-answer': isReply, 'as-reply': !isReply && !isOpening },
  });

export const offeredOnThread = ({ hidden, locked, closed, pinned, unlisted }: Thread): Act[] =>
  ofTarget('thread', {
    ...{ hide: !hidden, show: hidden, lock: !locked, unlock: locked, close: !closed, reopen: closed },
    ...{ pin: !pinned && !unlisted, unpin: pinned, unlist: !unlisted, list: unlisted },
    // Posts are chosen first; what was merged is parted where it went.
    ...{ split: false, unmerge: false },
  });

export const offeredOnMember = ({ isSuspended, isSilent, hasPicture, isForum }: Member): Act[] =>
  ofTarget('member', {
    ...{ suspend: isForum && !isSuspended, unsuspend: isForum && isSuspended },
    ...{ unsilence: isSilent, 'end-sessions': isForum, 'clear-picture': isForum && hasPicture },
  });
