import { expect, it } from 'vitest';
import { hasBecome } from '../../server/rules/drafts.ts';

it.each([
  ['the same', { body: 'True the wheel.' }, { body: 'True the wheel.' }, true],
  ['what it grew into', { body: 'True the' }, { body: 'True the wheel on the stand, then the brake.' }, true],
  ['what it was changed into', { body: 'True the wheel on a stand.' }, { body: 'True this wheel on the stand.' }, true],
  ['nothing', {}, { body: 'True the wheel.' }, true],
  ['another text', { body: 'An hour about hubs and grease.' }, { body: 'True the wheel.' }, false],
  [
    'a thread with another text',
    { title: 'Grease', body: 'Which of them?' },
    { title: 'Wobbles', body: 'Why?' },
    false,
  ],
  ['what it was before more was typed', { body: 'one two three four five six' }, { body: 'one two' }, false],
])('a kept text is over once it became what is sent: %s', (_what, kept, sent, isOver) => {
  expect(hasBecome(kept, sent)).toBe(isOver);
});
