/** Polls: what one is, who may vote in it and until when, who sees how it stands, and who may still change it. */
import type { ErrorCode, FieldFault } from '../../shared/faults.ts';
import { LIMITS } from '../../shared/limits.ts';
import { cleanLine } from '../../shared/text.ts';
import type { PollEnder, Stake } from '../../shared/words.ts';
import { type Actor, isStaff, whyNotAsMember, whyNotModerate } from './roles.ts';
import { skeleton } from './homoglyphs.ts';
import { lengthFaults } from './lengths.ts';
import { atHourOf, dayIn } from './mail-times.ts';

const DAY = 24 * 3_600_000;
/** No poll ends later than this from now. */
const AHEAD_AT_MOST = 366 * DAY;
/** A character may come as two, with others around it that are cleaned away. */
const FAR = 4;

/**
 * A poll as it is typed.
 * @property pollChoices one a line, as one text or several
 * @property pollEndsOn its last day, such as 2026-11-27; nothing for none
 */
export type PollInput = {
  pollQuestion?: string;
  pollChoices?: readonly string[];
  pollMost?: number;
  pollEndsOn?: string;
};
export type NewPoll = { question: string; choices: string[]; most: number; endsAt: number | null };

/** The choices that were typed, one a line; null for what is so long that nobody looks at it. */
function linesOf(texts: readonly string[]): string[] | null {
  const { pollChoice, pollChoices } = LIMITS;
  const size = texts.reduce((sum, text) => sum + text.length, 0);
  if (size > FAR * pollChoices.max * pollChoice.max) return null;
  return texts
    .flatMap((text) => text.split(/\r?\n/))
    .map(cleanLine)
    .filter((line) => line !== '');
}

function choicesOf(texts: readonly string[], faults: FieldFault[]): string[] {
  const { pollChoice, pollChoices } = LIMITS;
  const field = 'pollChoices';
  const lines = linesOf(texts);
  if (lines === null || lines.length > pollChoices.max) {
    const length = lines?.length;
    faults.push(
      length === undefined
        ? { field, fault: 'too_long', limit: pollChoices.max * pollChoice.max, length: texts.join('\n').length }
        : { field, fault: 'too_many', limit: pollChoices.max, length },
    );
    return [];
  }
  if (lines.length < pollChoices.min) faults.push({ field, fault: 'too_few_choices', limit: pollChoices.min });
  faults.push(...lines.flatMap((line) => lengthFaults(field, line, pollChoice)).slice(0, 1));
  const seen = new Set<string>();
  // What looks the same is the same: nobody knew which of them they chose.
  const again = lines.find((line) => seen.size === seen.add(skeleton(line.normalize('NFKC'))).size);
  if (again !== undefined) faults.push({ field, fault: 'same_choice', text: again });
  return lines;
}

