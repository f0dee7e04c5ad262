/** Every act, by what it is done to. */
import type { ActTarget, ActVerb } from '../../../shared/words.ts';
import type { Act, Wanted } from './act.ts';
import type { ActRow } from './queries.ts';
import { asAnswer } from './verbs/as-answer.ts';
import { asReply } from './verbs/as-reply.ts';
import { approvePost } from './verbs/approve.ts';
import { closeThread } from './verbs/close.ts';
import { editForAuthor } from './verbs/edit.ts';
import { clearPicture } from './verbs/clear-picture.ts';
import { endSessions } from './verbs/end-sessions.ts';
import { hidePost, hideThread } from './verbs/hide.ts';
import { listThread } from './verbs/list.ts';
import { lockThread } from './verbs/lock.ts';
import { mergeThread } from './verbs/merge.ts';
import { moveThread } from './verbs/move.ts';
import { pinThread } from './verbs/pin.ts';
import { refusePost } from './verbs/refuse.ts';
import { remind } from './verbs/remind.ts';
import { removePost } from './verbs/remove.ts';
import { reopenThread } from './verbs/reopen.ts';
import { retitleThread } from './verbs/retitle.ts';
import { showPost, showThread } from './verbs/show.ts';
import { silence } from './verbs/silence.ts';
import { slowThread } from './verbs/slow.ts';
import { splitThread } from './verbs/split.ts';
import { suspend } from './verbs/suspend.ts';
import { unlistThread } from './verbs/unlist.ts';
import { unlockThread } from './verbs/unlock.ts';
import { unmergeThread } from './verbs/unmerge.ts';
import { unpinThread } from './verbs/unpin.ts';
import { unsilence } from './verbs/unsilence.ts';
import { unsuspend } from './verbs/unsuspend.ts';

export const ALL_ACTS: readonly Act[] = [
  ...[hidePost, showPost, remind, editForAuthor, asAnswer, asReply, removePost],
  ...[approvePost, refusePost],
  ...[lockThread, unlockThread, slowThread, closeThread, reopenThread, retitleThread, moveThread],
  ...[
    splitThread,
    mergeThread,
    unmergeThread,
    pinThread,
    unpinThread,
    unlistThread,
    listThread,
    hideThread,
    showThread,
  ],
  ...[silence, unsilence, suspend, unsuspend, clearPicture, endSessions],
];

export const findAct = (target: ActTarget, verb: ActVerb): Act | undefined =>
  ALL_ACTS.find((one) => one.target === target && one.verb === verb);

/** What takes an act back: with which verb, on what, and with what of what was. */
export function wantedBack(act: Act, opposite: ActVerb, { postId, threadId, accountId, facts }: ActRow): Back {
  const own = { post: postId, thread: threadId, member: accountId }[act.target] ?? 0;
  const wanted = facts && act.back ? act.back(facts) : {};
  // A thread that was split off goes back into the one it came from.
  if (act.verb === 'split') return { verb: opposite, id: Number(facts?.into ?? 0), wanted: { threadId: own } };
  return { verb: opposite, id: own, wanted };
}
type Back = { verb: ActVerb; id: number; wanted: Wanted };
