/** Polls: asking several people one thing, and how they chose. */
import { n, plural } from './say.ts';

export const polls = {
  polls: {
    title: 'Poll',
    add: 'Add a poll',
    question: 'What do you ask?',
    questionHelp: 'One line. Leave it empty for no poll.',
    choices: 'Choices',
    choicesHelp: (min: number, max: number) => `One on each line, ${n(min)} to ${n(max)} of them.`,
    most: 'How many may one choose?',
    endsOn: 'Last day',
    endsOnHelp: 'Leave it empty for a poll without an end. The day ends by your own clock.',
    fixed: 'The choices can be changed until somebody has voted.',
    pageLede: 'Others see how it stands once they have voted, or when it is over. Nobody sees who chose what.',
    save: 'Save the poll',
    change: 'Change the poll',
    remove: 'Take the poll away',
    back: 'Back to the post',
    chooseOne: 'Choose one',
    chooseMost: (most: number) => `Choose up to ${n(most)}`,
    runsUntil: 'Until {time}',
    over: 'Ended {time}',
    endedBy: { author: 'ended early by its author', moderator: 'ended early by a moderator' },
    voters: (count: number) =>
      count === 0 ? 'Nobody has voted yet' : `${plural(count, 'member has', 'members have')} voted`,
    vote: 'Vote',
    voteAgain: 'Change the vote',
    changeVote: 'Change your vote',
    takeBack: 'Take your vote back',
    yours: 'your choice',
    share: (percent: number, votes: number) => `${n(percent)}% (${plural(votes, 'vote', 'votes')})`,
    seenAfter: 'You see how it stands once you have voted.',
    seenAtEnd: 'How it stands is shown when it is over.',
    signIn: 'Sign in to vote',
    endNow: 'End the poll now',
  },
};
