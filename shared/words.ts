/** The closed sets of words that code, database, API and pages share. */
export const KINDS = ['problem', 'belief', 'craft', 'aspiration'] as const;
export type Kind = (typeof KINDS)[number];

/** What members start, and what brand staff may start instead. */
export const MEMBER_FORMS = [
  'question',
  'problem',
  'discussion',
  'showcase',
  'journey',
  'challenge',
  'resource',
] as const;
export const STAFF_FORMS = ['prompt', 'resource', 'open_hour'] as const;
export const FORMS = [...MEMBER_FORMS, 'prompt', 'open_hour'] as const;
export type MemberForm = (typeof MEMBER_FORMS)[number];
export type StaffForm = (typeof STAFF_FORMS)[number];
export type Form = (typeof FORMS)[number];

/** What a form asks for besides title and text. */
export type ThreadDetails = {
  /** A showcase: what critique is wanted. */
  wanted?: string;
  /** A journey: where it is to lead. A challenge: what finishing it means. */
  goal?: string;
};

/** Which forms a space offers, in this order, each with its own words for starting one where it has some. */
export type FormWords = { form: MemberForm; words: string }[];

/** noted: nobody but staff has said something; settled: the asker says that a staff note was enough; finished:
 *  a journey's or a challenge's author says that it is over. */
export const THREAD_STATES = ['open', 'noted', 'answered', 'settled', 'solved', 'finished'] as const;
export type ThreadState = (typeof THREAD_STATES)[number];

/** Why a thread was closed. unclear: nobody can tell what is asked; too_narrow: of use to nobody else. */
export const CLOSE_REASONS = [
  'duplicate',
  'off_topic',
  'unclear',
  'too_broad',
  'opinion',
  'too_narrow',
  'reference',
  'other',
] as const;
export type CloseReason = (typeof CLOSE_REASONS)[number];

/** duplicate: the question is answered there; linked: it is mentioned. */
export const THREAD_LINK_KINDS = ['duplicate', 'linked'] as const;
export type ThreadLinkKind = (typeof THREAD_LINK_KINDS)[number];

/** opening: the first post of a thread; answer: a top-level post by a member in a question; note: an
 *  official note by staff; milestone: what the author of a journey adds to it; update: what somebody who takes
 *  part in a challenge tells of it; post: any other top-level post; reply: a post under a post. */
export const POST_KINDS = ['opening', 'answer', 'note', 'milestone', 'update', 'post', 'reply'] as const;
export type PostKind = (typeof POST_KINDS)[number];

/** Who may end a poll before its time. */
export const POLL_ENDERS = ['author', 'moderator'] as const;
export type PollEnder = (typeof POLL_ENDERS)[number];

/** outdated: "no longer right"; worked: "worked for me too" (a confirmation); me_too: "I have this too"; settled: "settled by staff". */
export const MARK_KINDS = ['accept', 'settled', 'worked', 'helpful', 'me_too', 'outdated'] as const;
export type MarkKind = (typeof MARK_KINDS)[number];

/** What a member is honoured for, on their page. */
export const HONOURS = ['accepted', 'worked_for_ten', 'welcomed', 'kept_alive'] as const;
export type Honour = (typeof HONOURS)[number];

/** What a member can follow. */
export const FOLLOW_KINDS = ['space', 'tag', 'member', 'thread'] as const;
export type FollowKind = (typeof FOLLOW_KINDS)[number];

/** What one is told of there: everything, what concerns oneself, nothing. */
export const FOLLOW_LEVELS = ['all', 'mine', 'muted'] as const;
export type FollowLevel = (typeof FOLLOW_LEVELS)[number];

/** How something is followed where nobody says how. */
export const USUAL_LEVEL: Record<FollowKind, FollowLevel> = {
  space: 'mine',
  tag: 'mine',
  member: 'mine',
  thread: 'all',
};

/** Whether, and how, a member gets letters of what they are told, too. */
export const MAIL_WISHES = ['at_once', 'daily', 'weekly', 'never'] as const;
export type MailWish = (typeof MAIL_WISHES)[number];

/**
 * When letters come, by the member's own clock.
 * @property hour of the digest, 0 to 23 @property zone an IANA time zone
 * @property quiet hours from and until which no letter comes, 0 to 23; null for none
 */
export type MailTimes = { hour: number; zone: string; quiet: { from: number; to: number } | null };

