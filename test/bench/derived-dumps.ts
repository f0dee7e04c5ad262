/** Communities that no dump is of: two that share one room, and one in which a few answer everything. */
import type { Dump, Person } from './dumps.ts';

const DAY = 86_400_000;
/** More than any dump's ids. */
const ROOM = 1e9;

const byTime = (one: { at: number; id?: number }, other: { at: number; id?: number }) =>
  one.at - other.at || (one.id ?? 0) - (other.id ?? 0);

/** As one community whose members do not answer each other's questions, like two languages in one space; as long as the first. */
export function together(dumps: Dump[]): Dump {
  const [first] = dumps;
  const all: Dump = {
    name: dumps.map(({ name }) => name).join(' with '),
    questions: [],
    answers: [],
    comments: [],
    votes: [],
  };
  const [start, end] = [first!.questions[0]!.at, first!.questions.at(-1)!.at];
  for (const [i, { questions, answers, votes, name }] of dumps.entries()) {
    // Whole days, for votes carry nothing less.
    const shift = Math.round((start - questions[0]!.at) / DAY) * DAY;
    const moved = <T extends { at: number }>(one: T) => ({ ...one, at: one.at + shift });
    const [id, who] = [(one: number) => one + i * ROOM, (one: Person) => (one === null ? null : `${name} ${one}`)];
    for (const one of questions.map(moved).filter(({ at }) => at <= end))
      all.questions.push({ ...one, id: id(one.id), by: who(one.by), tags: one.tags.map((tag) => `${tag} ${i}`) });
    for (const one of answers.map(moved))
      all.answers.push({ ...one, id: id(one.id), by: who(one.by), questionId: id(one.questionId) });
    for (const one of votes.map(moved)) all.votes.push({ ...one, postId: id(one.postId) });
  }
  const known = new Set(all.questions.map(({ id }) => id));
  all.answers = all.answers.filter(({ questionId }) => known.has(questionId));
  for (const list of [all.questions, all.answers, all.votes]) list.sort(byTime);
  return all;
}

/** How many answers each wrote, the busiest first. */
export function byAnswers({ answers }: Dump): string[] {
  const counts = new Map<string, number>();
  for (const { by } of answers) if (by !== null) counts.set(by, (counts.get(by) ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one).map(([by]) => by);
}

/** The same with the answers of its busiest few alone. */
export function ofRegulars(dump: Dump, count: number): Dump {
  const regulars = new Set<Person>(byAnswers(dump).slice(0, count));
  const name = `${dump.name}, ${count} who answer all`;
  return { ...dump, name, answers: dump.answers.filter(({ by }) => by !== null && regulars.has(by)) };
}
