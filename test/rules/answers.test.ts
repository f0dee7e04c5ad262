import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isOutdated,
  isPeerAnswer,
  kindOfPost,
  OPENING_PLACE,
  type Person,
  type Placed,
  placeKey,
  type RuledPost,
  threadState,
  UNMARKED,
  whyNotMark,
} from '../../server/rules/answers.ts';
import { MARK_KINDS, ROLES, type MarkKind, type PostKind, type Role } from '../../shared/words.ts';

const ASKER = 1;
const ANSWERER = 2;
const OTHER = 3;
const question = { form: 'question' as const, authorId: ASKER };
const discussion = { form: 'discussion' as const, authorId: ASKER };
const person = (id: number, role: Role = 'member'): Person => ({ id, role });
const post = (kind: PostKind, authorId: number | null, withdrawnAt: number | null = null): RuledPost => ({
  kind,
  authorId,
  withdrawnAt,
  isLabelled: kind === 'note',
});
const writer = (id: number, speaksForBrand = false) => ({ id, speaksForBrand });

describe('the kind of a post', () => {
  it.each([
    ['a reply', question, writer(OTHER), true, false, 'reply'],
    ['a reply of staff', question, writer(OTHER, true), true, false, 'reply'],
    ['staff in a question', question, writer(OTHER, true), false, true, 'note'],
    ['staff in a discussion', discussion, writer(OTHER, true), false, false, 'note'],
    ['a member in a discussion', discussion, writer(OTHER), false, true, 'post'],
    ['the asker', question, writer(ASKER), false, false, 'post'],
    ['the asker with an answer', question, writer(ASKER), false, true, 'answer'],
    ['a peer', question, writer(OTHER), false, false, 'answer'],
  ] as const)('of %s', (_who, thread, author, isReply, asOwnAnswer, kind) => {
    expect(kindOfPost({ thread, author, isReply, asOwnAnswer })).toBe(kind);
  });
});

describe('a peer answer', () => {
  it('is an answer by somebody else, also by one who is not known', () => {
    expect(isPeerAnswer(question, post('answer', OTHER))).toBe(true);
    expect(isPeerAnswer(question, post('answer', null))).toBe(true);
    expect(isPeerAnswer(question, post('answer', ASKER))).toBe(false);
    expect(isPeerAnswer({ form: 'question', authorId: null }, post('answer', null))).toBe(true);
    for (const kind of ['opening', 'note', 'post', 'reply'] as const)
      expect(isPeerAnswer(question, post(kind, OTHER))).toBe(false);
  });
});

describe('a mark', () => {
  const people = { asker: ASKER, author: ANSWERER, other: OTHER };
  const onAnswer: Record<MarkKind, Record<keyof typeof people, string | null>> = {
    accept: { asker: null, author: 'not_the_asker', other: 'not_the_asker' },
    settled: { asker: 'not_a_note', author: 'not_a_note', other: 'not_a_note' },
    outdated: { asker: null, author: null, other: null },
    worked: { asker: 'asker_accepts', author: 'own_post', other: null },
    helpful: { asker: null, author: 'own_post', other: null },
    me_too: { asker: 'not_a_question', author: 'not_a_question', other: 'not_a_question' },
  };
  for (const role of ROLES) {
    for (const kind of MARK_KINDS) {
      it(`${kind} on an answer by a ${role}, by relation`, () => {
        for (const [relation, id] of Object.entries(people)) {
          const wanted = role === 'staff' ? 'staff_cannot' : onAnswer[kind][relation as keyof typeof people];
          expect(whyNotMark(kind, person(id, role), question, post('answer', ANSWERER)), relation).toBe(wanted);
        }
      });
    }
  }

  it('stays off what was withdrawn, for everybody', () => {
    for (const role of ROLES)
      for (const kind of MARK_KINDS)
        expect(whyNotMark(kind, person(OTHER, role), question, post('answer', ANSWERER, 1))).toBe('withdrawn');
  });

  it('of need is for the opening of a question by somebody else', () => {
    expect(whyNotMark('me_too', person(OTHER), question, post('opening', ASKER))).toBeNull();
    expect(whyNotMark('me_too', person(ASKER), question, post('opening', ASKER))).toBe('own_post');
    expect(whyNotMark('me_too', person(OTHER), discussion, post('opening', ASKER))).toBe('not_a_question');
  });

  it('may be set on what nobody here wrote, but nobody accepts where nobody here asked', () => {
    expect(whyNotMark('worked', person(OTHER), { form: 'question', authorId: null }, post('answer', null))).toBeNull();
    expect(whyNotMark('accept', person(OTHER), { form: 'question', authorId: null }, post('answer', null))).toBe(
      'not_the_asker',
    );
  });

  it('is always refused where there is no answer to accept or confirm', () => {
    for (const kind of ['opening', 'note', 'post', 'reply'] as const) {
      for (const mark of ['accept', 'worked'] as const)
        expect(whyNotMark(mark, person(ASKER), question, post(kind, OTHER))).toBe('not_an_answer');
    }
  });
});

