/** What is looked at before others read it: when a post is held, when a raid looms, what gives a script away. */
import type { FieldFault } from '../../shared/faults.ts';
import type { FirstPosts, HeldWhy, TrustStep } from '../../shared/words.ts';
import type { Score } from './spam-score.ts';
import type { Hit } from './watch.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** @property scoreAbove percent from which the score holds; 0 for never */
export type Prevention = {
  firstPosts: FirstPosts;
  similar: boolean;
  scoreAbove: number;
  disposableMail: boolean;
};
export const USUAL_PREVENTION: Prevention = {
  ...{ firstPosts: 'links', similar: true },
  ...{ scoreAbove: 90, disposableMail: false },
};
export const SCORES = [0, 80, 90, 95, 99] as const;
/** Up to so much, percent, and by so many words, a text reads like what moderators here let stand: one word says nothing. */
const READS_LIKE_HERE = { percent: 5, words: 5 };

/** @property until when it ends by itself, ms @property days accounts older than that post freely */
export type Raid = { until: number; days: number };
export const RAID_HOURS = [1, 3, 12, 24, 72] as const;
export const RAID_DAYS = [1, 3, 7, 30] as const;

/** The raid mode that is on, or null. */
export const raidAt = (raid: Raid | null, now: number): Raid | null => (raid && raid.until > now ? raid : null);

/** So long a text stays known, to be compared with. */
export const PRINTS_MS = 7 * DAY;

/**
 * @property trust null for brand staff @property approved posts of theirs that a moderator approved, or that stand
 * @property approvedLinks those that a moderator approved @property links to elsewhere
 * @property strange sites among them that nobody else here linked to @property isOnTopic whether it takes up what is talked about
 */
export type LookedAt = {
  mayModerate: boolean;
  trust: TrustStep | null;
  ageMs: number;
  approved: number;
  approvedLinks: number;
  links: number;
  strange: number;
  isOnTopic: boolean;
  hits: readonly Hit[];
  isSimilar: boolean;
  score: Score | null;
};

const held = (why: HeldWhy['why'], words: string[] = [], score: number | null = null): HeldWhy => ({
  ...{ why, words },
  score,
});

function heldInRaid({ trust, ageMs, links }: LookedAt, raid: Raid | null): HeldWhy | null {
  if (!raid || trust === null) return null;
  return ageMs < raid.days * DAY || (links > 0 && trust !== 'regular') ? held('raid') : null;
}

const readsLikeHere = (score: Score | null): boolean =>
  score !== null && score.percent <= READS_LIKE_HERE.percent && score.against >= READS_LIKE_HERE.words;

function heldAsFirst(
  { trust, approved, approvedLinks, strange, isOnTopic, score }: LookedAt,
  { firstPosts: first, scoreAbove }: Prevention,
): HeldWhy | null {
  if (trust !== 'new' || first === 'none') return null;
  const fits = isOnTopic || (scoreAbove > 0 && readsLikeHere(score));
  if (first === 'links') return strange > 0 && !fits && approvedLinks === 0 ? held('first_links') : null;
  return approved < Number(first) ? held('first_post') : null;
}

/** Why a post waits until a moderator has looked; null where it need not. Those who keep the peace are not looked at. */
export function whyHeld(seen: LookedAt, settings: Prevention, raid: Raid | null) {
  if (seen.mayModerate) return null;
  const hits = seen.hits.filter(({ action }) => action === 'hold');
  if (hits.length > 0)
    return held(
      hits[0]!.kind,
      hits.map(({ found }) => found),
    );
  const first = heldInRaid(seen, raid) ?? heldAsFirst(seen, settings);
  if (first) return first;
  // What is learnt and compared says nothing against those whom the forum knows well, or whose label says who they are.
  if (seen.trust === null || seen.trust === 'regular') return null;
  const { similar, scoreAbove } = settings;
  if (similar && seen.trust === 'new' && seen.isSimilar) return held('similar');
  const { score } = seen;
  return scoreAbove > 0 && score && score.percent >= scoreAbove ? held('score', score.words, score.percent) : null;
}

/** What a post stands with that a moderator should look at all the same. */
export function whyFlagged({ mayModerate, hits }: LookedAt): HeldWhy | null {
  const flags = hits.filter(({ action }) => action === 'flag');
  if (mayModerate || flags.length === 0) return null;
  return held(
    flags[0]!.kind,
    flags.map(({ found }) => found),
  );
}

/** What refuses it, as the admin wrote it; null for nothing. */
export const whyRefused = ({ mayModerate, hits }: LookedAt): string | null =>
  mayModerate ? null : (hits.find(({ action }) => action === 'refuse')?.found ?? null);

/** What is refused where nothing can wait: what a rule refuses, which is said; and what it would hold, which is not. */
export function whyNotTaken(hits: readonly Hit[]): Pick<FieldFault, 'fault' | 'text'> | null {
  const refused = hits.find(({ action }) => action === 'refuse');
  if (refused) return { fault: 'watched', text: refused.found };
  return hits.some(({ action }) => action === 'hold') ? { fault: 'watched_for' } : null;
}

/**
 * What others change in somebody's post does not wait: all of it would be hidden, and look like its author's.
 * @param author who wrote the post, null where nobody here did
 */
export const whyNotChange = (
  { held }: { held: HeldWhy | null },
  editorId: number,
  author: number | null,
): FieldFault | null => (held && editorId !== author ? { field: 'body', fault: 'would_wait' } : null);

/** How much came in the last hour, and in the week before it. */
export type Arrivals = { lastHour: number; week: number };
const RAID_TIMES = 5;
const RAID_LEAST = 20;

/** More than five times the usual hour, and enough of them: then raid mode proposes itself. */
export function raidLooms(...arrivals: Arrivals[]): boolean {
  const usual = (week: number) => week / (7 * 24);
  return arrivals.some(({ lastHour, week }) => lastHour >= RAID_LEAST && lastHour > RAID_TIMES * usual(week));
}

/** Nobody fills in name, address and password faster; a form that was drawn long ago is drawn again. */
export const FASTEST_MS = 3_000;
const OLDEST_MS = 12 * HOUR;

/** From when on the time of a form counts that is drawn again: nobody waits twice, nor for one that they read before. */
export function drawnAgainAt(drawnAt: number | null, now: number): number {
  if (drawnAt === null || drawnAt > now) return now;
  return now - drawnAt > OLDEST_MS ? now - FASTEST_MS : drawnAt;
}

/** What is odd about a sign-up form. @param drawnAt when it was drawn, as we signed it; null where that is not so */
export function isTrapped({ drawnAt, unseen }: { drawnAt: number | null; unseen: string }, now: number): boolean {
  if (unseen !== '') return true;
  return drawnAt === null || now - drawnAt < FASTEST_MS || now - drawnAt > OLDEST_MS;
}

const MINUTE = 60_000;
/** Somebody is counted to a flood who joined no longer than this before raid mode was switched on. */
const FLOOD_MS = DAY;

/**
 * When others joined together with somebody, and when raid mode must have been switched on for that to mean anything.
 * @param createdAt when somebody joined, in ms
 */
export function joinedTogether(createdAt: number): { from: number; to: number; raidFrom: number; raidTo: number } {
  const from = Math.floor(createdAt / MINUTE) * MINUTE;
  return { from, to: from + MINUTE - 1, raidFrom: createdAt, raidTo: createdAt + FLOOD_MS };
}