/** What members choose by of what they are told: kinds. What is decided about them is no choice. */
export const NOTICE_KINDS = [
  ...(['answers', 'mentions', 'accepted', 'threads', 'invitations', 'reminders', 'marks', 'follows'] as const),
  'messages',
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** How one is told: not at all; on the page; there and in the digest; there and by a letter at once. */
export const NOTICE_CHANNELS = ['none', 'page', 'digest', 'at_once'] as const;
export type NoticeChannel = (typeof NOTICE_CHANNELS)[number];
/** Those of them that are letters. */
export type NoticeLetter = Extract<NoticeChannel, 'digest' | 'at_once'>;
/** What a member chose; what is not here is as their letters are. */
export type NoticeWishes = Partial<Record<NoticeKind, NoticeChannel>>;

/** Why somebody is told of something; of several reasons the first here is the one that is said. */
export const NOTIFICATION_REASONS = [
  ...(['act', 'appeal', 'report', 'proposal', 'accepted', 'mention', 'reply', 'quote', 'answer', 'post'] as const),
  ...(['message', 'message_request', 'invitation', 'solved', 'reminder', 'not_posted'] as const),
  ...(['edited', 'worked', 'helpful'] as const),
  ...(['thread', 'member', 'tag', 'space', 'search', 'duty'] as const),
] as const;
export type NotificationReason = (typeof NOTIFICATION_REASONS)[number];
/** Those of conversations, which say by `refId` of which. */
export const MESSAGE_REASONS = ['message', 'message_request'] as const satisfies readonly NotificationReason[];

/** Where somebody stands in a conversation: asked to it, in it, they refused it, they left it. */
export const PARTICIPANT_STATES = ['requested', 'accepted', 'refused', 'left'] as const;
export type ParticipantState = (typeof PARTICIPANT_STATES)[number];

/** From whom a member takes messages: everyone; those whom they follow or talked with in messages; nobody. */
export const MESSAGES_FROM = ['everyone', 'known', 'nobody'] as const;
export type MessagesFrom = (typeof MESSAGES_FROM)[number];

/** A brand that somebody spoke for until a moment: its id, and what it was called then. @property until in ms */
export type Stake = { brand: number; name: string; until: number };

/** What passed between members of a thread, counted for "Why here?". */
export type RankFacts = {
  /** Members who answered, and members who said something else to another member. */
  answerers: number;
  talkers: number;
  /** Pairs who spoke both ways. */
  pairs: number;
  helpful: number;
  meToo: number;
  worked: number;
  accepted: number;
};

/** Why a member may know: what everybody can see of them. */
export type InvitationReason = {
  /** Answers in the space within the last year. */
  answers: number;
  /** A tag of the question they answered under, and how often. */
  tag?: string;
  tagAnswers?: number;
  /** Words that the question shares with questions they answered. */
  words?: string[];
};

/** What the forum says of itself, each a page, in each of its languages. */
export const SITE_PAGES = ['about', 'rules', 'privacy', 'terms'] as const;
export type SitePage = (typeof SITE_PAGES)[number];

export const ROLES = ['member', 'staff', 'moderator', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** Offices that somebody can hold in one space. */
export const SPACE_ROLES = ['moderator'] as const;
export type SpaceRole = (typeof SPACE_ROLES)[number];

/** Who may read a space: everybody, whoever is signed in, or its members. */
export const SPACE_ACCESS = ['public', 'members', 'private'] as const;
export type SpaceAccess = (typeof SPACE_ACCESS)[number];

/** What a moderator does, by what it is done to; each is the last part of its address. */
export const POST_ACTS = [
  ...(['hide', 'show', 'remove', 'remind', 'edit', 'as-answer', 'as-reply'] as const),
  ...(['approve', 'refuse'] as const),
] as const;
export const THREAD_ACTS = [
  ...(['hide', 'show', 'lock', 'unlock', 'slow', 'close', 'reopen', 'move', 'split', 'merge', 'unmerge'] as const),
  ...(['pin', 'unpin', 'unlist', 'list', 'retitle'] as const),
] as const;
export const MEMBER_ACTS = ['silence', 'unsilence', 'suspend', 'unsuspend', 'clear-picture', 'end-sessions'] as const;
export const ACT_TARGETS = ['post', 'thread', 'member'] as const;
export type PostAct = (typeof POST_ACTS)[number];
export type ThreadAct = (typeof THREAD_ACTS)[number];
/** What a case about a space can end with; a space has no author, so nobody gets a statement. */
export const SPACE_ACTS = ['remind', 'slow', 'archive'] as const;
export type SpaceAct = (typeof SPACE_ACTS)[number];
export type MemberAct = (typeof MEMBER_ACTS)[number];
export type ActTarget = (typeof ACT_TARGETS)[number];
export type ActVerb = PostAct | ThreadAct | MemberAct;

/** Why: those that every forum begins with; an admin adds others and puts these away. */
export const ACT_REASONS = [
  ...(['spam', 'unkind', 'harm', 'off_topic', 'duplicate', 'undisclosed_affiliation', 'advertising'] as const),
  ...(['illegal', 'private_data', 'other'] as const),
] as const;
export type ActReason = (typeof ACT_REASONS)[number];

/** Why a post waits for a moderator before others read it. */
export const HOLD_WHYS = ['raid', 'words', 'links', 'first_post', 'first_links', 'similar', 'score'] as const;
export type HoldWhy = (typeof HOLD_WHYS)[number];
/**
 * What is kept of it: for moderators, the words that a rule or the score went by.
 * @property score how likely it is spam, percent
 */
/** @property by whose words they are, where another than the author changed the post */
export type HeldWhy = { why: HoldWhy; words: string[]; score: number | null; by?: number };

/** What an admin has watched: words, or where links lead; and what is done then. */
export const WATCH_KINDS = ['words', 'links'] as const;
export type WatchKind = (typeof WATCH_KINDS)[number];
export const WATCH_ACTIONS = ['flag', 'hold', 'refuse'] as const;
export type WatchAction = (typeof WATCH_ACTIONS)[number];

/** Who may join: everybody, or whoever has a join link. */
export const JOINING = ['open', 'invited'] as const;
export type Joining = (typeof JOINING)[number];

/** Which first posts of new accounts wait: none, those with links, or so many of them. */
export const FIRST_POSTS = ['none', 'links', '1', '2', '3'] as const;
export type FirstPosts = (typeof FIRST_POSTS)[number];

/** Files with a post that are no pictures, by what is inside them. */
export const FILE_KINDS = ['pdf', 'text', 'zip'] as const;
export type FileKind = (typeof FILE_KINDS)[number];

/** How far the forum trusts somebody. Brand staff are in none of the steps. */
export const TRUST_STEPS = ['new', 'known', 'regular'] as const;
export type TrustStep = (typeof TRUST_STEPS)[number];

/** Who may open a post to changes by others. */
export const POST_OPENERS = ['author', 'moderator'] as const;
export type PostOpener = (typeof POST_OPENERS)[number];

export const APPEAL_STATES = ['open', 'upheld', 'dismissed'] as const;
export type AppealState = (typeof APPEAL_STATES)[number];

/** What can be reported. */
export const CASE_TARGETS = [...ACT_TARGETS, 'space'] as const;
export type CaseTarget = (typeof CASE_TARGETS)[number];

/** conduct: something is wrong with it; edit: members propose another title, or other tags. */
export const CASE_KINDS = ['conduct', 'edit'] as const;
export type CaseKind = (typeof CASE_KINDS)[number];

/** Why a staff post stands where the peers-first window would have kept it out. */
export const EXCEPTIONS = ['asker', 'moderator', 'safety'] as const;
export type ExceptionKind = (typeof EXCEPTIONS)[number];

export { LANGUAGES, type Language } from './catalogue/languages.ts';

export const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** How lists of threads look: with a line of each, or as many as fit. */
export const LIST_LOOKS = ['full', 'compact'] as const;
export type ListLook = (typeof LIST_LOOKS)[number];

/** What a secret that was sent or shown lets its holder do; `back` gives an account its former address back. */
export const TOKEN_PURPOSES = ['verify', 'reset', 'api', 'back'] as const;
export type TokenPurpose = (typeof TOKEN_PURPOSES)[number];

/** What an API token may do, each with what stands before it: read; write as a member; act in an office. */
export const TOKEN_SCOPES = ['read', 'write', 'office'] as const;
export type TokenScope = (typeof TOKEN_SCOPES)[number];

/** Of what a member asked those in office for. */
export const REQUEST_STATES = ['open', 'granted', 'refused'] as const;
export type RequestState = (typeof REQUEST_STATES)[number];

/**
 * What became of a nomination. proposed: it waits for support and for who is nominated; lapsed: it came to no vote, or
 * who was nominated could not hold the office any more.
 */
export const NOMINATION_STATES = [
  ...(['proposed', 'voting', 'elected', 'not_elected', 'declined', 'objected', 'lapsed'] as const),
] as const;
export type NominationState = (typeof NOMINATION_STATES)[number];

export const REPORT_STATES = ['open', 'upheld', 'dismissed'] as const;
export type ReportState = (typeof REPORT_STATES)[number];

export const GRANT_STATES = ['proposed', 'active', 'ended'] as const;
export type GrantState = (typeof GRANT_STATES)[number];

/** Who, or what, ended a grant. */
export const GRANT_ENDS = ['admin', 'brand', 'member', 'time', 'erased'] as const;
export type GrantEnd = (typeof GRANT_ENDS)[number];

/** Who let staff in before a peer had answered. */
export const EARLY_ACCESS_BY = ['asker', 'moderator'] as const;
export type EarlyAccessBy = (typeof EARLY_ACCESS_BY)[number];

/** The periods that health is counted by. */
export const HEALTH_UNITS = ['week', 'month'] as const;
export type HealthUnit = (typeof HEALTH_UNITS)[number];
