/**
 * `npm run bench -- rank --dump DIR … [--together] [--sweep]`: replays dumps and asks, every day, which threads each
 * formula would show first; with `--together` of all dumps laid over one another as one busy forum, with `--sweep` for
 * other constants of ours.
 */
import { parseArgs } from 'node:util';
import { type ArrivalDay, arrivalsOf, broughtTo, Looks } from './arrivals.ts';
import { type Dump, dumpsOf } from './dumps.ts';
import { type Formula, FORMULAS, lastActivity, ours } from './formulas.ts';
import { type Community, communityOf, type Happening, laidOver, withBrand } from './happenings.ts';
import { Forum, PRODUCT, type Variant } from './rank-forum.ts';
import { differenceText, pairedDifference, table } from './table.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const SHOWN = 30;
const SHOWN_FEW = 10;
/** The first part only fills the forum. */
const JUDGED_FROM = 0.2;
const AHEAD = 7 * DAY;

/** What is to come: when each thread was asked, by a new account or not, and when peers answered or replied. */
type Future = { askedAt: number[]; isFresh: boolean[]; answeredAt: number[]; replies: number[][] };

function futureOf({ happenings, threads, terms }: Community): Future {
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
  const isFresh = askedAt.map((_, thread) => terms.get(thread)?.[0]?.isOnProbation ?? false);
  return { askedAt, isFresh, answeredAt, replies };
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
  shown: number[];
  wanted = 0;
  found = 0;
  open = 0;
  openShown = 0;
  openFresh = 0;
  openFreshShown = 0;
  /** A day each: what of the new people it would have brought into the first 30 and the first 10. */
  brought: (number | null)[] = [];
  broughtFew: (number | null)[] = [];

  constructor(threads: number) {
    this.shown = Array<number>(threads).fill(0);
  }

  judge(places: number[], { askedAt, isFresh, answeredAt, replies }: Future, now: number): void {
    const place = new Map(places.map((thread, i) => [thread, i]));
    for (const thread of places) this.shown[thread]!++;
    for (const [thread, times] of replies.entries()) {
      if (askedAt[thread]! > now) continue;
      const at = place.get(thread) ?? Infinity;
      if (times.some((time) => time > now && time <= now + AHEAD)) {
        this.wanted++;
        if (at < SHOWN) this.found++;
      }
      if (answeredAt[thread]! > now && now - askedAt[thread]! <= AHEAD) {
        const isShown = at < SHOWN_FEW ? 1 : 0;
        this.open++;
        this.openShown += isShown;
        if (isFresh[thread]) this.openFresh++;
        if (isFresh[thread]) this.openFreshShown += isShown;
      }
    }
  }

  bring(places: number[], day: ArrivalDay, chances: number[]): void {
    this.brought.push(broughtTo(places, SHOWN, day, chances));
    this.broughtFew.push(broughtTo(places, SHOWN_FEW, day, chances));
  }
}

const figure = (part: number, whole = 1) => (whole === 0 ? '–' : (part / whole).toFixed(3));

function meanOf(values: (number | null)[]): string {
  const known = values.filter((value) => value !== null);
  return figure(
    known.reduce((sum, value) => sum + value, 0),
    known.length,
  );
}

function* daysOf(happenings: Happening[]): Generator<number> {
  const [first, last] = [happenings[0]!.at, happenings.at(-1)!.at];
  for (let now = first + (last - first) * JUDGED_FROM; now <= last - AHEAD; now += DAY) yield now;
}

/** The days that are judged, with who came into which thread; and how likely places were to be looked at. */
function arrivalDays(community: Community): { days: ArrivalDay[]; chances: number[] } {
  const { happenings } = community;
  const forum = new Forum(community, []);
  const looks = new Looks();
  const all = arrivalsOf(happenings);
  const days: ArrivalDay[] = [];
  let next = 0;
  for (const now of daysOf(happenings)) {
    forum.goTo(now);
    const order = forum.first(lastActivity, now);
    const had = new Map(order.map((thread, place) => [thread, place]));
    const arrivals = new Map<number, number>();
    while (next < all.length && all[next]!.at <= now) next++;
    for (let i = next; i < all.length && all[i]!.at <= now + DAY; i++) {
      const { thread } = all[i]!;
      if (had.has(thread)) arrivals.set(thread, (arrivals.get(thread) ?? 0) + 1);
    }
    looks.take(order, arrivals);
    days.push({ had, arrivals });
  }
  return { days, chances: looks.chances() };
}

type Named = Record<string, Formula>;

