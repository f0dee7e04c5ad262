/**
 * `npm run bench -- routing --dump DIR …`: who would have been invited to the last 40 % of a dump's questions, and
 * whether any of them is somebody who then answered. Only what was known before a question was asked is used:
 * posts and comments with earlier times, and votes of earlier days (they carry no hour).
 */
import { parseArgs } from 'node:util';
import { termsOf } from '../../server/platform/store/terms.ts';
import {
  isWithinShare,
  LIKE_SHOWN,
  likenessAt,
  type PastAnswer,
  scoreOf,
  usedShare,
} from '../../server/rules/routing.ts';
import { TextIndex } from './bm25.ts';
import { type Dump, type DumpQuestion, dumpsOf } from './dumps.ts';
import { table } from './table.ts';

const DAY = 86_400_000;
const JUDGED_FROM = 0.6;
const INVITED = 5;
const TITLE_WEIGHT = 3;
const ACCEPTED = 1;

/** What is known of a candidate when a question is asked. */
type Known = { answers: PastAnswer[]; bm25: number };
type Candidate = Known & { person: string };
/** A question that was answered by somebody else, with all who had answered before. */
type Case = { now: number; candidates: Candidate[]; answerers: Set<string> };

type Past = { at: number; asked: number; questionId: number; answerId: number; waited: number };

/** Everything that happened before a moment; it moves forward only. */
class Forum {
  texts = new TextIndex();
  titles = new TextIndex();
  asked = 0;
  past = new Map<string, Past[]>();
  answerersOf = new Map<number, Set<string>>();
  tagsOf = new Map<number, Set<string>>();
  accepted = new Set<number>();
  #dump: Dump;
  #answer = 0;
  #vote = 0;
  #questions: Map<number, DumpQuestion>;

  constructor(dump: Dump) {
    this.#dump = dump;
    this.#questions = new Map(dump.questions.map((question) => [question.id, question]));
  }