/** The moment at which a day is over where its member is. */
function endOf(day: string, zone: string, now: number, faults: FieldFault[]): number {
  const noon = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T12:00:00Z`) : NaN;
  const isNear = noon > now - 2 * DAY && noon < now + AHEAD_AT_MOST;
  const end = isNear ? atHourOf(dayIn(noon, 'UTC', 1), { hour: 0, zone }) : null;
  if (end !== null && end > now) return end;
  faults.push({ field: 'pollEndsOn', fault: 'not_a_poll_end' });
  return 0;
}

/** What was typed as a poll; null where nothing was. Faults go into the list. @param now in ms */
export function pollOf(input: PollInput, zone: string, now: number, faults: FieldFault[]): NewPoll | null {
  const typed = input.pollQuestion ?? '';
  const texts = input.pollChoices ?? [];
  const isFar = typed.length > FAR * LIMITS.pollQuestion.max;
  const question = isFar ? typed : cleanLine(typed);
  if (question === '' && texts.every((text) => text.trim() === '')) return null;
  faults.push(...lengthFaults('pollQuestion', question, LIMITS.pollQuestion));
  const choices = choicesOf(texts, faults);
  const most = input.pollMost ?? 1;
  // Where the choices are wrong themselves, nobody knows yet how many there will be.
  const limit = choices.length < LIMITS.pollChoices.min ? LIMITS.pollChoices.max : choices.length;
  if (most < 1 || most > limit) faults.push({ field: 'pollMost', fault: 'more_than_choices', limit });
  const day = (input.pollEndsOn ?? '').trim();
  return { question, choices, most, endsAt: day === '' ? null : endOf(day, zone, now, faults) };
}

/** Everything that a poll says, for those who look at what is posted. */
export const wordsOfPoll = (poll: NewPoll | null): string => (poll ? [poll.question, ...poll.choices].join('\n') : '');

/** @property isShut whether its thread takes nothing now (`isShut`) */
type Ending = { endsAt: number | null; isShut?: boolean };

/** Whether nobody votes in a thread: it is closed or locked, or its space archived. */
export const isShut = (
  thread: { lockedAt: number | null; closedAt: number | null },
  archivedAt: number | null,
): boolean => thread.lockedAt !== null || thread.closedAt !== null || archivedAt !== null;

/** @param now in ms */
export const isOver = ({ endsAt }: Ending, now: number): boolean => endsAt !== null && endsAt <= now;

/** Who has voted sees how it stands, and everybody once nobody votes any more: before that it might lead them. */
export const seesResults = (poll: Ending, hasVoted: boolean, now: number): boolean =>
  hasVoted || isOver(poll, now) || poll.isShut === true;

/** Who asked sees it all the time: they need not vote in order to learn what they wanted to know. */
export const seesOwnResults = (actor: Actor, post: { authorId: number | null }): boolean =>
  actor !== null && post.authorId === actor.id;

/**
 * Members vote, until the end, while their thread takes something. Who speaks for a brand does not, nor who did until a short while ago; what they said
 * before they may take back.
 * @param who as the forum has them now @param stakes that still last @param takesBack whether they take theirs back
 */
export function whyNotVote(
  who: Parameters<typeof isStaff>[0],
  stakes: readonly Stake[],
  poll: Ending,
  takesBack: boolean,
  now: number,
): ErrorCode | null {
  if (isOver(poll, now)) return 'poll_over';
  if (poll.isShut) return 'poll_shut';
  if (takesBack) return null;
  if (isStaff(who)) return 'staff_cannot';
  return stakes.length > 0 ? 'spoke_lately' : null;
}

/** What is wrong with what somebody chose. */
export function voteFaults(chosen: readonly number[], poll: { most: number; choices: { id: number }[] }): FieldFault[] {
  const field = 'choices';
  if (chosen.length === 0) return [{ field, fault: 'choose_one' }];
  if (chosen.some((id) => !poll.choices.some((choice) => choice.id === id))) return [{ field, fault: 'wrong' }];
  return chosen.length > poll.most ? [{ field, fault: 'too_many', limit: poll.most, length: chosen.length }] : [];
}

/**
 * A member puts a poll beside what they wrote, as long as nobody has voted in it; what stands under a label has none.
 * What a moderator ended stays as it is: another in its place, or none, would undo that.
 * @param before the poll that stands there, null for none
 * @param stakes that still last; a page, which does not know them, offers it all the same
 */
export function whyNotWritePoll(
  actor: Actor,
  post: { authorId: number | null; isLabelled: boolean },
  before: { voters: number; endedBy: PollEnder | null } | null,
  stakes: readonly Stake[] = [],
): ErrorCode | null {
  const no = whyNotAsMember(actor);
  if (no) return no;
  if (post.authorId !== actor!.id) return 'not_yours';
  if (post.isLabelled) return 'staff_cannot';
  if (stakes.length > 0) return 'spoke_lately';
  if (before?.endedBy === 'moderator') return 'poll_over';
  return before && before.voters > 0 ? 'poll_voted' : null;
}

/**
 * Its author lets one go on that they ended themself, until the end that it had: as long as nobody has voted. Once there
 * is something to see, everybody has seen it, and would vote by it.
 * @param poll with that end
 */
export function whyNotReopenPoll(
  actor: Actor,
  post: { authorId: number | null },
  poll: { endedBy: PollEnder | null; plannedEnd: number | null; voters: number },
  now: number,
): ErrorCode | null {
  const no = whyNotAsMember(actor);
  if (no) return no;
  if (post.authorId !== actor!.id || poll.endedBy === 'moderator') return 'not_yours';
  if (poll.endedBy === null || isOver({ endsAt: poll.plannedEnd }, now)) return 'poll_over';
  return poll.voters > 0 ? 'poll_seen' : null;
}

/** Its author ends it before its time, or who moderates its space. */
export function whyNotEndPoll(
  actor: Actor,
  post: { authorId: number | null },
  spaceId: number,
  poll: Ending,
  now: number,
): ErrorCode | null {
  if (!actor) return 'not_signed_in';
  if (post.authorId !== actor.id && whyNotModerate(actor, spaceId) !== null) return 'not_yours';
  if (isStaff(actor)) return 'staff_cannot';
  return isOver(poll, now) ? 'poll_over' : null;
}
