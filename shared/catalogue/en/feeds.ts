/** Lists of threads, and following. */
import { n, plural } from './say.ts';

export const feeds = {
  feeds: {
    label: 'Ways in',
    new: 'New',
    'needs-answer': 'Needs an answer',
    'among-members': 'Among members',
    following: 'Following',
    about: {
      'among-members': 'Threads in which members talk to members. Brands move nothing here.',
      'needs-answer':
        'Questions that no member has answered yet. They take turns: when asked, whenever their waiting has doubled, and when others have the same; of a day’s turns, the longest waiting first.',
      new: 'What was begun last. Only time decides.',
      following: 'The spaces, tags and people you follow, in the order of talk among members.',
    },
    mutedHere: (count: number) =>
      count === 1
        ? 'One thread is left out: you muted it, or something of it.'
        : `${n(count)} threads are left out: you muted them, or something of them.`,
    mutedWhich: 'What you muted',
    emptyAmong: 'Members have not talked to each other here yet.',
    emptyFollowing: 'Nothing to see here yet.',
    howToFollow: 'Follow a space, a tag or a person, and what happens there stands here.',
    compact: 'Compact',
    next: 'Next',
    first: 'Back to the first page',
    pages: 'Pages of this list',
    emptyNew: 'Nothing has been started here yet.',
    emptyNeeds: (mayAsk: boolean) =>
      `Every question has an answer. Come back later${mayAsk ? ', or ask one yourself' : ''}.`,
    startFirst: 'Start the first thread',
    atomTitle: (forum: string, what: string) => `${forum}: ${what}`,
  },
  /** Shown to newcomers, once. */
  welcome: {
    title: 'Where to begin',
    help: 'You may know an answer',
    read: 'Something to read',
    next: 'And then',
    spaces: 'Look through the spaces and follow what interests you',
    about: 'Say a line about yourself, and choose how you are told of things',
    ask: 'Ask, show or begin something yourself',
    home: 'See all that is going on',
  },
  row: {
    /** What follows the author's name. */
    who: (_name: string, others: number) => (others === 0 ? '' : ` and ${plural(others, 'other', 'others')}`),
    answers: (count: number) => (count === 0 ? 'No answers yet' : plural(count, 'answer', 'answers')),
    posts: (count: number) => (count === 0 ? 'No posts yet' : plural(count, 'post', 'posts')),
    worked: (count: number) => `worked for ${n(count)}`,
    meToo: (count: number) => (count === 1 ? '1 other has this too' : `${n(count)} others have this too`),
  },
  following: {
    title: 'What you follow',
    people: 'People',
    /** On the button: how it is now. */
    now: { all: 'Told of everything', mine: 'Following', muted: 'Muted', none: 'Follow' },
    levels: { all: 'Everything', mine: 'What concerns me', muted: 'Mute', none: 'Do not follow' },
    unmute: 'Unmute',
    threads: 'Threads',
    means: {
      thread: {
        all: 'Every post here.',
        mine: 'Answers to you, and where you are named.',
        muted: 'You are told of nothing here, and lists leave it out.',
        none: 'As with any other thread.',
      },
      space: {
        all: 'Every new thread here.',
        mine: 'In your list of what you follow, and answers to you.',
        muted: 'You are told of nothing here, and other lists leave its threads out.',
        none: 'As with any other space.',
      },
      tag: {
        all: 'Every new thread with this tag.',
        mine: 'In your list of what you follow, and answers to you.',
        muted: 'You are told of nothing that has this tag, and other lists leave it out.',
        none: 'As with any other tag.',
      },
      member: {
        all: 'Whatever they write.',
        mine: 'In your list of what you follow, and answers to you.',
        muted: 'You are told of nothing that they do, their posts are folded, and lists leave out their threads.',
        none: 'As with anybody else.',
      },
    },
    /** After it was chosen. */
    said: {
      thread: {
        all: 'You are told of every post in the thread.',
        mine: 'You are told of the thread where it concerns you.',
        muted: 'The thread is muted. You are told of nothing in it, and lists leave it out.',
        none: 'You do not follow the thread any more.',
        unmuted: 'The thread is muted no longer.',
      },
      space: {
        all: 'You are told of every new thread in the space.',
        mine: 'The space is in your list of what you follow. You are told of what concerns you.',
        muted: 'The space is muted. You are told of nothing in it, and other lists leave its threads out.',
        none: 'You do not follow the space any more.',
        unmuted: 'The space is muted no longer.',
      },
      tag: {
        all: 'You are told of every new thread with the tag.',
        mine: 'The tag is in your list of what you follow. You are told of what concerns you.',
        muted: 'The tag is muted. You are told of nothing that has it, and other lists leave it out.',
        none: 'You do not follow the tag any more.',
        unmuted: 'The tag is muted no longer.',
      },
      member: {
        all: 'You are told of whatever they write.',
        mine: 'They are in your list of whom you follow. You are told of what concerns you.',
        muted: 'They are muted. You are told of nothing that they do, and lists leave out their threads.',
        none: 'You do not follow them any more.',
        unmuted: 'They are muted no longer.',
      },
    },
    undo: 'Undo',
  },
  /** A thread that a form asks for. */
  threadPicker: {
    help: 'Its address or number, or words of its title: then you choose among what is found.',
    find: 'Find the thread',
    which: 'Which one do you mean?',
    nothing: 'Nothing that you could choose has these words. Try other words, or its address.',
    look: 'Look at it',
  },
};
