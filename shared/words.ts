/** The closed sets of words that code, database, API and pages share. */
export const KINDS = ['problem', 'belief', 'craft', 'aspiration'] as const;
export type Kind = (typeof KINDS)[number];

export const FORMS = ['question', 'discussion'] as const;
export type Form = (typeof FORMS)[number];

export const THREAD_STATES = ['open', 'answered', 'solved'] as const;
export type ThreadState = (typeof THREAD_STATES)[number];

/** opening: the first post of a thread; answer: a top-level post by a member in a question; note: an
 *  official note by staff; post: any other top-level post; reply: a post under a post. */
export const POST_KINDS = ['opening', 'answer', 'note', 'post', 'reply'] as const;
export type PostKind = (typeof POST_KINDS)[number];

/** worked: "worked for me too" (a confirmation); me_too: "I have this too". */
export const MARK_KINDS = ['accept', 'worked', 'helpful', 'me_too'] as const;
export type MarkKind = (typeof MARK_KINDS)[number];

export const ROLES = ['member', 'staff', 'moderator', 'admin'] as const;
export type Role = (typeof ROLES)[number];

export const LANGUAGES = ['en', 'bn'] as const;
export type Language = (typeof LANGUAGES)[number];

export const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];
