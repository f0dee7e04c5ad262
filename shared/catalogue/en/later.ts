/** Posts that wait for their time. */
import { n, span } from './say.ts';

export const later = {
  later: {
    open: 'Post later…',
    staleHelp: 'This is what waits now. Put what should stay into your text below: what you save takes its place.',
    when: 'Day and time',
    range: (minutes: number, days: number) => `From ${n(minutes)} minutes to ${n(days)} days ahead.`,
    clockOf: (zone: string) => `By the clock of ${zone}.`,
    noClock: 'You have chosen no time zone: this is UTC.',
    otherZone: 'Another time zone',
    button: 'Post at this time',
    all: 'What waits',
    noTime: 'Leave it empty to keep it without posting it.',
    title: 'Waiting',
    lede: 'Nobody else sees it before its time. Then it is posted as if you pressed the button, with every rule of that moment; what is refused comes back to your drafts, and you are told.',
    ledeUntimed: 'None of this is posted until you give it a time, or post it now. Nobody else sees it.',
    room: (waiting: number, most: number) => `${n(waiting)} of at most ${n(most)} wait.`,
    /** @param seconds from now */
    at: (seconds: number, moment: string, zone: string) => `In ${span(seconds)}: ${moment} (${zone})`,
    untimed: 'Without a time: it is not posted.',
    refused: 'It was not posted.',
    nowhere: 'A thread that is not there for you any more',
    inSpace: (space: string) => `A new thread in “${space}”`,
    newThread: 'A new thread',
    reply: (title: string) => `A reply in “${title}”`,
    change: 'Change text or time',
    changeOf: 'A change of what waits',
    edit: 'Change what waits',
    save: 'Save',
    postNow: 'Post now',
    drop: 'Throw away…',
    dropSure: 'What you wrote is gone then.',
    dropYes: 'Throw it away',
    back: 'All drafts',
    gone: 'What it was to be posted into is not there for you any more.',
  },
};
