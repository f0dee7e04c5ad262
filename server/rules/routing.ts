/**
 * Who may know: scores members for one question from what everybody can see, their answers in its space. The
 * product and `npm run bench -- routing` use this module.
 *
 * The score is a linear one, the form of a conditional logit (McFadden, "Conditional logit analysis of qualitative
 * choice behavior", 1974). Its weights were set by hand near fits on replays of four communities; where they depart
 * from the fits, and what a community that was left out says: docs/decisions/006-routing.md.
 */
import { INVITATIONS_BY_BRANDS, INVITATIONS_TO_MEMBER } from './rate-limits.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;

/**
 * Answering fades by half with every so many questions that the space has asked since. Counted in questions and
 * not in days, so that one number fits a room of ten questions a day and one of ten a year.
 */
export const HALF_LIFE_QUESTIONS = 20;
/** And by half with every so many days: who answered when few questions were asked is still about. */
export const HALF_LIFE_DAYS = 30;
/** An answer counts as prompt by half when its question had waited this long. */
export const PROMPT_MS = DAY;
/** So many of the questions that are most like the new one are looked at. */
export const LIKE_SHOWN = 50;
/** Keeps the likest few from weighing all (Cormack, Clarke, Büttcher: "Reciprocal rank fusion", SIGIR 2009). */
const LIKE_OFFSET = 3;

/** What each sign adds; all but the load are of natural logarithms. */
export const WEIGHTS = {
  /** Answers of late, counted in questions; and in days. */
  recent: 1,
  lately: 0.3,
  /** Those of them that were given while the question was fresh. */
  prompt: 0.4,
  /** Hours since the last answer: people answer in bursts. */
  last: -0.4,
  /** Answers under the question's tags. */
  tags: 0.2,
  /** Answers to questions that are like it. */
  like: 0.3,
  /** Answers that were accepted, confirmed or called helpful. */
  helped: 0.1,
  /** Invitations that still stand open, and those of late. */
  open: -0.5,
  invited: -0.25,
  /** How much of their share of all invitations they had already, squared: felt only near its end. */
  used: -1,
} as const;

/**
 * Whether a member gets one more invitation: three a week, of which brands have a part, so that none uses them up.
 * @param week the invitations of the last week, each with the brand that spoke
 * @param brandId of who invites now; null for members
 */
export function hasRoomFor(week: readonly { brandId: number | null }[], brandId: number | null): boolean {
  if (week.length >= INVITATIONS_TO_MEMBER.max) return false;
  if (brandId === null) return true;
  const { each, all } = INVITATIONS_BY_BRANDS;
  const byBrands = week.filter((one) => one.brandId !== null);
  return byBrands.length < all && byBrands.filter((one) => one.brandId === brandId).length < each;
}

/** One answer of a member in the question's space. */
export type PastAnswer = {
  at: number;
  /** How long its question had waited, milliseconds. */
  waited: number;
  /** How many questions the space has asked since it was written. */
  since: number;
  /** How many of the new question's tags its question has. */
  tags: number;
  /** How like the new question its question is: 0 not at all, 1 most; from `likenessAt`. */
  likeness: number;
  helped: boolean;
};
/** Invitations of the last weeks: how many stand open, how many there were, and how much of their share that is, 0 to 1. */
export type Load = { open: number; invited: number; used: number };
export const NO_LOAD: Load = { open: 0, invited: 0, used: 0 };

/** How like a question is that stands at this place, from 0, among those that are most like the new one. */
export function likenessAt(place: number): number {
  return LIKE_OFFSET / (Math.max(0, place) + LIKE_OFFSET);
}

/** The signs of a member, each ≥ 0. */
export type Signs = {
  recent: number;
  lately: number;
  prompt: number;
  lastHours: number;
  tags: number;
  like: number;
  helped: number;
};

/**
 * What nothing of a sign is taken for: the less, the more the first of it says. That somebody never answered anything
 * like the question tells the members of two languages apart, or of two crafts in one space.
 */
const NOTHING = { lately: 0.1, tags: 0.3, like: 0.1 } as const;

/** @param answers at least one */
export function signsOf(answers: PastAnswer[], now: number): Signs {
  const signs: Signs = { recent: 0, lately: 0, prompt: 0, lastHours: Infinity, tags: 0, like: 0, helped: 0 };
  for (const { at, waited, since, tags, likeness, helped } of answers) {
    const weight = 2 ** (-Math.max(0, since) / HALF_LIFE_QUESTIONS);
    signs.recent += weight;
    signs.lately += 2 ** (-Math.max(0, now - at) / (HALF_LIFE_DAYS * DAY));
    signs.prompt += weight * 2 ** (-Math.max(0, waited) / PROMPT_MS);
    signs.lastHours = Math.min(signs.lastHours, Math.max(0, now - at) / HOUR);
    signs.tags += tags;
    signs.like += likeness;
    if (helped) signs.helped++;
  }
  return signs;
}

