/** What was written and is not sent yet. */

export const drafts = {
  drafts: {
    title: 'Drafts',
    lede: 'What you wrote and have not sent yet. Nobody else sees it.',
    unsent: 'Not sent yet',
    none: 'No drafts',
    noneHelp: 'What you begin to write is kept here until you send it.',
    goOn: 'Go on writing',
    drop: 'Throw away…',
    dropSure: 'Nothing brings it back then.',
    dropYes: 'Throw it away',
    start: 'A new thread',
    edit: (title: string) => `A change in “${title}”`,
    replyTo: (name: string, title: string) => `A reply to ${name} in “${title}”`,
    reply: (title: string) => `A reply in “${title}”`,
    replyGone: (title: string) => `A reply in “${title}” to what is not there any more`,
    poll: (title: string) => `A poll in “${title}”`,
    here: 'Your draft from {time} is here again.',
    begun: 'You began this on {time}:',
    begunHelp: 'What stands here is kept as a draft of its own.',
    goOnWith: 'Go on with it',
    beginAnew: 'Begin anew',
    all: 'All drafts',
    whole: 'Read all of it',
    gone: 'To a thread that is not open to you any more',
  },
};
