/**
 * `npm run bench -- routing --dump DIR … [--together] [--regulars N]`: who would have been invited to the last 40 % of
 * a dump's questions, and whether any of them is somebody who then answered: all that were answered by somebody else,
 * those that waited longer than is usual, and all without the two busiest, who need no invitation. With `--together` in
 * all dumps as one community, with `--regulars` among the answers of the N busiest alone.
 */
import { parseArgs } from 'node:util';
import { chosenFrom, scoreOf, usedShare } from '../../server/rules/routing.ts';
import { type Candidate, type Case, casesOf, usualWaitsOf } from './cases.ts';
import { byAnswers, ofRegulars, together } from './derived-dumps.ts';
import { type Dump, dumpsOf } from './dumps.ts';
import { differenceText, pairedDifference, table } from './table.ts';

const DAY = 86_400_000;
const INVITED = 5;
const BUSIEST = 2;
/** Who has not answered for so long sleeps. */
const ASLEEP = 30 * DAY;

/** @param used how much of their share a candidate had; 0 where nothing is capped */
export type Scorer = (candidates: Candidate[], now: number, used: (person: string) => number) => number[];

const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
const decayed = ({ answers }: Candidate, now: number) => sum(answers.map(({ at }) => 2 ** ((at - now) / (30 * DAY))));
const tagged = ({ answers }: Candidate) => sum(answers.map(({ tags }) => tags));
/** Each sign against the largest of its kind. */
const parts = (values: number[]) => values.map((value) => value / Math.max(1e-9, ...values));

const SCORERS: Record<string, Scorer> = {
  'most active': (all) => all.map(({ answers }) => answers.length),
  tags: (all) => all.map(tagged),
  BM25: (all) => all.map(({ bm25 }) => bm25),
  '30-day activity': (all, now) => all.map((one) => decayed(one, now)),
  blend(all, now) {
    const signs = [all.map((one) => decayed(one, now)), all.map(tagged), all.map(({ bm25 }) => bm25)];
    const [active, tags, text] = signs.map(parts);
    return all.map((_, i) => active![i]! + 0.25 * tags![i]! + 0.25 * text![i]!);
  },
  ours: (all, now, used) =>
    all.map(({ answers, person }) => scoreOf(answers, { open: 0, invited: 0, used: used(person) }, now)),
};

/** A case each: whether one of those invited answered, and what share of them were asleep and then answered. */
export type Judged = { hits: number[]; woken: number[]; largest: number };

const isAsleep = ({ answers }: Candidate, now: number) => answers.every(({ at }) => at < now - ASLEEP);

/** @param isCapped nobody gets more than a tenth of all invitations, as in the forum */
export function judge(cases: Case[], scorer: Scorer, isCapped = true): Judged {
  const sentTo = new Map<string, number>();
  const judged: Judged = { hits: [], woken: [], largest: 0 };
  let sent = 0;
  for (const { now, candidates, answerers } of cases) {
    const had = (person: string) => (isCapped ? (sentTo.get(person) ?? 0) : 0);
    const scores = scorer(candidates, now, (person) => usedShare(had(person), sent + INVITED));
    const likeliest = candidates
      .map((candidate, i) => ({ candidate, score: scores[i]!, had: had(candidate.person) }))
      .sort((one, other) => other.score - one.score);
    const all = { sent: sent + INVITED, going: INVITED, candidates: candidates.length };
    const invited = chosenFrom(likeliest, all).map(({ candidate }) => candidate);
    const right = invited.filter(({ person }) => answerers.has(person));
    judged.hits.push(right.length > 0 ? 1 : 0);
    judged.woken.push(right.filter((candidate) => isAsleep(candidate, now)).length / INVITED);
    for (const { person } of invited) sentTo.set(person, (sentTo.get(person) ?? 0) + 1);
    sent += invited.length;
  }
  judged.largest = Math.max(0, ...sentTo.values()) / Math.max(1, sent);
  return judged;
}

/** The same without the people who answered most in the whole dump. */
function withoutBusiest(dump: Dump, cases: Case[]): Case[] {
  const busiest = new Set(byAnswers(dump).slice(0, BUSIEST));
  return cases
    .map(({ now, candidates, answerers }) => ({
      now,
      candidates: candidates.filter(({ person }) => !busiest.has(person)),
      answerers: new Set([...answerers].filter((person) => !busiest.has(person))),
    }))
    .filter(({ answerers }) => answerers.size > 0);
}

const mean = (values: number[]) => (sum(values) / Math.max(1, values.length)).toFixed(3);

/** Every ranking on the same questions; against ours in pairs. */
function compared(dump: Dump) {
  const cases = casesOf(dump);
  const waited = casesOf(dump, undefined, usualWaitsOf(dump));
  const others = withoutBusiest(dump, cases);
  const judgedBy = (scorer: Scorer) => ({
    capped: judge(cases, scorer),
    waited: judge(waited, scorer),
    others: judge(others, scorer),
    free: judge(cases, scorer, false),
  });
  const ours = judgedBy(SCORERS.ours!);
  const less = (one: number[], other: number[]) => differenceText(pairedDifference(one, other));
  const rows = Object.entries(SCORERS).map(([name, scorer]) => {
    const theirs = judgedBy(scorer);
    return {
      ranking: name,
      'success@5 under the cap': mean(theirs.capped.hits),
      'ours better by': less(ours.capped.hits, theirs.capped.hits),
      'of those that waited': mean(theirs.waited.hits),
      'ours better by ': less(ours.waited.hits, theirs.waited.hits),
      'without the two busiest': mean(theirs.others.hits),
      'ours better by  ': less(ours.others.hits, theirs.others.hits),
      'invitations that woke a sleeper': mean(theirs.capped.woken),
      'ours better by   ': less(ours.capped.woken, theirs.capped.woken),
      'success@5 uncapped': mean(theirs.free.hits),
      'largest share': theirs.capped.largest.toFixed(3),
    };
  });
  return {
    rows,
    counts: `${cases.length} judged, ${waited.length} that waited, ${others.length} without the two busiest`,
  };
}

/** The dumps, or what `--together` and `--regulars N` make of them. */
async function asAsked(args: string[]): Promise<Dump[]> {
  const { values } = parseArgs({
    args,
    options: {
      dump: { type: 'string', multiple: true },
      together: { type: 'boolean' },
      regulars: { type: 'string' },
    },
  });
  const dumps = await dumpsOf(values.dump);
  const all = values.together ? [together(dumps)] : dumps;
  return values.regulars ? all.map((dump) => ofRegulars(dump, Number(values.regulars))) : all;
}

export async function benchRouting(args: string[]): Promise<void> {
  for (const dump of await asAsked(args)) {
    const start = performance.now();
    const { rows, counts } = compared(dump);
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    table(`Routing: ${dump.name}, ${dump.questions.length} questions: ${counts}; ${seconds} s`, rows);
  }
}
