/**
 * The measures of community health: what each counts, said here once. From facts to figures; pure.
 *
 * A *question* is a thread whose form asks for answers, with a standing opening by a member. A *peer answer* is a
 * standing answer by another member than the asker; an unknown author of an import is somebody else, and can be
 * in no pair, no breadth and no newcomer. Staff posts are in no measure but `noteWait`, `staffSettled` and `identity`.
 * A figure of which fewer than ten things are known is not given; one whose window is still open is not known yet.
 */
import {
  busFactor,
  DAY,
  FEWEST,
  gini,
  kaplanMeierMedian,
  meanInterval,
  type Period,
  type Unit,
  type Wait,
  wilson,
  WINDOWS,
} from '../../rules/health.ts';
import { type Limits, spaceShare } from '../../rules/posting.ts';
import type { Facts } from './fact-queries.ts';

/** How a value is read: a wait in ms, a share, a rate (marks per answer), a number of people, an index from 0 to 1. */
export const MEASURES = {
  answerWait: 'wait',
  unheard: 'share',
  peerResolved: 'share',
  answersWorked: 'rate',
  neverShown: 'share',
  active: 'people',
  stickiness: 'share',
  newcomersHeard: 'share',
  newcomersKept: 'share',
  reciprocity: 'share',
  generosity: 'share',
  breadth: 'people',
  gini: 'index',
  noteWait: 'wait',
  staffSettled: 'share',
  staffVoice: 'share',
} as const satisfies Record<string, 'wait' | 'share' | 'rate' | 'people' | 'index'>;
export type Measure = keyof typeof MEASURES;
export const MEASURE_NAMES = Object.keys(MEASURES) as Measure[];

/** known; few: n is under ten; open: not yet known; beyond: more than half still wait; unmeasured: nobody looked. */
export const STATES = ['known', 'few', 'open', 'beyond', 'unmeasured'] as const;
export type Figure = {
  state: (typeof STATES)[number];
  value: number | null;
  n: number;
  low: number | null;
  high: number | null;
};
/** @property spaceLimit how many posts its limit in a space allows in a week of so many posts; null elsewhere */
export type BrandVoice = {
  brandId: number;
  posts: number;
  busiestDay: number;
  dayLimit: number;
  spaceLimit: number | null;
};
export type Figures = { measures: Record<Measure, Figure>; brands: BrandVoice[]; posts: number };

/** What the figures depend on besides the facts. @property watchedSince since when it is noted what "Needs an answer" shows */
export type Setting = { now: number; watchedSince: number | null; limits: Limits; unit: Unit; isSpace: boolean };

const blank = (state: Figure['state'], n = 0): Figure => ({ state, value: null, n, low: null, high: null });

function shareOf(k: number, n: number): Figure {
  return n < FEWEST ? blank('few', n) : { state: 'known', value: k / n, n, ...wilson(k, n) };
}

/** The share of those for whom it is true. */
function share<T>(all: readonly T[], is: (one: T) => boolean): Figure {
  return shareOf(all.filter(is).length, all.length);
}

function median(waits: Wait[]): Figure {
  const n = waits.length;
  if (n < FEWEST) return blank('few', n);
  const { median: value, low, high } = kaplanMeierMedian(waits);
  return { state: value === null ? 'beyond' : 'known', value, n, low, high };
}

function mean(values: number[]): Figure {
  const n = values.length;
  if (n < FEWEST) return blank('few', n);
  const { mean: value, low, high } = meanInterval(values);
  return { state: 'known', value, n, low, high };
}

const before = (at: number | null, end: number) => at !== null && at < end;
const isIn = ({ start, end }: Period) => {
  return ({ at }: { at: number | null }) => at! >= start && at! < end;
};

type Question = Facts['questions'][number];

/** From each question to the first of something, if it came before the period's end; otherwise censored there. */
function waitsFor(questions: Question[], what: 'answeredAt' | 'notedAt', end: number, now: number): Wait[] {
  const until = Math.min(end, now);
  return questions.map((one) => {
    const came = before(one[what], end);
    return { ms: Math.max(0, (came ? one[what]! : until) - one.at!), came };
  });
}

const isPeerResolved = (one: Question) =>
  before(one.acceptedAt, one.at! + WINDOWS.resolved) || before(one.confirmedAt, one.at! + WINDOWS.resolved);
const isStaffSettled = (one: Question) => !isPeerResolved(one) && before(one.settledAt, one.at! + WINDOWS.resolved);

/** Questions that still needed an answer a day after they were asked, and were not among the first by then. */
function neverShown(questions: Question[], period: Period, { watchedSince, now }: Setting): Figure {
  if (watchedSince === null || period.end <= watchedSince) return blank('unmeasured');
  if (now < period.end + WINDOWS.shown) return blank('open');
  const needing = questions.filter((one) => {
    const dayAfter = one.at! + WINDOWS.shown;
    const isDone = [one.answeredAt, one.solvedAt, one.settledAt].some((at) => before(at, dayAfter));
    return one.at! >= watchedSince && !isDone;
  });
  return share(needing, (one) => one.seenAt === null || one.seenAt > one.at! + WINDOWS.shown);
}

function ofQuestions(questions: Question[], period: Period, setting: Setting) {
  const { end } = period;
  const { now } = setting;
  const after = (window: number, figure: () => Figure) => (now < end + window ? blank('open') : figure());
  return {
    answerWait: median(waitsFor(questions, 'answeredAt', end, now)),
    noteWait: median(waitsFor(questions, 'notedAt', end, now)),
    unheard: after(WINDOWS.reply, () => share(questions, (one) => !before(one.heardAt, one.at! + WINDOWS.reply))),
    peerResolved: after(WINDOWS.resolved, () => share(questions, isPeerResolved)),
    staffSettled: after(WINDOWS.resolved, () => share(questions, isStaffSettled)),
    neverShown: neverShown(questions, period, setting),
  };
}

