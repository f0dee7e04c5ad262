import type { ActReason, Form } from '../../../../shared/words.ts';

/** A member of the example community; one with a stake in something says so in `affiliation`. */
export type DemoMember = {
  name: string;
  bio: string;
  language: 'en' | 'bn';
  joinedDaysAgo: number;
  affiliation?: string;
};
/** A brand of the example community; each product has the topic that people talk about instead of it. */
export type DemoBrand = {
  slug: string;
  name: string;
  domains: string[];
  products: { name: string; topic: string }[];
  contact: string;
  registeredDaysAgo: number;
};
/** A person who works for a brand and was granted its label; `brand` is the brand's slug. */
export type DemoStaff = {
  name: string;
  brand: string;
  bio: string;
  language: 'en' | 'bn';
  joinedDaysAgo: number;
  grantedDaysAgo: number;
  title?: never;
};
/** A space of the example community, with its charter and the tags its threads may carry. */
export type DemoSpace = {
  slug: string;
  name: string;
  kind: 'problem' | 'belief' | 'craft' | 'aspiration';
  charter: string;
  tags: string[];
  /** Not open to everybody. */
  access?: 'private';
};
/** A post that was reported and hidden; with an appeal, shown again. */
export type DemoPeace = {
  thread: string;
  by: string;
  afterMinutes: number;
  body: string;
  reportedBy: string;
  reason: ActReason;
  evidence: string;
  decidedBy: string;
  note: string;
  appeal?: { words: string; decidedBy: string; decision: string };
};
/** What an official note may carry, and what staff may give a member: `settled` by the asker, a `safety` notice with its public reference, `thanks` from staff that count for nothing. */
export type DemoNote = { settled?: true; thanks?: string[]; safety?: { reference: string } };
/** A reply under a top-level post; replies have no replies of their own. */
export type DemoReply = DemoNote & { by: string; afterMinutes: number; body: string; helpful?: string[] };
/** A drawing of the example, and what it shows. */
export type DemoPicture = { file: string; alt: string; width: number; height: number };
/** A top-level post in a thread (an answer, when the thread is a question and the author is a member). */
export type DemoPost = DemoNote & {
  by: string;
  title?: string;
  afterMinutes: number;
  body: string;
  affiliation?: string;
  own?: boolean;
  accepted?: boolean;
  helpful?: string[];
  confirmed?: string[];
  replies?: DemoReply[];
};
/** A thread with everything said in it; minutes count from its opening. Only staff start prompts and open hours; journeys, challenges and showcases have a goal, dates and people, or pictures; `door` says that the asker would also like to hear from staff. */
export type DemoThread = {
  space: string;
  form: Form;
  goal?: string;
  wanted?: string;
  pictures?: DemoPicture[];
  lastsDays?: number;
  joined?: { name: string; done?: true }[];
  title: string;
  tags: string[];
  by: string;
  daysAgo: number;
  body: string;
  door?: true;
  meToo?: string[];
  helpful?: string[];
  posts: DemoPost[];
};
