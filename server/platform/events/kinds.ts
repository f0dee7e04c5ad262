/**
 * What can happen in the forum: a closed list. An event carries ids and small facts, never names or text, so that it
 * may be kept, sent and shown to machines without asking whose words are in it.
 */
import type {
  ActReason,
  ActTarget,
  ActVerb,
  ExceptionKind,
  HoldWhy,
  Language,
  MarkKind,
  NominationState,
  PostKind,
  Role,
} from '../../../shared/words.ts';

type InThread = { threadId: number; spaceId: number };
type OnPost = InThread & { postId: number; number: number };
/** @property accountId whom it concerns; null for somebody who is gone */
type OfAct = { actId: number; target: ActTarget; verb: ActVerb; accountId: number | null };
type OfGrant = { grantId: number; accountId: number; brandId: number };

/** The facts of each kind. */
type Facts = {
  'thread.started': InThread & { postId: number };
  'thread.moved': InThread & { fromSpaceId: number };
  /** The asker, or a moderator, lets staff in before a peer has answered. */
  'thread.opened_early': InThread & { by: 'asker' | 'moderator' };
  'thread.finished': InThread & { isSet: boolean };
  /**
   * @property mayHaveCards whether a link stands alone in it, as far as anybody looked
   * @property answersId what it was said to, where that stands under the same post; null otherwise
   */
  'post.written': OnPost & {
    postKind: PostKind;
    parentId: number | null;
    mayHaveCards: boolean;
    answersId: number | null;
  };
  /** It waits for a moderator; when one approves it, it is written for those who read. */
  'post.held': OnPost & { why: HoldWhy };
  'post.edited': OnPost & { revision: number };
  /** Others may change it from now on, or may no more. */
  'post.opened': OnPost & { isSet: boolean };
  'post.withdrawn': OnPost;
  'post.restored': OnPost;
  /** A quote in it has another name over it. */
  'post.redrawn': InThread & { postId: number };
  /** What a link in it leads to was found, or is another thing. */
  'post.previewed': InThread & { postId: number };
  'post.thanked': OnPost & { brandId: number };
  /** A post stands there although the limits would have refused it. */
  'exception.used': OnPost & { exception: ExceptionKind };
  /** A poll was put beside a post, changed, ended before its time or taken away. */
  'poll.changed': OnPost;
  /** Somebody voted: neither who nor how. */
  'poll.voted': OnPost;
  'mark.set': OnPost & { mark: MarkKind };
  'mark.taken_back': OnPost & { mark: MarkKind };
  'answer.accepted': OnPost;
  /** Somebody wrote into a conversation. */
  'message.written': { conversationId: number; messageId: number };
  /** Its author changed a message, or took it back. */
  'message.changed': { conversationId: number; messageId: number };
  /** Somebody who has not accepted it is asked to a conversation. */
  'conversation.asked': { conversationId: number; accountId: number };
  /** Who takes part in a conversation changed: somebody accepted, refused, left. */
  'conversation.changed': { conversationId: number; accountId: number };
  'challenge.joined': InThread;
  'challenge.left': InThread;
  'challenge.finished': InThread & { isSet: boolean };
  'invitation.sent': InThread & { invitationId: number; accountId: number };
  'invitation.declined': { invitationId: number };
  /** A moderator did something with a thread, or with a post in it. @property isUnseen with what is hidden in it alone */
  moderated: InThread & OfAct & { postId: number | null; isUnseen: boolean };
  /** The same with a member. */
  'member.moderated': OfAct & { accountId: number };
  /** A report was right: what somebody gains from a brand stands with their post. */
  'post.affiliation_shown': OnPost;
  /** @property postId null where something else than a post is meant */
  'report.made': { reportId: number; postId: number | null; reason: ActReason };
  'report.decided': { reportId: number; postId: number | null; isUpheld: boolean };
  /** A moderator looks at a case, or does so no longer. */
  'case.claimed': { caseId: number; isSet: boolean };
  /** Somebody says that something is unlawful; the letter to the address that they gave is not followed yet. */
  'notice.made': { noticeId: number };
  'appeal.made': { appealId: number };
  'appeal.decided': { appealId: number; isUpheld: boolean };
  'grant.proposed': OfGrant;
  'grant.confirmed': OfGrant & { by: 'admin' | 'letter' };
  'grant.started': OfGrant & { language: Language };
  /** An admin asked for the confirming letter again. */
  'grant.renewal_asked': OfGrant;
  'grant.renewed': OfGrant;
  'grant.ended': OfGrant & { by: 'admin' | 'brand' | 'member' | 'time' | 'erased' };
  'brand.registered': { brandId: number };
  'brand.changed': { brandId: number };
  /** Somebody wants to join; the letter to the address that they gave is not followed yet. */
  'account.sign_up_asked': { signUpId: number };
  /** An admin made a link by which others join, or ended one. */
  'join_link.made': { joinLinkId: number };
  'join_link.ended': { joinLinkId: number };
  'account.joined': { accountId: number };
  /** Somebody tried to join with the address of an account that is there already. */
  'account.join_repeated': { accountId: number };
  'account.link_requested': { accountId: number; link: 'verify' | 'reset' | 'new_address' };
  'account.verified': { accountId: number };
  /** The address became another; the one before is told. */
  'account.address_changed': { accountId: number };
  'account.changed': { accountId: number };
  /** Moderators noted something about somebody for each other, or took it back. */
  'account.noted': { accountId: number; noteId: number; isSet: boolean };
  'account.role_changed': { accountId: number; role: Role };
  'account.claimed': { accountId: number; importedId: number };
  'account.claim_decided': { accountId: number; importedId: number; isGranted: boolean };
  'account.erased': { accountId: number };
  'space.made': { spaceId: number };
  'space.changed': { spaceId: number };
  'space.moderator_changed': { spaceId: number; accountId: number; isSet: boolean };
  /** Somebody was let into a space that is not open to everybody, or out of it. */
  'space.member_changed': { spaceId: number; accountId: number; isSet: boolean };
  /** Its moderators are reminded of the house rules, for what a case says. */
  'space.reminded': { spaceId: number; caseId: number };
  'space.join_asked': { requestId: number };
  'space.join_decided': { requestId: number; isGranted: boolean };
  'space.nominated': { nominationId: number; accountId: number };
  'space.nomination_seconded': { nominationId: number };
  'space.nomination_accepted': { nominationId: number };
  'space.vote_opened': { nominationId: number };
  /** Somebody voted: neither who nor how. */
  'space.voted': { nominationId: number };
  'space.nomination_ended': { nominationId: number; state: NominationState };
  'space.proposed': { proposalId: number };
  'space.seconded': { proposalId: number };
  'space.proposal_decided': { proposalId: number; isGranted: boolean };
  /** The forum's own settings. */
  'forum.changed': object;
  /** Much came, or was counted, at once: every page may look different. */
  'forum.filled': object;
};