function peopleOn(days: Facts['activeDays'], from: number, to: number): Set<number> {
  return new Set(days.filter(({ day }) => day! >= from && day! < to).map(({ accountId }) => accountId!));
}

/** In a week: who was active in it, of those active in the 28 days that end with it. In a month: of those active
 *  in its first 28 days, the mean share of the four weeks in which each was. */
function stickiness(days: Facts['activeDays'], { start, end }: Period, { unit, now }: Setting): Figure {
  const last = unit === 'week' ? end / DAY : start / DAY + 28;
  if (now < last * DAY) return blank('open');
  const weeks = [4, 3, 2, 1].map((back) => peopleOn(days, last - 7 * back, last - 7 * (back - 1)));
  const around = [...peopleOn(days, last - 28, last)];
  if (unit === 'week') return shareOf(weeks[3]!.size, around.length);
  return mean(around.map((id) => weeks.filter((week) => week.has(id)).length / 4));
}

function ofPeople(facts: Facts, period: Period, setting: Setting) {
  const { now } = setting;
  const active = peopleOn(facts.activeDays, period.start / DAY, period.end / DAY).size;
  const firsts = facts.firstPosts.filter(isIn(period));
  const after = (window: number, is: (one: (typeof firsts)[number]) => boolean) =>
    now < period.end + window ? blank('open') : share(firsts, is);
  return {
    active: { ...blank('known', active), value: active },
    stickiness: stickiness(facts.activeDays, period, setting),
    newcomersHeard: after(WINDOWS.heard, ({ heard }) => heard === 1),
    newcomersKept: after(WINDOWS.kept, ({ kept }) => kept === 1),
  };
}

/** Who answered whom in the 90 days before `end`: of the pairs those that go both ways, of the askers those who answered. */
function ofPairs(facts: Facts, end: number) {
  const isNear = isIn({ start: end - WINDOWS.pairs, end });
  const answered = new Map<number, Set<number>>();
  for (const one of facts.answers) {
    const { authorId, askerId } = one;
    if (authorId === null || !isNear(one)) continue;
    let others = answered.get(authorId);
    if (!others) answered.set(authorId, (others = new Set()));
    if (askerId !== null) others.add(askerId);
  }
  let [pairs, mutual] = [0, 0];
  for (const [who, others] of answered)
    for (const other of others) {
      pairs++;
      if (answered.get(other)?.has(who)) mutual++;
    }
  const askers = new Set(facts.askers.filter(isNear).map(({ askerId }) => askerId));
  askers.delete(null);
  return { reciprocity: shareOf(mutual, pairs), generosity: share([...askers], (id) => answered.has(id!)) };
}

function ofAnswers(facts: Facts, period: Period, { now }: Setting) {
  const answers = facts.answers.filter(isIn(period));
  const byMember = new Map<number, number>();
  for (const { authorId } of answers) if (authorId !== null) byMember.set(authorId, (byMember.get(authorId) ?? 0) + 1);
  const counts = [...byMember.values()];
  const known = counts.reduce((sum, count) => sum + count, 0);
  return {
    answersWorked: now < period.end + WINDOWS.marks ? blank('open') : mean(answers.map(({ marks }) => marks!)),
    breadth: known < FEWEST ? blank('few', known) : { ...blank('known', known), value: busFactor(counts) },
    gini:
      counts.length < FEWEST ? blank('few', counts.length) : { ...blank('known', counts.length), value: gini(counts) },
  };
}

/** Posts of all and of each brand, with the limits that are in force. */
function ofVoices(facts: Facts, { start, end }: Period, { limits, unit, isSpace }: Setting) {
  const rows = facts.voices.filter(({ day }) => day! * DAY >= start && day! * DAY < end);
  const sum = (of: typeof rows) => of.reduce((total, { posts }) => total + posts!, 0);
  const posts = sum(rows);
  const brands: BrandVoice[] = [];
  for (const brandId of new Set(rows.map((row) => row.brandId))) {
    if (brandId === null) continue;
    const own = rows.filter((row) => row.brandId === brandId);
    const busiestDay = Math.max(...own.map(({ day }) => sum(own.filter((row) => row.day === day))));
    const spaceLimit = isSpace && unit === 'week' ? spaceShare(limits, posts) : null;
    brands.push({ brandId, posts: sum(own), busiestDay, dayLimit: limits.brandPerDay, spaceLimit });
  }
  brands.sort((a, b) => b.posts - a.posts || a.brandId - b.brandId);
  return { posts, brands, staffVoice: shareOf(posts - sum(rows.filter(({ brandId }) => brandId === null)), posts) };
}

/** Did anything at all happen in the period? */
export function isEmptyPeriod({ measures, posts }: Figures): boolean {
  return posts === 0 && measures.active.value === 0;
}

/** All figures of one period, from the facts of one scope. */
export function figuresOf(facts: Facts, period: Period, setting: Setting): Figures {
  const questions = facts.questions.filter(isIn(period));
  const people = ofPeople(facts, period, setting);
  const { posts, brands, staffVoice } = ofVoices(facts, period, setting);
  const measures = {
    ...ofQuestions(questions, period, setting),
    ...people,
    ...ofPairs(facts, period.end),
    ...ofAnswers(facts, period, setting),
    staffVoice,
  };
  return { measures, brands, posts };
}
