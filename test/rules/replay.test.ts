import { expect, it } from 'vitest';
import type { Dump } from '../bench/dumps.ts';
import { randomFrom } from '../bench/fill.ts';
import { casesOf, judge } from '../bench/routing.ts';

const DAY = 86_400_000;

/** A made-up community of eight people. */
function madeUp(): Dump {
  const random = randomFrom(3);
  const who = () => `p${Math.floor(random() * 8)}`;
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

it('the replay counts who is among the first five, and caps what one gets', () => {
  const cases = casesOf(madeUp());
  const best = judge(cases, (all) => all.map((_, i) => -i));
  expect(best.hit5).toBeGreaterThan(0);
  expect(best.hit5).toBeLessThanOrEqual(best.hit10);
  const told = judge(cases, (all) => all.map(({ person }) => (cases[0]!.answerers.has(person) ? 1 : 0)));
  expect(told.largest).toBeGreaterThan(0.1);
});
