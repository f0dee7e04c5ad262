/**
 * The order of "Needs an answer". Questions take turns: each has one when it is asked, one when it has waited as
 * long as questions usually wait in its space, and again whenever its waiting has doubled; and one when somebody
 * else says that they have it too. The day's turns stand first, and of them those that wait longest: so need comes
 * before age, the new is not buried under the old, and none is forgotten for good.
 */
import type { Form, ThreadState } from '../../shared/words.ts';
import { asksForAnswers } from './thread-forms.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** How long a question is taken to wait where nobody knows yet; and between which bounds what is known is used. */
const USUAL_WAIT = 24 * HOUR;
const SHORTEST_WAIT = HOUR;
const LONGEST_WAIT = 7 * DAY;

/** So many are "the first"; a question that was never among them within the day counts as a defect of the forum. */
export const FIRST_SHOWN = 30;

/** @param measured the space's usual wait, milliseconds, or null */
export function usualWait(measured: number | null): number {
  return Math.min(Math.max(measured ?? USUAL_WAIT, SHORTEST_WAIT), LONGEST_WAIT);
}

/** Does the thread belong in the feed? An official note takes no question out of it; closing does. */
export function needsAnswer(form: Form, state: ThreadState, visible: boolean, closedAt: number | null): boolean {
  return visible && closedAt === null && asksForAnswers(form) && (state === 'open' || state === 'noted');
}

const SECONDS_ROOM = 10_000_000_000;

/** Ascending: the later day's turn first, on one day the older question. @param turnAt when it last had its turn */
export function needsKey(turnAt: number, createdAt: number): number {
  return Math.floor(createdAt / 1000) - Math.floor(turnAt / DAY) * SECONDS_ROOM;
}

/**
 * The last turn that a question has had by now, and its next one.
 * @param wait milliseconds, from `usualWait`
 */
export function rotationOf(createdAt: number, wait: number, now: number): { lastAt: number; nextAt: number } {
  const age = now - createdAt;
  if (age < wait) return { lastAt: createdAt, nextAt: createdAt + wait };
  let span = wait;
  while (span * 2 <= age) span *= 2;
  return { lastAt: createdAt + span, nextAt: createdAt + span * 2 };
}