describe('the place of a post', () => {
  const counts = fc
    .record({
      accepted: fc.boolean(),
      older: fc.nat(3_000_000_000),
      workedRecent: fc.nat(3_000_000_000),
      helpful: fc.nat(3_000_000_000),
    })
    .map(({ older, ...marks }) => ({ ...marks, worked: marks.workedRecent + older, outdated: false }));
  const place = (kind: PostKind, marks: Omit<Placed, 'kind'>) => placeKey('question', { kind, ...marks });
  const marked = (marks: Partial<Placed>) => ({ ...UNMARKED, ...marks });

  it('of an accepted answer is before every other, whatever the counts', () => {
    fc.assert(
      fc.property(
        counts,
        counts,
        (a, b) => place('answer', { ...a, accepted: true }) < place('answer', { ...b, accepted: false }),
      ),
    );
  });

  it('never falls with one more confirmation or mark', () => {
    fc.assert(
      fc.property(counts, (marks) => {
        const { worked, workedRecent } = marks;
        const more = { ...marks, worked: worked + 1 };
        expect(place('answer', more)).toBeLessThanOrEqual(place('answer', marks));
        expect(place('answer', { ...more, workedRecent: workedRecent + 1 })).toBeLessThanOrEqual(place('answer', more));
        expect(place('answer', { ...marks, helpful: marks.helpful + 1 })).toBeLessThanOrEqual(place('answer', marks));
      }),
    );
  });

  it('rises with each of the many confirmations of the last year, which weigh more than a helpful mark', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.nat(200_000), fc.nat(200_000), (accepted, worked, helpful) => {
        const here = place('answer', marked({ accepted, worked, workedRecent: worked, helpful }));
        const praised = place('answer', marked({ accepted, worked, workedRecent: worked, helpful: helpful + 1 }));
        const more = marked({ accepted, worked: worked + 1, workedRecent: worked + 1, helpful });
        expect(place('answer', more)).toBeLessThan(praised);
        expect(praised).toBeLessThan(here);
      }),
    );
  });

  it('is told by the last year first: older confirmations only break ties', () => {
    const [fresh, old] = [marked({ worked: 1, workedRecent: 1 }), marked({ worked: 500 })];
    expect(place('answer', fresh)).toBeLessThan(place('answer', old));
    expect(place('answer', old)).toBeLessThan(place('answer', UNMARKED));
  });

  it('of an outdated answer is after every other answer, accepted or not', () => {
    fc.assert(
      fc.property(
        counts,
        counts,
        (a, b) => place('answer', { ...a, outdated: true }) > place('answer', { ...b, outdated: false }),
      ),
    );
  });

  it('keeps the opening first, what is no answer last, and everything in what a database column holds', () => {
    fc.assert(
      fc.property(counts, (marks) => {
        const answer = place('answer', marks);
        expect(answer).toBeGreaterThan(OPENING_PLACE);
        expect(Math.abs(answer)).toBeLessThan(2 ** 31);
        expect(Object.is(answer, -0)).toBe(false);
        for (const kind of ['post', 'note'] as const) expect(place(kind, marks)).toBeGreaterThan(answer);
      }),
    );
  });

  it('is by time alone in a discussion', () => {
    fc.assert(fc.property(counts, (marks) => placeKey('discussion', { kind: 'post', ...marks }) === 0));
    expect(placeKey('discussion', { ...UNMARKED, kind: 'opening' })).toBe(OPENING_PLACE);
  });
});

describe('the state of a thread', () => {
  it('follows peer answers and acceptance', () => {
    expect(
      [
        [0, 0, 0, 0],
        [0, 0, 2, 0],
        [3, 0, 2, 0],
        [0, 0, 1, 1],
        [3, 0, 1, 1],
        [3, 1, 1, 1],
        [0, 1, 0, 0],
      ].map(([peerAnswers = 0, accepted = 0, notes = 0, settled = 0]) =>
        threadState('question', { peerAnswers, accepted, notes, settled }),
      ),
    ).toEqual(['open', 'noted', 'answered', 'settled', 'settled', 'solved', 'solved']);
    expect(threadState('discussion', { peerAnswers: 3, accepted: 1, notes: 1, settled: 1 })).toBe('open');
  });
});

describe('an answer', () => {
  it('is outdated when its author, the asker or a moderator says so, or two others do', () => {
    expect(isOutdated({ byThoseWhoKnow: 0, byOthers: 1 })).toBe(false);
    expect(isOutdated({ byThoseWhoKnow: 0, byOthers: 2 })).toBe(true);
    expect(isOutdated({ byThoseWhoKnow: 1, byOthers: 0 })).toBe(true);
  });
});
