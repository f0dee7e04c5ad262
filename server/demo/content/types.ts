/** A member of the example community. */
export type DemoMember = { name: string; bio: string; language: 'en' | 'bn'; joinedDaysAgo: number };
/** A space of the example community, with its charter and the tags its threads may carry. */
export type DemoSpace = { slug: string; name: string; kind: 'problem' | 'belief' | 'craft' | 'aspiration'; charter: string; tags: string[] };
/** A reply under a top-level post; replies have no replies of their own. */
export type DemoReply = { by: string; afterMinutes: number; body: string; helpful?: string[] };
/** A top-level post in a thread (an answer, when the thread is a question). */
export type DemoPost = { by: string; afterMinutes: number; body: string; own?: boolean; accepted?: boolean; helpful?: string[]; confirmed?: string[]; replies?: DemoReply[] };
/** A thread with everything said in it; minutes count from its opening. */
export type DemoThread = { space: string; form: 'question' | 'discussion'; title: string; tags: string[]; by: string; daysAgo: number; body: string; meToo?: string[]; helpful?: string[]; posts: DemoPost[] };