  /** Lets happen what happened before a question was asked. */
  goTo(now: number): void {
    const { answers, votes } = this.#dump;
    for (let next = answers[this.#answer]; next && next.at < now; next = answers[++this.#answer]) {
      const question = this.#questions.get(next.questionId)!;
      if (next.by === null || next.by === question.by) continue;
      const list = this.past.get(next.by) ?? [];
      const waited = next.at - question.at;
      list.push({ at: next.at, asked: this.asked, questionId: question.id, answerId: next.id, waited });
      this.past.set(next.by, list);
      this.answerersOf.set(question.id, (this.answerersOf.get(question.id) ?? new Set()).add(next.by));
    }
    const today = now - (now % DAY);
    for (let next = votes[this.#vote]; next && next.at < today; next = votes[++this.#vote])
      if (next.kind === ACCEPTED) this.accepted.add(next.postId);
  }

  candidates(question: DumpQuestion): Candidate[] {
    const titled = termsOf(`${question.title} ${question.tags.join(' ')}`);
    const whole = [...titled, ...termsOf(question.body)];
    const places = new Map(this.titles.find(titled, LIKE_SHOWN).map(({ id }, place) => [id, place]));
    const alike = new Map<string, number>();
    for (const { id, score } of this.texts.find(whole, LIKE_SHOWN))
      for (const person of this.answerersOf.get(id) ?? []) alike.set(person, (alike.get(person) ?? 0) + score);
    const found: Candidate[] = [];
    for (const [person, past] of this.past) {
      if (person === question.by) continue;
      const answers = past.map(({ at, asked, questionId, answerId, waited }) => {
        const place = places.get(questionId);
        const tags = question.tags.filter((tag) => this.tagsOf.get(questionId)?.has(tag)).length;
        const likeness = place === undefined ? 0 : likenessAt(place);
        return { at, waited, since: this.asked - asked, tags, likeness, helped: this.accepted.has(answerId) };
      });
      found.push({ person, answers, bm25: alike.get(person) ?? 0 });
    }
    return found;
  }

  ask(question: DumpQuestion): void {
    const title = termsOf(`${question.title} ${question.tags.join(' ')}`);
    this.titles.add(question.id, title);
    this.texts.add(question.id, [...Array<string[]>(TITLE_WEIGHT).fill(title).flat(), ...termsOf(question.body)]);
    this.tagsOf.set(question.id, new Set(question.tags));
    this.asked++;
  }
}

export function casesOf(dump: Dump, from = JUDGED_FROM): Case[] {
  const forum = new Forum(dump);
  const answerers = new Map<number, Set<string>>();
  const askers = new Map(dump.questions.map(({ id, by }) => [id, by]));
  for (const { questionId, by } of dump.answers)
    if (by !== null && by !== askers.get(questionId))
      answerers.set(questionId, (answerers.get(questionId) ?? new Set()).add(by));
  const cases: Case[] = [];
  const first = Math.floor(dump.questions.length * from);
  for (const [i, question] of dump.questions.entries()) {
    forum.goTo(question.at);
    const truth = answerers.get(question.id);
    if (i >= first && truth) cases.push({ now: question.at, candidates: forum.candidates(question), answerers: truth });
    forum.ask(question);
  }
  return cases;
}

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

export type Judged = { hit5: number; hit10: number; mrr: number; reachable5: number; largest: number };
/** Out of how many invitations a member may have a tenth; null for no cap. */
type Cap = (sent: number, questions: number) => number | null;
const CAPS: Record<string, Cap> = {
  none: () => null,
  '10 % of invitations': (sent) => sent,
  '10 % of questions': (_sent, questions) => questions,
};

export function judge(cases: Case[], scorer: Scorer, cap: Cap = CAPS.none!): Judged {
  const sentTo = new Map<string, number>();
  let sent = 0;
  let [hit5, hit10, mrr, reachable] = [0, 0, 0, 0];
  for (const [i, { now, candidates, answerers }] of cases.entries()) {
    const of = cap(sent + INVITED, i + 1);
    const scores = scorer(candidates, now, (person) => (of === null ? 0 : usedShare(sentTo.get(person) ?? 0, of)));
    const order = candidates
      .map(({ person }, at) => ({ person, score: scores[at]! }))
      .sort((one, other) => other.score - one.score)
      .filter(({ person }) => of === null || isWithinShare(sentTo.get(person) ?? 0, of, candidates.length));
    const place = order.findIndex(({ person }) => answerers.has(person));
    if (place >= 0 && place < INVITED) hit5++;
    if (place >= 0 && place < 2 * INVITED) hit10++;
    if (place >= 0) mrr += 1 / (place + 1);
    if (candidates.some(({ person }) => answerers.has(person))) reachable++;
    for (const { person } of order.slice(0, INVITED)) {
      sentTo.set(person, (sentTo.get(person) ?? 0) + 1);
      sent++;
    }
  }
  const n = Math.max(1, cases.length);
  const largest = Math.max(0, ...sentTo.values()) / Math.max(1, sent);
  return { hit5: hit5 / n, hit10: hit10 / n, mrr: mrr / n, reachable5: hit5 / Math.max(1, reachable), largest };
}

const figure = (value: number) => value.toFixed(3);

export async function benchRouting(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { dump: { type: 'string', multiple: true } } });
  for (const dump of await dumpsOf(values.dump)) {
    const start = performance.now();
    const cases = casesOf(dump);
    const rows = [];
    for (const [name, scorer] of Object.entries(SCORERS)) {
      const free = judge(cases, scorer);
      for (const [capName, cap] of Object.entries(CAPS)) {
        const { hit5, hit10, mrr, reachable5, largest } = judge(cases, scorer, cap);
        rows.push({
          ranking: name,
          cap: capName,
          'success@5': figure(hit5),
          'success@10': figure(hit10),
          MRR: figure(mrr),
          'success@5 where an answerer was a candidate': figure(reachable5),
          'largest share of invitations': `${(100 * largest).toFixed(1)} %`,
          'cost of the cap': figure(free.hit5 - hit5),
        });
      }
    }
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    table(`Routing: ${dump.name}, ${cases.length} of ${dump.questions.length} questions judged, ${seconds} s`, rows);
  }
}
