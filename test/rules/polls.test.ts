import { describe, expect, it } from 'vitest';
import type { FieldFault } from '../../shared/faults.ts';
import { LIMITS } from '../../shared/limits.ts';
import { actorAs } from '../../server/rules/roles.ts';
import {
  isShut,
  type PollInput,
  pollOf,
  seesOwnResults,
  seesResults,
  voteFaults,
  whyNotEndPoll,
  whyNotVote,
  whyNotWritePoll,
} from '../../server/rules/polls.ts';

const now = Date.parse('2026-11-28T12:00:00Z');
const read = (input: PollInput, zone = 'UTC') => {
  const faults: FieldFault[] = [];
  return { poll: pollOf(input, zone, now, faults), faults: faults.map(({ field, fault }) => `${field}: ${fault}`) };
};
const two = { pollQuestion: 'Which hub?', pollChoices: ['Cup\nCartridge'] };

const stake = { brand: 1, name: 'Acme', slug: 'acme', until: Date.UTC(2026, 10, 28) } as never;

describe('a poll as it is typed', () => {
  it('is nothing where nothing is said, and a question with its choices otherwise', () => {
    expect(read({})).toEqual({ poll: null, faults: [] });
    expect(read({ pollQuestion: ' ', pollChoices: ['\n '], pollMost: 1 })).toEqual({ poll: null, faults: [] });
    const whole = { question: 'Which hub?', choices: ['Cup', 'Cartridge'], most: 1, endsAt: null };
    expect(read(two)).toEqual({ poll: whole, faults: [] });
    expect(read({ ...two, pollChoices: [' Cup ', '', 'Cartridge\r\n'] }).poll).toEqual(whole);
  });

  it('ends when its day is over where its author is', () => {
    const end = (day: string, zone?: string) => read({ ...two, pollEndsOn: day }, zone).poll?.endsAt;
    expect(end('2026-11-28')).toBe(Date.parse('2026-11-29T00:00:00Z'));
    expect(end('2026-11-30', 'Asia/Dhaka')).toBe(Date.parse('2026-11-30T18:00:00Z'));
    for (const day of [
      '2026-11-27',
      '2028-01-01',
      'tomorrow',
      '2026-13-01',
      '0001-01-01',
      '9999-12-31',
      `${'9'.repeat(1_000)}`,
    ])
      expect(read({ ...two, pollEndsOn: day }).faults, day).toEqual(['pollEndsOn: not_a_poll_end']);
  });

  it('says beside each field what is wrong with it', () => {
    expect(read({ pollQuestion: 'Which?' }).faults).toEqual(['pollChoices: too_few_choices']);
    expect(read({ ...two, pollQuestion: '' }).faults).toEqual(['pollQuestion: required']);
    expect(read({ ...two, pollChoices: ['Cup', 'cup'] }).faults).toEqual(['pollChoices: same_choice']);
    expect(read({ ...two, pollMost: 3 }).faults).toEqual(['pollMost: more_than_choices']);
    expect(read({ ...two, pollChoices: ['Cup'], pollMost: 3 }).faults).toEqual(['pollChoices: too_few_choices']);
    // All that is wrong is said at once.
    expect(read({ pollQuestion: 'W', pollChoices: ['Cup', 'cup'], pollMost: 9, pollEndsOn: 'soon' }).faults).toEqual([
      'pollQuestion: too_short',
      'pollChoices: same_choice',
      'pollMost: more_than_choices',
      'pollEndsOn: not_a_poll_end',
    ]);
    expect(read({ ...two, pollMost: 0 }).faults).toEqual(['pollMost: more_than_choices']);
    const many = Array.from({ length: LIMITS.pollChoices.max + 1 }, (_, i) => `Number ${i}`);
    expect(read({ ...two, pollChoices: many }).faults).toEqual(['pollChoices: too_many']);
    expect(read({ ...two, pollChoices: many.slice(1) }).faults).toEqual([]);
    expect(read({ ...two, pollChoices: ['Cup', 'x'.repeat(121)] }).faults).toEqual(['pollChoices: too_long']);
    expect(read({ ...two, pollChoices: ['\n'.repeat(2_000_000)] }).faults).toEqual(['pollChoices: too_long']);
    expect(read({ ...two, pollQuestion: 'x'.repeat(2_000) }).faults).toEqual(['pollQuestion: too_long']);
  });
});

