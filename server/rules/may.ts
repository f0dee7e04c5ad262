/**
 * What somebody may do, as pages ask it: the rule book's answers, with names. A page shows what its reader may
 * do; the domain asks the same questions again when it is done.
 */
import type { Form, PostKind, TrustStep } from '../../shared/words.ts';
import {
  type Actor,
  isPlainMember,
  isShared,
  isStaff,
  speaksForOperator,
  whyNotAdminister,
  whyNotAsMember,
  whyNotEdit,
  whyNotImprove,
  whyNotModerate,
  whyNotModerateAnything,
  whyNotOpenEarlyAccess,
  whyNotOpenPost,
  whyNotRestore,
  whyNotWithdraw,
} from './roles.ts';

type Thread = { authorId: number | null; form: Form; closedAt: number | null; space: { id: number } };
type Post = {
  authorId: number | null;
  kind: PostKind;
  withdrawnAt: number | null;
  isLabelled: boolean;
  openedTo: TrustStep | null;
};

/** In the forum as a whole. @param now in ms */
export function mayInForum(actor: Actor, forum: Parameters<typeof speaksForOperator>[1], now: number) {
  const administers = whyNotAdminister(actor) === null;
  const moderates = whyNotModerate(actor, null) === null;
  return {
    administer: administers,
    manageBrands: administers,
    overrideTopic: administers,
    removeDemo: administers,
    /** Something, be it the forum or one space. */
    moderate: whyNotModerateAnything(actor) === null,
    makeSpace: moderates,
    decideProposals: moderates,
    proposeSpace: isPlainMember(actor) && !moderates,
    useDesk: isStaff(actor),
    /** What is written for a brand stands under its label. */
    speakForBrand: actor !== null && (isStaff(actor) || speaksForOperator(actor, forum, now)),
    declareAffiliation: !isStaff(actor),
    bringPicture: whyNotAsMember(actor) === null,
  };
}

export type MayInForum = ReturnType<typeof mayInForum>;

/** In a space, and with any thread or post in it that is another's. */
export function mayInSpace(actor: Actor, spaceId: number) {
  const moderates = whyNotModerate(actor, spaceId) === null;
  return { editSpace: moderates, hide: moderates, lock: moderates, move: moderates, giveSafetyNotice: moderates };
}

/** With a thread. */
export function mayInThread(actor: Actor, thread: Thread) {
  return {
    ...mayInSpace(actor, thread.space.id),
    letStaffIn: whyNotOpenEarlyAccess(actor, thread, thread.space.id) === null,
  };
}

/** With one post of a thread. @param step how far the forum trusts the actor; undefined where nobody asked */
export function mayWithPost(actor: Actor, thread: Thread, post: Post, step?: TrustStep | null) {
  const shared = isShared(thread, post);
  return {
    edit: whyNotEdit(actor, { ...post, isShared: shared }) === null,
    withdraw: whyNotWithdraw(actor, post) === null,
    restore: whyNotRestore(actor, post) === null,
    /** A shared text, together with others; who speaks for a brand leaves it to members. */
    improve:
      shared &&
      !isStaff(actor) &&
      whyNotEdit(actor, { ...post, isShared: shared }) === null &&
      (step === undefined || actor?.id === post.authorId || whyNotImprove(thread, post, step) === null),
    open: whyNotOpenPost(actor, thread, post, thread.space.id) === null,
    hide: whyNotModerate(actor, thread.space.id) === null,
    thank: isStaff(actor) && !post.isLabelled,
  };
}
