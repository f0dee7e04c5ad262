import { expect, it } from 'vitest';
import type { Dump } from '../bench/dumps.ts';
import { randomFrom } from '../bench/fill.ts';
import { type ArrivalDay, arrivalsOf, broughtTo, Looks } from '../bench/arrivals.ts';
import { casesOf, usualWaitsOf } from '../bench/cases.ts';
import { communityOf, laidOver } from '../bench/happenings.ts';
import { judge } from '../bench/routing.ts';
import { pairedDifference } from '../bench/table.ts';

const DAY = 86_400_000;

/** A made-up community. */
function madeUp(people = 8): Dump {
  const random = randomFrom(3);
  const who = () => `p${Math.floor(random() * people)}`;
  const dump: Dump = { name: 'made up', questions: [], answers: [], comments: [], votes: [] };
  for (let i = 0; i < 60; i++) {
    const at = i * DAY + Math.floor(random() * DAY);
    const id = i * 10;
    const words = `word${i % 7} word${i % 5}`;
    dump.questions.push({ id, at, by: who(), title: words, tags: [`t${i % 3}`], body: words, acceptedId: null });
    for (let k = 1; k <= 2; k++) {
      const answeredAt = at + Math.floor(random() * 20 * DAY);
      dump.answers.push({ id: id + k, at: answeredAt, by: who(), questionId: id, body: words });
      dump.votes.push({ at: answeredAt - (answeredAt % DAY), postId: id + k, kind: 1 });
    }
  }
  dump.answers.sort((one, other) => one.at - other.at);
  dump.votes.sort((one, other) => one.at - other.at);
  return dump;
}

it('the replay knows nothing of what came after a question was asked', () => {
  const whole = madeUp();
  const cases = casesOf(whole, 0);
  expect(cases.length).toBeGreaterThan(40);
  for (const { now, candidates } of cases) {
    const until = <T extends { at: number }>(list: T[]) => list.filter(({ at }) => at < now);
    const asked = whole.questions.filter(({ at }) => at <= now);
    // All that came after is something else: nothing of it may show.
    const dump = { ...whole, questions: asked, answers: until(whole.answers), votes: until(whole.votes) };
    const last = asked.at(-1)!;
    dump.answers.push({ id: -1, at: now + 1, by: 'somebody else', questionId: last.id, body: '' });
    expect(casesOf(dump, 0).at(-1)!.candidates).toEqual(candidates);
  }
});

it('the replay judges what waited when it had waited, without those who were answered before', () => {
  const dump = madeUp();
  const waitOf = usualWaitsOf(dump);
  const asked = new Map(dump.questions.map((question) => [question.at + waitOf(question), question]));
  const cases = casesOf(dump, 0.3, waitOf);
  expect(cases.length).toBeGreaterThan(5);
  for (const { now, answerers } of cases) {
    const question = asked.get(now)!;
    const others = dump.answers.filter(({ questionId, by }) => questionId === question.id && by !== question.by);
    expect(others.every(({ at }) => at >= now)).toBe(true);
    expect(answerers).toEqual(new Set(others.map(({ by }) => by)));
  }
  expect(cases.map(({ now }) => now)).toEqual(cases.map(({ now }) => now).toSorted((a, b) => a - b));
});

it('the replay counts whether one of the first five answered, and caps what one gets', () => {
  // Of three times as many people, so that a tenth for each is enough for all invitations.
  const cases = casesOf(madeUp(24));
  const first = (all: unknown[]) => all.map((_, i) => -i);
  const free = judge(cases, first, false);
  expect(free.hits.some(Boolean)).toBe(true);
  expect(free.largest).toBeGreaterThan(0.19);
  expect(judge(cases, first).largest).toBeLessThanOrEqual(0.12);
  const right = judge(cases, (all) => all.map(({ person }) => (cases[0]!.answerers.has(person) ? 1 : 0)), false);
  expect(right.hits[0]).toBe(1);
});

it('new people are weighed by how likely they were to look where their thread stood', () => {
  const people = (thread: number, ...by: string[]) =>
    by.map((who, i) => ({
      at: i,
      thread,
      what: 'comment' as const,
      by: who,
      to: null,
      toOpening: true,
      isStaff: false,
    }));
  const opened = { at: -1, thread: 0, what: 'open' as const, by: 'asker', to: null, toOpening: false, isStaff: false };
  // Who was there, and who speaks for a brand, is nobody new.
  const staff = { ...people(0, 'staff')[0]!, isStaff: true };
  expect(arrivalsOf([opened, ...people(0, 'asker', 'one', 'one', 'two'), staff])).toHaveLength(2);

  const looks = new Looks();
  const order = [...Array(40).keys()];
  // Of each of the first three a new reply, of each of the next seven every second day.
  for (let day = 0; day < 2; day++)
    looks.take(order, new Map(order.slice(0, day === 0 ? 10 : 3).map((thread) => [thread, 1])));
  const chances = looks.chances();
  expect(chances.slice(0, 2)).toEqual([1, 0.5]);
  expect(chances.slice(2).every((chance) => chance > 0 && chance <= 0.5)).toBe(true);

  const day: ArrivalDay = {
    had: new Map(order.map((thread, place) => [thread, place])),
    arrivals: new Map([
      [0, 1],
      [5, 1],
    ]),
  };
  // One reply from place six is worth two from place one: with that thread first, nothing better is possible.
  expect(broughtTo([5, 0], 10, day, chances)).toBe(1);
  expect(broughtTo([1, 2, 3, 0], 10, day, chances)).toBeCloseTo(0.5 / 3, 9);
  expect(broughtTo(order, 10, { ...day, arrivals: new Map() }, chances)).toBeNull();
});

it('dumps that are laid over each other keep what happened in each thread, and its weight', () => {
  const dump = madeUp();
  const alone = communityOf(dump);
  const both = laidOver([dump, dump]);
  expect(both.threads).toBe(2 * alone.threads);
  const ofLast = (terms = both.terms) => terms.get(both.threads - 1)!;
  const [one, other] = [alone.terms.get(alone.threads - 1)!, ofLast()];
  expect(other.map(({ kind, weight }) => [kind, weight])).toEqual(one.map(({ kind, weight }) => [kind, weight]));
  expect(other.map(({ at }) => at - other[0]!.at)).toEqual(one.map(({ at }) => at - one[0]!.at));
  expect(both.happenings.every(({ at }) => at >= 0 && at < 60 * DAY)).toBe(true);
});

it('a paired difference says how sure it is', () => {
  expect(pairedDifference([1, 1, 0, null], [0, 0, 1, 1])).toEqual({ mean: 1 / 3, error: expect.closeTo(2 / 3, 9) });
  expect(pairedDifference([0.5, 0.5], [0.25, 0.25])).toEqual({ mean: 0.25, error: 0 });
});
