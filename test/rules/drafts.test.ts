import { expect, it } from 'vitest';
import { isWithin } from '../../server/rules/drafts.ts';
import { isSame } from '../../shared/drafts.ts';

it.each([
  ['the same', { body: 'True the wheel.' }, { body: 'True the wheel.' }, true],
  ['what it grew into', { body: 'True the' }, { body: 'True the wheel on the stand, then the brake.' }, true],
  [
    'what it was changed into',
    { body: 'True the wheel on a stand.' },
    { body: 'True this wheel on the stand.' },
    false,
  ],
  ['a title more', { body: 'True it.' }, { title: 'Wobbles', body: 'True it.' }, true],
  ['with a tag that is not sent', { body: 'a', tags: 'hub, rim' }, { body: 'a', tags: ['rim'] }, false],
  ['with tags that are sent among others', { body: 'a', tags: 'hub' }, { body: 'a', tags: ['rim', 'hub'] }, true],
  ['with a picture that is not sent', { body: 'a', pictureIds: ['5'] }, { body: 'a' }, false],
  ['that takes all pictures out', { body: 'a', pictureIds: ['0'] }, { body: 'a', pictureIds: [] }, true],
  ['with its poll', { body: 'a', pollChoices: 'x\ny' }, { body: 'a', pollChoices: ['x', 'y', 'z'] }, true],
  ['nothing', {}, { body: 'True the wheel.' }, true],
  ['another text', { body: 'An hour about hubs and grease.' }, { body: 'True the wheel.' }, false],
  [
    'a thread with another text',
    { title: 'Grease', body: 'Which of them?' },
    { title: 'Wobbles', body: 'Why?' },
    false,
  ],
  ['what it was before more was typed', { body: 'one two three four five six' }, { body: 'one two' }, false],
])('all of a kept text is in what is sent: %s', (_what, kept, sent, isOver) => {
  expect(isWithin(kept, sent)).toBe(isOver);
});

it.each([
  ['nothing and nothing', {}, { body: '', tags: [], space: 'wheels' }, true],
  ['what a form sends and what is kept', { body: 'one\r\ntwo\n' }, { body: 'one\ntwo' }, true],
  ['tags as a line and as a list', { tags: 'hub, rim,' }, { tags: ['hub', 'rim'] }, true],
  ['choices as lines and as a list', { pollChoices: 'a\nb' }, { pollChoices: ['a', 'b'] }, true],
  ['an accent written in two ways', { body: 'cafe\u0301' }, { body: 'café' }, true],
  ['a list that is nested, and one that is not', { body: '- a\n  - b' }, { body: '- a\n- b' }, false],
  ['another goal', { goal: 'Ten lengths' }, { goal: 'Twenty lengths' }, false],
  ['other tags', { tags: 'hub' }, { tags: ['rim'] }, false],
  ['other files', { body: 'a', fileIds: ['5'] }, { body: 'a' }, false],
  ['the same pictures', { pictureIds: ['5', '7'] }, { pictureIds: [5, 7] }, true],
  ['the same words for another space', { body: 'a', space: 'wheels' }, { body: 'a', space: 'frames' }, false],
  ['the same words for a space, and for none yet', { body: 'a', space: 'wheels' }, { body: 'a' }, true],
  ['another affiliation', { affiliation: 'I work for Foo' }, {}, false],
  ['another reader', { to: 'Rina' }, { to: 'Nadia' }, false],
])('two texts are compared by what they say: %s', (_what, one, other, same) => {
  expect([isSame(one, other), isSame(other, one)]).toEqual([same, same]);
});
