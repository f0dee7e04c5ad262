/** Formulas by which forums order threads: yardsticks for the rank bench, no part of the product. */
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** What a thread is like at a moment, as far as any of the formulas asks. */
export type Seen = {
  createdAt: number;
  /** Votes for it less votes against it. */
  score: number;
  /** Votes for any of its posts, and when they came. */
  likes: number[];
  /** Its posts, the opening first. */
  posts: { at: number; by: string | null }[];
  /** Of the last comment by another than its author within two days of its creation; else its creation. */
  bumpedAt: number;
  /** What ours makes of its opening and of the rest, one for each variant; null while nothing counts. */
  openings: (number | null)[];
  talks: (number | null)[];
};

/** The higher, the earlier in the list; -Infinity is in no list. */
export type Formula = (thread: Seen, now: number) => number;

const hours = (ms: number) => Math.max(0, ms) / HOUR;

/** Newest first. */
const chronological: Formula = ({ createdAt }) => createdAt;

/** The last post by anybody moves a thread up: phpBB, NodeBB, Discourse's "Latest". */
export const lastActivity: Formula = ({ posts }) => posts.at(-1)!.at;

/**
 * Reddit's "hot": sign(s)·log10(max(|s|, 1)) + t / 45,000 s, with the author's own vote in the score.
 * Source: reddit-archive/reddit, r2/r2/lib/db/_sorts.pyx.
 */
const redditHot: Formula = ({ createdAt, score }) => {
  const own = score + 1;
  return Math.sign(own) * Math.log10(Math.max(Math.abs(own), 1)) + createdAt / 1000 / 45_000;
};

/**
 * Hacker News: (p − 1)^0.8 / (age in hours + 2)^1.8 for p ≥ 1, with the submitter's own point in p.
 * Source: the Arc release, news.arc (frontpage-rank, gravity 1.8).
 */
const hackerNews: Formula = ({ createdAt, score }, now) => {
  const top = score > 0 ? score ** 0.8 : score;
  return top / (hours(now - createdAt) + 2) ** 1.8;
};

/**
 * Lemmy's "active": 10,000·log10(max(1, 3 + s)) / (hours since the last comment + 2)^1.8, where the comment is by
 * another than the author and the post no older than two days. Source: LemmyNet/lemmy, hot_rank() over
 * newest_comment_time_necro; the author's own vote is in the score.
 */
const lemmyActive: Formula = ({ score, bumpedAt }, now) =>
  (10_000 * Math.log10(Math.max(1, 3 + score + 1))) / (hours(now - bumpedAt) + 2) ** 1.8;

const DISCOURSE_RECENT = 7 * DAY;
const DISCOURSE_GRAVITY = 1.2;

/**
 * Discourse's "hot": likes / (age + 2)^1.2 plus (likes + posters − 1 of the last 7 days) / (hours since the first
 * post of these days + 2)^1.2; a new topic counts only its likes of these days. Source: discourse/discourse,
 * app/models/topic_hot_score.rb with its default settings. Ties go to the later first post of late.
 */
const discourseHot: Formula = ({ createdAt, likes, posts }, now) => {
  const since = now - DISCOURSE_RECENT;
  const recentLikes = likes.reduce((count, at) => count + (at >= since ? 1 : 0), 0);
  const recent = posts.filter(({ at }) => at >= since);
  const ofAge = (createdAt > since ? recentLikes : likes.length) / (hours(now - createdAt) + 2) ** DISCOURSE_GRAVITY;
  if (recent.length === 0) return ofAge;
  const posters = new Set(recent.map(({ by }) => by)).size;
  const first = recent[0]!.at;
  const ofLate = (recentLikes + posters - 1) / (hours(now - first) + 2) ** DISCOURSE_GRAVITY;
  return ofAge + ofLate + first * 1e-20;
};

export const FORMULAS: Record<string, Formula> = {
  chronological,
  'last activity': lastActivity,
  'Reddit hot': redditHot,
  'Hacker News': hackerNews,
  'Lemmy active': lemmyActive,
  'Discourse hot': discourseHot,
};

/** Ours: the key that server/rules/rank.ts keeps. */
export const ours =
  (variant: number): Formula =>
  ({ openings, talks }) => {
    const [opening, talk] = [openings[variant]!, talks[variant]!];
    if (opening === null || talk === null) return opening ?? talk ?? Number.NEGATIVE_INFINITY;
    return Math.max(opening, talk) + Math.log2(1 + 2 ** -Math.abs(opening - talk));
  };