describe('a vote', () => {
  const open = { endsAt: null };
  const over = { endsAt: now };

  it('is for members, until the end', () => {
    for (const role of ['member', 'moderator', 'admin'] as const)
      expect(whyNotVote({ role }, [], open, false, now)).toBe(null);
    expect(whyNotVote({ role: 'staff' }, [], open, false, now)).toBe('staff_cannot');
    expect(whyNotVote({ role: 'member' }, [], over, false, now)).toBe('poll_over');
    expect(whyNotVote({ role: 'member' }, [stake], open, false, now)).toBe('spoke_lately');
    expect(whyNotVote({ role: 'member' }, [stake], open, true, now)).toBe(null);
    expect(whyNotVote({ role: 'staff' }, [], open, true, now)).toBe(null);
    for (const takesBack of [false, true])
      expect(whyNotVote({ role: 'member' }, [], { ...open, isShut: true }, takesBack, now)).toBe('poll_shut');
  });

  it('is for as many of its choices as one may take', () => {
    const poll = { most: 2, choices: [{ id: 1 }, { id: 2 }, { id: 3 }] };
    const faults = (chosen: number[]) => voteFaults(chosen, poll).map(({ fault }) => fault);
    expect([[1], [1, 3], [], [1, 2, 3], [4]].map(faults)).toEqual([[], [], ['choose_one'], ['too_many'], ['wrong']]);
  });

  it('is taken in no thread that is locked or closed, nor in an archived space', () => {
    const open = { lockedAt: null, closedAt: null };
    expect([
      isShut(open, null),
      isShut({ ...open, lockedAt: 1 }, null),
      isShut({ ...open, closedAt: 1 }, null),
    ]).toEqual([false, true, true]);
    expect([isShut(open, 1), seesResults({ endsAt: null, isShut: true }, false, now)]).toEqual([true, true]);
  });

  it('is what shows how it stands, or the end is', () => {
    expect([seesResults(open, false, now), seesResults(open, true, now), seesResults(over, false, now)]).toEqual([
      false,
      true,
      true,
    ]);
  });
});

describe('who wrote a poll', () => {
  const author = actorAs(1, 'member');
  const post = { authorId: 1, isLabelled: false };

  it('changes it until somebody has voted, and nobody else does', () => {
    expect(whyNotWritePoll(author, post, null)).toBe(null);
    expect(whyNotWritePoll(author, post, { voters: 0, endedBy: 'author' })).toBe(null);
    expect(whyNotWritePoll(author, post, { voters: 0, endedBy: 'moderator' })).toBe('poll_over');
    expect(whyNotWritePoll(author, post, null, [stake])).toBe('spoke_lately');
    expect(whyNotWritePoll(author, post, { voters: 1, endedBy: null })).toBe('poll_voted');
    expect(whyNotWritePoll(actorAs(2, 'moderator'), post, null)).toBe('not_yours');
    expect(whyNotWritePoll(actorAs(1, 'staff'), post, null)).toBe('staff_cannot');
    expect(whyNotWritePoll(author, { ...post, isLabelled: true }, null)).toBe('staff_cannot');
    expect(whyNotWritePoll(null, post, null)).toBe('not_signed_in');
  });

  it('sees how it stands without a vote, and nobody else does', () => {
    const seen = [author, actorAs(2, 'moderator'), actorAs(2, 'admin'), null].map((who) => seesOwnResults(who, post));
    expect(seen).toEqual([true, false, false, false]);
    expect([author, null].map((who) => seesOwnResults(who, { authorId: null }))).toEqual([false, false]);
  });

  it('ends it, and so does who moderates its space', () => {
    const end = (actor: Parameters<typeof whyNotEndPoll>[0], endsAt: number | null = null) =>
      whyNotEndPoll(actor, post, 7, { endsAt }, now);
    expect([end(author), end(actorAs(2, 'member', [7])), end(actorAs(2, 'moderator'))]).toEqual([null, null, null]);
    expect([end(actorAs(2, 'member')), end(actorAs(2, 'member', [8])), end(null)]).toEqual([
      'not_yours',
      'not_yours',
      'not_signed_in',
    ]);
    expect([end(actorAs(1, 'staff')), end(author, now)]).toEqual(['staff_cannot', 'poll_over']);
  });
});
