/** Every act, by what it is done to. */
import type { ActTarget, ActVerb } from '../../../shared/words.ts';
import type { Act, Wanted } from './act.ts';
import type { ActRow } from './queries.ts';
import { asAnswer, asReply } from './verbs/answer.ts';
import { approvePost, refusePost } from './verbs/approve.ts';
import { closeThread, reopenThread } from './verbs/close.ts';
import { editForAuthor } from './verbs/edit.ts';
import { hidePost, hideThread, showPost, showThread } from './verbs/hide.ts';
import { lockThread, slowThread, unlockThread } from './verbs/lock.ts';
import { mergeThread, unmergeThread } from './verbs/merge.ts';
import { moveThread } from './verbs/move.ts';
import { listThread, pinThread, unlistThread, unpinThread } from './verbs/pin.ts';
import { remind } from './verbs/remind.ts';
import { removePost } from './verbs/remove.ts';
import { retitleThread } from './verbs/retitle.ts';
import { endSessions, silence, suspend, unsilence, unsuspend } from './verbs/silence.ts';
import { splitThread } from './verbs/split.ts';

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
  ...[silence, unsilence, suspend, unsuspend, endSessions],
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
