/** The kinds of space, the forms of thread and their states. */
import type { Form, Kind, MemberForm, ThreadState } from '../../words.ts';

export const kinds = {
  kinds: {
    problem: {
      name: 'A problem',
      group: 'Problems to solve',
      what: 'Something is wrong or hard, and others have been there.',
    },
    belief: { name: 'A belief', group: 'Beliefs shared', what: 'A way to see and do things that people here hold to.' },
    craft: {
      name: 'A craft',
      group: 'Crafts practised',
      what: 'Something one gets better at by doing, showing and asking.',
    },
    aspiration: {
      name: 'An aspiration',
      group: 'Aspirations followed',
      what: 'Where people want to get, and the way there.',
    },
  } satisfies Record<Kind, object>,
  /** What one can start in a space, in the words of its kind. */
  start: {
    problem: {
      question: 'Ask about a problem',
      problem: 'Describe a problem others may have',
      discussion: 'Talk about living with it',
      showcase: 'Show how you mended it',
      journey: 'Tell how you work on it',
      challenge: 'Set a challenge',
      resource: 'Gather what helps',
    },
    belief: {
      question: 'Ask what others do',
      problem: 'Name a difficulty we share',
      discussion: 'Open a discussion',
      showcase: 'Show how you live it',
      journey: 'Tell how you came to it',
      challenge: 'Try something together',
      resource: 'Gather what is worth knowing',
    },
    craft: {
      question: 'Ask about the craft',
      problem: 'Describe a problem others may have',
      discussion: 'Talk shop',
      showcase: 'Show your work',
      journey: 'Keep a build log',
      challenge: 'Set a challenge',
      resource: 'Write down what we know',
    },
    aspiration: {
      question: 'Ask on the way',
      problem: 'Name what stands in the way',
      discussion: 'Share where you are',
      showcase: 'Show what you reached',
      journey: 'Begin a journey',
      challenge: 'Set a challenge',
      resource: 'Gather what helps on the way',
    },
  } satisfies Record<Kind, Record<MemberForm, string>>,
  forms: {
    question: { name: 'Question', help: 'You want answers; you will mark the one that solved it.' },
    problem: {
      name: 'Problem',
      help: 'You describe what is wrong; others say that they have it too, and what helped.',
    },
    discussion: { name: 'Discussion', help: 'You want to hear what others think and do.' },
    showcase: { name: 'Showcase', help: 'You show what you made, and say which critique you want.' },
    journey: { name: 'Journey', help: 'You keep a log of milestones until you are there; others cheer.' },
    challenge: { name: 'Challenge', help: 'You set something to try until a day; others join and tell how it goes.' },
    prompt: { name: 'Prompt', help: 'Give members something to tell one another about.' },
    resource: {
      name: 'Resource',
      help: 'Something worth keeping: a table, a list, a manual that members improve together.',
    },
    open_hour: { name: 'Open hour', help: 'Be there at a set time and let members ask.' },
  } satisfies Record<Form, object>,
  states: {
    open: 'Open',
    noted: 'Official note only',
    answered: 'Answered',
    settled: 'Settled by staff',
    solved: 'Solved',
    finished: 'Finished',
  } satisfies Record<ThreadState, string>,
  closed: 'Closed',
  duplicate: 'Duplicate',
  solvedByPeer: 'Solved by a peer',
  solvedBySelf: 'Solved by the asker',
};