/** How likely a member is to answer, on a scale that only orders. More answers never lower it, load never raises it. */
export function scoreOf(answers: PastAnswer[], load: Load, now: number): number {
  const { recent, lately, prompt, lastHours, tags, like, helped } = signsOf(answers, now);
  const hours = Number.isFinite(lastHours) ? lastHours : YEAR / HOUR;
  return (
    WEIGHTS.recent * Math.log1p(recent) +
    WEIGHTS.lately * Math.log(lately + NOTHING.lately) +
    WEIGHTS.prompt * Math.log1p(prompt) +
    WEIGHTS.last * Math.log1p(hours) +
    WEIGHTS.tags * Math.log(tags + NOTHING.tags) +
    WEIGHTS.like * Math.log(like + NOTHING.like) +
    WEIGHTS.helped * Math.log1p(helped) +
    WEIGHTS.open * load.open +
    WEIGHTS.invited * load.invited +
    WEIGHTS.used * load.used ** 2
  );
}

/** Nobody gets more than this share of what Adda sends by itself, where there are enough who could. */
export const MAX_SHARE = 0.1;
const ENOUGH_CANDIDATES = 10;
/** With fewer, a tenth each may leave nobody to ask: after one invitation for each of twelve, a second is more than a tenth. */
const SCARCE_CANDIDATES = 20;

/**
 * How much of their share of the invitations a member had, 0 to 1 and more.
 * @param theirs how many they had
 * @param sent how many all had, with those that go out now
 */
export function usedShare(theirs: number, sent: number): number {
  return theirs / shareOf(sent);
}

/** One is everybody's. */
const shareOf = (sent: number) => Math.max(1, sent * MAX_SHARE);

/** May one more invitation go to a member? */
export function isWithinShare(theirs: number, sent: number, candidates: number): boolean {
  return candidates < ENOUGH_CANDIDATES || theirs + 1 <= shareOf(sent);
}

/**
 * Who is asked: the likeliest within their share; and where few could answer and too few of them are within it, after
 * them those who had the fewest.
 * @param likeliest in this order; had: how many invitations each had
 * @param all sent: how many all had, with those that go out now; going: how many go out; candidates: who could answer
 */
export function chosenFrom<Member extends { had: number }>(
  likeliest: Member[],
  all: { sent: number; going: number; candidates: number },
): Member[] {
  const within = likeliest.filter(({ had }) => isWithinShare(had, all.sent, all.candidates));
  if (within.length >= all.going || all.candidates >= SCARCE_CANDIDATES) return within.slice(0, all.going);
  const others = likeliest.filter((one) => !within.includes(one)).sort((one, other) => one.had - other.had);
  return [...within, ...others].slice(0, all.going);
}

/** How many members a waiting question is brought to by itself; until what age; and over what time a share counts. */
export const INVITED_AT_ONCE = 3;
export const TOO_OLD_MS = 14 * DAY;
export const SHARE_MS = 30 * DAY;
/** Within what time an invitation weighs on the score. */
export const LOAD_MS = 30 * DAY;
/** Answers within this time are told as a reason. */
export const TOLD_MS = YEAR;

/** A space's usual wait is measured over this time, from so many answered questions at least. */
export const WAIT_MEASURED_MS = 180 * DAY;
export const WAIT_MEASURED_MIN = 10;

/** The middle of what questions waited, milliseconds, or null when they were too few to say. */
export function usualOf(waits: number[]): number | null {
  if (waits.length < WAIT_MEASURED_MIN) return null;
  const sorted = [...waits].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)]!;
}

/**
 * Of the questions that wait, those that are likest for one member: those under the tags that they answered under most,
 * and among equals those that have waited longest.
 * @param oldestFirst in this order @param answered how often they answered under each tag
 */
export function likeliestFor<Question extends { tagNames: readonly string[] }>(
  oldestFirst: readonly Question[],
  answered: ReadonlyMap<string, number>,
  limit: number,
): Question[] {
  const known = ({ tagNames }: Question) => tagNames.reduce((sum, tag) => sum + Math.log1p(answered.get(tag) ?? 0), 0);
  return oldestFirst
    .map((question) => ({ question, known: known(question) }))
    .sort((one, other) => other.known - one.known)
    .slice(0, limit)
    .map(({ question }) => question);
}
