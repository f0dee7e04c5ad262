/** The closed sets of words that code, database, API and pages share. */
export const KINDS = ['problem', 'belief', 'craft', 'aspiration'] as const;
export type Kind = (typeof KINDS)[number];

/** What members start, and what brand staff may start instead. */
export const MEMBER_FORMS = ['question', 'discussion'] as const;
export const STAFF_FORMS = ['prompt', 'resource', 'open_hour'] as const;
export const FORMS = [...MEMBER_FORMS, ...STAFF_FORMS] as const;
export type MemberForm = (typeof MEMBER_FORMS)[number];
export type StaffForm = (typeof STAFF_FORMS)[number];
export type Form = (typeof FORMS)[number];

/** noted: nobody but staff has said something; settled: the asker says that a staff note was enough. */
export const THREAD_STATES = ['open', 'noted', 'answered', 'settled', 'solved'] as const;
export type ThreadState = (typeof THREAD_STATES)[number];

/** opening: the first post of a thread; answer: a top-level post by a member in a question; note: an
 *  official note by staff; post: any other top-level post; reply: a post under a post. */
export const POST_KINDS = ['opening', 'answer', 'note', 'post', 'reply'] as const;
export type PostKind = (typeof POST_KINDS)[number];

/** worked: "worked for me too" (a confirmation); me_too: "I have this too"; settled: "settled by staff". */
export const MARK_KINDS = ['accept', 'settled', 'worked', 'helpful', 'me_too'] as const;
export type MarkKind = (typeof MARK_KINDS)[number];

export const ROLES = ['member', 'staff', 'moderator', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** What a report says is wrong with a post. */
export const REPORT_REASONS = ['undisclosed_affiliation', 'advertising', 'unkind', 'other'] as const;
export type ReportReason = (typeof REPORT_REASONS)[number];

/** Why a staff post stands where the peers-first window would have kept it out. */
export const EXCEPTIONS = ['asker', 'moderator', 'safety'] as const;
export type ExceptionKind = (typeof EXCEPTIONS)[number];

export const LANGUAGES = ['en', 'bn'] as const;
export type Language = (typeof LANGUAGES)[number];

export const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];
