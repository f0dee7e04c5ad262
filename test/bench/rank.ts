/**
 * `npm run bench -- rank --dump DIR … [--sweep]`: replays dumps and asks, every six hours and every day, which
 * threads each formula would show first.
 */
import { parseArgs } from 'node:util';
import { dumpsOf } from './dumps.ts';
import { type Formula, FORMULAS, ours } from './formulas.ts';
import { type Happening, happeningsOf, withBrand } from './happenings.ts';
import { Forum, PRODUCT, PROPOSED, type Variant } from './rank-forum.ts';
import { table } from './table.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const STEP = 6 * HOUR;
const STEPS_PER_DAY = DAY / STEP;
const SHOWN = 30;
const SHOWN_FEW = 10;
/** The first part only fills the forum. */
const JUDGED_FROM = 0.2;
const AHEAD = 7 * DAY;

/** What is to come: when each thread was asked, and when peers answered or replied. */
type Future = { askedAt: number[]; answeredAt: number[]; replies: number[][] };

function futureOf(happenings: Happening[], threads: number): Future {
  const askedAt = Array<number>(threads).fill(Infinity);
  const answeredAt = Array<number>(threads).fill(Infinity);
  const replies = Array.from({ length: threads }, (): number[] => []);
  for (const { at, thread, what, to, isStaff } of happenings) {
    if (isStaff) continue;
    if (what === 'open') askedAt[thread] = at;
    if ((what !== 'answer' && what !== 'comment') || to === null) continue;
    replies[thread]!.push(at);
    if (what === 'answer') answeredAt[thread] = Math.min(answeredAt[thread]!, at);
  }
  return { askedAt, answeredAt, replies };
}

/** From no thread more than from another (0) to all from one (1). */
export function gini(values: number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const sum = sorted.reduce((total, value) => total + value, 0);
  if (sum === 0) return 0;
  const weighted = sorted.reduce((total, value, i) => total + value * (2 * (i + 1) - sorted.length - 1), 0);
  return weighted / (sorted.length * sum);
}

class Tally {
  reachedAt: number[];
  shown: number[];
  wanted = 0;
  found = 0;
  foundFew = 0;
  open = 0;
  openShown = 0;
  openShownFew = 0;

  constructor(threads: number) {
    this.reachedAt = Array<number>(threads).fill(Infinity);
    this.shown = Array<number>(threads).fill(0);
  }

  /** Every six hours. */
  reach(places: number[], now: number): void {
    for (const thread of places) this.reachedAt[thread] = Math.min(this.reachedAt[thread]!, now);
  }

  /** Every day. */
  judge(places: number[], { askedAt, answeredAt, replies }: Future, now: number): void {
    const place = new Map(places.map((thread, i) => [thread, i]));
    for (const thread of places) this.shown[thread]!++;
    for (const [thread, times] of replies.entries()) {
      if (askedAt[thread]! > now) continue;
      const at = place.get(thread) ?? Infinity;
      if (times.some((time) => time > now && time <= now + AHEAD)) {
        this.wanted++;
        if (at < SHOWN) this.found++;
        if (at < SHOWN_FEW) this.foundFew++;
      }
      if (answeredAt[thread]! > now && now - askedAt[thread]! <= AHEAD) {
        this.open++;
        if (at < SHOWN) this.openShown++;
        if (at < SHOWN_FEW) this.openShownFew++;
      }
    }
  }
}

const figure = (part: number, whole = 1) => (whole === 0 ? '–' : (part / whole).toFixed(3));

/** Of the questions that had waited so long, the share that had been among the first by then. */
function reached(tally: Tally, { askedAt, answeredAt }: Future, within: number, from: number, to: number): string {
  let [waiting, seen] = [0, 0];
  for (const [thread, at] of askedAt.entries()) {
    if (at < from || at > to || answeredAt[thread]! <= at + within) continue;
    waiting++;
    if (tally.reachedAt[thread]! <= at + within) seen++;
  }
  return figure(seen, waiting);
}

type Named = Record<string, Formula>;

