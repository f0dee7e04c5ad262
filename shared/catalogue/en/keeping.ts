/** Keeping a space: who may read it, who belongs to it, its rules and its moderators. */
import type { SpaceAccess } from '../../words.ts';
import { n, plural } from './say.ts';

export const keeping = {
  keeping: {
    keep: 'Keep this space',
    title: (space: string) => `Keep ${space}`,
    access: {
      title: 'Who may read it',
      names: {
        public: { name: 'Everybody', what: 'It stands in lists and in search engines.' },
        members: { name: 'Whoever is signed in', what: 'Visitors and search engines do not find it.' },
        private: { name: 'Only its own members', what: 'To everybody else it is as if it were not there.' },
      } satisfies Record<SpaceAccess, object>,
      warning:
        'What was written for few stays with them: a closed space is not opened to more once something was written in it.',
      set: 'Change who may read it',
    },
    rules: 'House rules',
    rulesHelp: 'What is expected here, beside the rules of the whole forum. Shown where one first writes. Markdown.',
    joinQuestion: 'What do you ask those who want to be let in?',
    joinQuestionHelp: 'Only for a private space. May stay empty.',
    slow: 'Minutes between two posts of one member',
    slowOff: 'No wait',
    save: 'Save',
    archive: {
      title: 'Archive',
      lead: 'An archived space can be read, and nothing is added to it.',
      set: 'Archive the space',
      end: 'Open it again',
      line: 'This space is archived: it can be read, and nothing is added to it.',
    },
    roster: {
      title: (space: string) => `Members of ${space}`,
      count: (count: number) => plural(count, 'member', 'members'),
      letIn: 'Let a member in',
      name: 'Name',
      add: 'Let in',
      remove: 'Let out',
      leave: 'Leave this space',
      leaveHelp: 'You will not find it any more, unless you are let in again.',
      since: 'since',
      requests: 'Who would like to be let in',
      noRequests: 'Nobody is asking.',
      grant: 'Let in',
      refuse: 'Refuse',
      link: 'An address to ask at',
      linkHelp: 'Whoever has this address can ask to be let in. It is shown once; a new one ends the one before.',
      linkIs: 'Give this address to those who may ask. It is shown only now:',
      makeLink: 'Make an address',
      endLink: 'End the address',
    },
    join: {
      title: (space: string) => `Ask to be let into ${space}`,
      lead: 'Its moderators read what you write here, and nobody else.',
      words: 'A word about you',
      send: 'Ask',
    },
    moderators: {
      title: (space: string) => `Who keeps the peace in ${space}`,
      here: 'Of this space',
      everywhere: 'Of the whole forum',
      none: 'Nobody besides those of the whole forum.',
      may: 'A moderator hides and shows posts, locks, closes, moves and merges threads, reminds and silences in their space, lets people in, and says why each time. Nobody decides in their own matter.',
      mayForum:
        'Those of the whole forum do so everywhere, and may suspend. Admins also set up the forum and name moderators.',
      appoint: 'Name a moderator',
      name: 'Name',
      current: 'Your password again',
      set: 'Name',
      end: 'Take the office away',
      leave: 'Leave the office',
    },
    seconds: {
      title: 'Proposed by members',
      lead: (needed: number) =>
        `When ${plural(needed, 'member', 'members')} more would like a space as well, it opens.`,
      count: (count: number) => `${n(count)} would like it too`,
      second: 'I would like it too',
      seconded: 'You would like it too',
      none: 'Nothing is proposed just now.',
    },
    forumRules: {
      title: 'House rules',
      none: 'No rules of its own yet: be kind, and say what you know.',
      lead: 'What is expected in the whole forum. Shown where one first writes. Markdown.',
      link: 'House rules',
    },
  },
};
