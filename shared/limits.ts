/** Sizes that a form, the API and the rules share. Lengths are in Unicode code points. */
export const LIMITS = {
  title: { min: 8, max: 160 },
  body: { min: 2, max: 32_768 },
  reply: { min: 2, max: 8_192 },
  name: { min: 2, max: 30 },
  bio: { max: 500 },
  affiliation: { min: 3, max: 80 },
  reference: { max: 500 },
  brandName: { min: 2, max: 40 },
  topic: { max: 60 },
  /** Members that are invited in one go. */
  invitations: 5,
  domains: 10,
  products: 50,
  goal: { min: 3, max: 300 },
  wanted: { max: 300 },
  milestone: { min: 3, max: 120 },
  /** Pictures with one post, and the words about them. */
  pictures: 6,
  alt: { max: 300 },
  /** Files with one post that are no pictures, how many megabytes one may have, and how long its name may be. */
  files: 5,
  fileMegabytes: { min: 1, max: 10 },
  fileName: { max: 200 },
  reason: { min: 10, max: 500 },
  reasonName: { min: 3, max: 60 },
  /** What a moderator says with an act, and what is said against it. */
  actNote: { max: 1_000 },
  appeal: { min: 10, max: 2_000 },
  /** Why somebody should keep the peace in a space. */
  nomination: { min: 20, max: 1_000 },
  /** What a moderator notes about somebody. */
  personNote: { min: 2, max: 1_000 },
  email: { max: 254 },
  password: { min: 10, max: 200 },
  tag: { max: 35 },
  tagsPerThread: 5,
  spaceName: { min: 3, max: 60 },
  houseRules: { max: 5_000 },
  /** Of a page of the forum about itself. */
  sitePage: { max: 50_000 },
  joinQuestion: { max: 200 },
  joinWords: { min: 2, max: 500 },
  charter: { min: 20, max: 400 },
  forumName: { min: 2, max: 60 },
  /** The forum in one line. */
  tagline: { max: 120 },
  tokenLabel: { min: 1, max: 60 },
  /** What admins note about a join link, how many may join by it, and for how many days. */
  joinLinkNote: { max: 80 },
  joinLinkUses: { min: 1, max: 100 },
  joinLinkDays: { min: 1, max: 90 },
  evidence: { min: 10, max: 1_000 },
  /** Why something is unlawful. */
  notice: { min: 20, max: 5_000 },
  noticeName: { min: 2, max: 100 },
  query: { max: 200 },
  /** Top-level posts on one page of a thread. */
  postsPerPage: 20,
  /** Replies drawn under a post before "show all". */
  repliesShown: 10,
  /** Replies on one page of a post's own. */
  repliesPerPage: 50,
  /** Threads on one page of a feed. */
  threadsPerPage: 25,
  searchPerPage: 20,
  /** Spaces, tags and people that one member follows. */
  follows: 200,
  /** Searches that one member saved. */
  savedSearches: 20,
  /** Posts that one member keeps, and what they note about one. */
  bookmarks: 1_000,
  bookmarkNote: { max: 500 },
  message: { min: 1, max: 8_192 },
  /** Letters of what one message said before it was changed. */
  messageEarlier: 16_384,
  /** What somebody says first to a stranger. */
  request: { min: 1, max: 2_000 },
  /** Members in one conversation, and messages on one page of it. */
  participants: 8,
  messagesPerPage: 30,
  conversationsPerPage: 25,
  /** Changes of posts for a brand that are older than an hour: by one person, and by all of the brand, in 24 hours. */
  noteChanges: { each: 5, brand: 10 },
  template: { max: 2_000 },
  pollQuestion: { min: 3, max: 200 },
  pollChoice: { min: 1, max: 120 },
  pollChoices: { min: 2, max: 20 },
  /** Texts of one member that are not sent yet. */
  drafts: 100,
  /** Posts of one member that wait for their time, and how far off that may be. */
  waiting: 5,
  waitingMinutes: 10,
  waitingDays: 60,
} as const;