function replay(community: Community, formulas: Named, variants: Variant[]) {
  const forum = new Forum(community, variants);
  const future = futureOf(community);
  const { days, chances } = arrivalDays(community);
  const tallies = Object.keys(formulas).map(() => new Tally(community.threads));
  const usual = new Tally(community.threads);
  let to = 0;
  for (const now of daysOf(community.happenings)) {
    forum.goTo((to = now));
    const day = days.shift()!;
    usual.bring(forum.first(lastActivity, now, SHOWN), day, chances);
    for (const [i, formula] of Object.values(formulas).entries()) {
      const places = forum.first(formula, now, SHOWN);
      tallies[i]!.judge(places, future, now);
      tallies[i]!.bring(places, day, chances);
    }
  }
  const rows = Object.keys(formulas).map((formula, i) => {
    const tally = tallies[i]!;
    const judged = tally.shown.filter((_, thread) => future.askedAt[thread]! <= to);
    return {
      formula,
      'new people, first 30': meanOf(tally.brought),
      'against last activity': differenceText(pairedDifference(tally.brought, usual.brought)),
      'new people, first 10': meanOf(tally.broughtFew),
      'against last activity ': differenceText(pairedDifference(tally.broughtFew, usual.broughtFew)),
      'open ones of 7 d among the first 10': figure(tally.openShown, tally.open),
      'of them by new accounts': figure(tally.openFreshShown, tally.openFresh),
      'Gini of exposure': figure(gini(judged)),
      'recall@30': figure(tally.found, tally.wanted),
    };
  });
  const counted = usual.brought.filter((value) => value !== null).length;
  return { rows, note: `${counted} days; looked at by place: ${chances.map((chance) => figure(chance)).join(', ')}` };
}

/** What a brand changes: how many places among members' threads, and how many it has itself. */
function branded(community: Community, formulas: Named) {
  const { happenings, threads } = community;
  const without = new Forum(community, [PRODUCT]);
  const beside = new Forum(withBrand(community), [PRODUCT]);
  const counts = Object.keys(formulas).map(() => ({ places: 0, moved: 0, shown: 0, own: 0 }));
  for (const now of daysOf(happenings)) {
    without.goTo(now);
    beside.goTo(now);
    for (const [i, formula] of Object.values(formulas).entries()) {
      const before = without.first(formula, now, SHOWN);
      const all = beside.first(formula, now);
      const members = all.filter((thread) => thread < threads).slice(0, SHOWN);
      const count = counts[i]!;
      count.places += before.length;
      count.moved += before.filter((thread, place) => members[place] !== thread).length;
      count.shown += Math.min(all.length, SHOWN);
      count.own += all.slice(0, SHOWN).filter((thread) => thread >= threads).length;
    }
  }
  return Object.keys(formulas).map((formula, i) => {
    const { places, moved, shown, own } = counts[i]!;
    return {
      formula,
      'members’ places that changed': figure(moved, places),
      'places that went to the brand’s own threads': figure(own, shown),
    };
  });
}

/** Constants that might be better, beside ours. */
function sweep(community: Community) {
  const variants: Record<string, Variant> = {};
  for (const hours of [12, 18, 24])
    for (const open of [2, 8, 16, 32])
      for (const openFresh of [0.5, open / 4])
        for (const openAnswered of open === 2 ? [undefined] : [undefined, 2]) {
          const goes = openAnswered === undefined ? '' : `, ${openAnswered} once answered`;
          const name = `H ${hours} h, opening ${open} (${openFresh} by a new account)${goes}`;
          variants[name] = { halfLife: hours * HOUR, open, openFresh, openAnswered };
        }
  const formulas = Object.fromEntries(Object.keys(variants).map((name, i) => [name, ours(i)]));
  return replay(community, formulas, Object.values(variants));
}

const OURS: Named = { ours: ours(0) };

function bench(name: string, community: Community, isSweep: boolean): void {
  const formulas = { ...FORMULAS, ...OURS };
  const start = performance.now();
  const facts = `${name}: ${community.threads} threads, ${community.happenings.length} events`;
  const { rows, note } = isSweep ? sweep(community) : replay(community, formulas, [PRODUCT]);
  table(`Rank${isSweep ? ', constants tried' : ''}. ${facts}; ${note}`, rows);
  if (!isSweep) table(`Rank with a brand. ${facts}`, branded(community, formulas));
  console.log(`\n${((performance.now() - start) / 1000).toFixed(1)} s`);
}

/** Nobody saw these threads in one list, so what new people would have done in it is not known. */
function benchTogether(dumps: Dump[], isSweep: boolean): void {
  const community = laidOver(dumps);
  const { rows } = isSweep ? sweep(community) : replay(community, { ...FORMULAS, ...OURS }, [PRODUCT]);
  const told = rows.map((row) =>
    Object.fromEntries(Object.entries(row).filter(([column]) => !/^(new people|against)/.test(column))),
  );
  const facts = `${community.threads} threads, ${community.happenings.length} events in 60 days`;
  table(`Rank, ${dumps.map((dump) => dump.name).join(' and ')} as one busy forum: ${facts}`, told);
}

export async function benchRank(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { dump: { type: 'string', multiple: true }, sweep: { type: 'boolean' }, together: { type: 'boolean' } },
  });
  const dumps = await dumpsOf(values.dump);
  const isSweep = values.sweep ?? false;
  if (values.together) benchTogether(dumps, isSweep);
  else for (const dump of dumps) bench(dump.name, communityOf(dump), isSweep);
}
