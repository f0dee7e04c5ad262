/** Spaces: their pages, their making. */
import { plural } from './say.ts';

export const spaces = {
  spaces: {
    title: 'Spaces',
    lead: 'A space is about a problem, a belief, a craft or an aspiration; never about a product.',
    threads: (count: number) => plural(count, 'thread', 'threads'),
    posts: (count: number) => plural(count, 'post', 'posts'),
    tags: 'Tags',
    numbers: 'So far',
    about: 'About this space',
    helpers: 'People who help most',
    noHelpers: 'Nobody’s answer has been marked yet.',
    empty: 'No space of this kind yet.',
    tagged: (tag: string) => `Tagged “${tag}”`,
    make: 'Make a space',
    edit: 'Edit this space',
    name: 'Name',
    nameHelp: 'A problem, belief, craft or aspiration in a few words.',
    slug: 'Address',
    slugHelp: 'The last part of the space’s address.',
    kind: 'Kind',
    charter: 'Charter',
    charterHelp: 'What brings people here and what belongs here, in two sentences.',
    language: 'Language',
    languageHelp:
      'In which people write here: it is told to browsers and readers’ voices, and search knows its endings.',
    languageOfForum: 'The forum’s',
    maths: 'Dollar signs',
    mathsHelp:
      'With mathematics on, $x^2$ and $$\\sum x$$ are drawn as formulas (TeX), also in what was written before.',
    mathsOff: 'are money',
    mathsOn: 'are around mathematics',
    save: 'Save the space',
    propose: 'Propose a space',
    proposeHelp: 'A moderator or admin decides, and tells you why if not.',
    alike: {
      title: 'Like it already',
      waits: 'proposed, waits for members who second it',
      anyway: 'Propose it all the same',
    },
    yourProposals: 'Your proposals',
    proposalStates: { open: 'waiting', granted: 'made', refused: 'refused' },
    override: 'Reason to allow it all the same',
    overrideHelp: 'Everybody can read it, on the space’s page and in the public log.',
    overridden: 'Allowed although it names a brand',
  },
};