export type EventKind = keyof Facts;
export type EventOf<K extends EventKind> = { kind: K; actorId: number | null } & Facts[K];
/** @property actorId who did it; null for the forum itself, and for who has no account */
export type AddaEvent = { [K in EventKind]: EventOf<K> }[EventKind];

/** An event as it was stored. */
export type StoredEvent<K extends EventKind = EventKind> = { [One in K]: EventOf<One> & { id: number; at: number } }[K];

/** Kinds after which any page may look different. */
const SITE_WIDE: ReadonlySet<EventKind> = new Set<EventKind>([
  'account.claim_decided',
  'account.erased',
  'brand.registered',
  'brand.changed',
  'grant.started',
  'grant.ended',
  'space.made',
  'space.changed',
  'forum.changed',
  'forum.filled',
]);

/** Whose pages look different after an event: those of a space, or all. */
export function shownBy(event: AddaEvent): { spaceIds: number[]; everywhere: boolean } {
  const spaceIds = 'spaceId' in event ? [event.spaceId] : [];
  if (event.kind === 'thread.moved') spaceIds.push(event.fromSpaceId);
  return { spaceIds, everywhere: SITE_WIDE.has(event.kind) };
}

/** A fact is a number, yes or no, or a word of a closed list; `true` for all of them, or this does not compile. */
type IsSmall<T> = string extends T ? false : T extends number | boolean | string | null ? true : false;
type AllSmall<T> = { [K in keyof T]: { [F in keyof T[K]]: IsSmall<T[K][F]> }[keyof T[K]] }[keyof T];
type NoFactIsText = false extends AllSmall<Facts> ? never : true;
export const NO_FACT_IS_TEXT: NoFactIsText = true;