function replay(happenings: Happening[], threads: number, formulas: Named, variants: Variant[]) {
  const forum = new Forum(happenings, threads, variants);
  const future = futureOf(happenings, threads);
  const tallies = Object.keys(formulas).map(() => new Tally(threads));
  const [first, last] = [happenings[0]!.at, happenings.at(-1)!.at];
  const [from, to] = [first + (last - first) * JUDGED_FROM, last - AHEAD];
  for (let step = 0, now = from; now <= to; step++, now += STEP) {
    forum.goTo(now);
    for (const [i, formula] of Object.values(formulas).entries()) {
      const places = forum.first(formula, now, SHOWN);
      tallies[i]!.reach(places, now);
      if (step % STEPS_PER_DAY === 0) tallies[i]!.judge(places, future, now);
    }
  }
  return Object.keys(formulas).map((name, i) => {
    const tally = tallies[i]!;
    const judged = tally.shown.filter((_, thread) => future.askedAt[thread]! <= to);
    return {
      formula: name,
      'unanswered reached the first 30 in 24 h': reached(tally, future, DAY, from, to),
      'in 7 d': reached(tally, future, 7 * DAY, from, to),
      'open ones of 7 d among the first 30': figure(tally.openShown, tally.open),
      'among 10': figure(tally.openShownFew, tally.open),
      'recall@30': figure(tally.found, tally.wanted),
      'recall@10': figure(tally.foundFew, tally.wanted),
      'Gini of exposure': figure(gini(judged)),
    };
  });
}

/** What a brand changes: how many places among members' threads, and how many it has itself. */
function branded(happenings: Happening[], threads: number, formulas: Named) {
  const more = withBrand(happenings, threads);
  const without = new Forum(happenings, threads, [PRODUCT]);
  const beside = new Forum(more.happenings, more.threads, [PRODUCT]);
  const [first, last] = [happenings[0]!.at, happenings.at(-1)!.at];
  const counts = Object.keys(formulas).map(() => ({
    places: 0,
    moved: 0,
    shown: 0,
    own: 0,
    tally: new Tally(threads),
    tallyBeside: new Tally(more.threads),
  }));
  const future = futureOf(happenings, threads);
  for (let now = first + (last - first) * JUDGED_FROM; now <= last - AHEAD; now += DAY) {
    without.goTo(now);
    beside.goTo(now);
    for (const [i, formula] of Object.values(formulas).entries()) {
      const before = without.first(formula, now, SHOWN);
      const all = beside.first(formula, now, 2 * SHOWN + (more.threads - threads));
      const members = all.filter((thread) => thread < threads).slice(0, SHOWN);
      const count = counts[i]!;
      count.places += before.length;
      count.moved += before.filter((thread, place) => members[place] !== thread).length;
      count.shown += Math.min(all.length, SHOWN);
      count.own += all.slice(0, SHOWN).filter((thread) => thread >= threads).length;
      count.tally.judge(before, future, now);
      count.tallyBeside.judge(all.slice(0, SHOWN), future, now);
    }
  }
  return Object.keys(formulas).map((formula, i) => {
    const { places, moved, shown, own, tally, tallyBeside } = counts[i]!;
    return {
      formula,
      'members’ places that changed': figure(moved, places),
      'places that went to the brand’s own threads': figure(own, shown),
      'recall@30 before': figure(tally.found, tally.wanted),
      'recall@30 with it': figure(tallyBeside.found, tallyBeside.wanted),
    };
  });
}

/** Constants that might be better, beside ours. */
function sweep(happenings: Happening[], threads: number) {
  const variants = [12, 18, 24, 36, 48, 72].flatMap((hours) =>
    [1, 2, 3].flatMap((open) =>
      [0.1, 0.25, 0.5].flatMap((helpful) =>
        [false, true].map((marksAtPost): Variant => ({ halfLife: hours * HOUR, open, helpful, marksAtPost })),
      ),
    ),
  );
  const nameOf = ({ halfLife, open, helpful, marksAtPost }: Variant) =>
    `H ${halfLife / HOUR} h, opening ${open}, helpful ${helpful}${marksAtPost ? ' at its post' : ''}`;
  const named = variants.map((variant, i) => [nameOf(variant), ours(i)] as const);
  return replay(happenings, threads, Object.fromEntries(named), variants);
}

export async function benchRank(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { dump: { type: 'string', multiple: true }, sweep: { type: 'boolean' } },
  });
  const all: Named = { ...FORMULAS, ours: ours(0) };
  const proposed: Named = { 'ours, as proposed': ours(1) };
  for (const dump of await dumpsOf(values.dump)) {
    const happenings = happeningsOf(dump);
    const threads = dump.questions.length;
    const facts = `${dump.name}: ${threads} threads, ${happenings.length} events${dump.votes.length === 0 ? ', no votes' : ''}`;
    const start = performance.now();
    if (values.sweep) table(`Rank, constants tried. ${facts}`, sweep(happenings, threads));
    else {
      table(`Rank. ${facts}`, replay(happenings, threads, { ...all, ...proposed }, [PRODUCT, PROPOSED]));
      table(`Rank with a brand. ${facts}`, branded(happenings, threads, all));
    }
    console.log(`\n${((performance.now() - start) / 1000).toFixed(1)} s`);
  }
}
