/** A dump's questions as they were when somebody was to be asked: who could have been, and what was known of them. */
import { termsOf } from '../../server/platform/store/terms.ts';
import { usualWait } from '../../server/rules/needs.ts';
import { LIKE_SHOWN, likenessAt, type PastAnswer, usualOf, WAIT_MEASURED_MS } from '../../server/rules/routing.ts';
import { TextIndex } from './bm25.ts';
import type { Dump, DumpQuestion } from './dumps.ts';

const DAY = 86_400_000;
const JUDGED_FROM = 0.6;
const TITLE_WEIGHT = 3;
const ACCEPTED = 1;

/** What is known of a candidate when a question is asked. */
type Known = { answers: PastAnswer[]; bm25: number };
export type Candidate = Known & { person: string };
/** A question that somebody else then answered, with all who had answered before. */
export type Case = { now: number; candidates: Candidate[]; answerers: Set<string> };

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
    const like = this.titles.find(titled, LIKE_SHOWN).filter(({ id }) => id !== question.id);
    const places = new Map(like.map(({ id }, place) => [id, place]));
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

/** When each question had its first answer by somebody else, and who answered it when. */
function answersByQuestion(dump: Dump): Map<number, { at: number; by: string | null }[]> {
  const askers = new Map(dump.questions.map(({ id, by }) => [id, by]));
  const byQuestion = new Map<number, { at: number; by: string | null }[]>();
  for (const { questionId, at, by } of dump.answers) {
    if (by !== null && by === askers.get(questionId)) continue;
    const list = byQuestion.get(questionId) ?? [];
    list.push({ at, by });
    byQuestion.set(questionId, list);
  }
  return byQuestion;
}

/** How long questions usually waited when one was asked, milliseconds, as the forum measures it. */
export function usualWaitsOf(dump: Dump): (question: DumpQuestion) => number {
  const answers = answersByQuestion(dump);
  const waits = dump.questions.flatMap(({ id, at }) => {
    const first = answers.get(id)?.[0];
    return first ? [{ at, wait: first.at - at }] : [];
  });
  return (question) => {
    const known = waits.filter(({ at, wait }) => at > question.at - WAIT_MEASURED_MS && at + wait < question.at);
    return usualWait(usualOf(known.map(({ wait }) => wait)));
  };
}

/**
 * The last part of a dump's questions, each at the moment at which members are looked for: when it was asked, or when
 * it had waited for so long and nobody else had answered. Only what was known before that moment is used: answers
 * with earlier times, and votes of earlier days (they carry no hour).
 * @param waitOf milliseconds @returns in the order of those moments
 */
export function casesOf(dump: Dump, from = JUDGED_FROM, waitOf: (question: DumpQuestion) => number = () => 0): Case[] {
  const forum = new Forum(dump);
  const answers = answersByQuestion(dump);
  const cases: Case[] = [];
  const first = Math.floor(dump.questions.length * from);
  const moments = dump.questions
    .map((question, i) => ({ question, i, now: question.at + (i < first ? 0 : waitOf(question)) }))
    .slice(first)
    .sort((one, other) => one.now - other.now || one.i - other.i);
  let asked = 0;
  const isAsked = (now: number, i: number) => {
    const { at } = dump.questions[asked] ?? { at: Infinity };
    return at < now || (at === now && asked < i);
  };
  for (const { question, i, now } of moments) {
    while (isAsked(now, i)) {
      const next = dump.questions[asked++]!;
      forum.goTo(next.at);
      forum.ask(next);
    }
    forum.goTo(now);
    const theirs = answers.get(question.id) ?? [];
    if (theirs.some(({ at }) => at < now)) continue;
    const answerers = new Set(theirs.flatMap(({ by }) => (by === null ? [] : [by])));
    if (answerers.size > 0) cases.push({ now, candidates: forum.candidates(question), answerers });
  }
  return cases;
}
