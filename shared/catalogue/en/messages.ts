/** Direct messages: conversations between members. */
import { n, plural } from './say.ts';

export const messages = {
  messages: {
    title: 'Messages',
    said: 'What was said',
    newHere: 'New from here on',
    /** Beside the bell. */
    link: (count: number) =>
      count === 0 ? 'Messages: nothing new' : `Messages: ${plural(count, 'new conversation', 'new conversations')}`,
    all: 'Conversations',
    requests: (count: number) => (count === 0 ? 'Requests' : `Requests (${n(count)})`),
    requestsHelp:
      'People with whom you have not talked here before. They can say no more until you accept, and are not told when you refuse.',
    none: 'No conversations yet',
    noRequests: 'No requests',
    requestsWait: (count: number) => `${plural(count, 'request waits', 'requests wait')} for your answer`,
    noneHelp: 'What is best said to one person, or a few, has its place here. Only those who take part read it.',
    begin: 'New message',
    beginHelp:
      'Only those to whom you write read it, and no moderator, unless one of them reports it. Who has not talked with you here is asked first.',
    staffAnswer:
      'Whoever speaks for a brand writes to nobody first. Who writes to you gets your answer, under your label.',
    write: 'Message',
    to: 'To',
    toHelp: 'Names of members, with commas between them; up to seven.',
    body: 'Your message',
    bodyHelp: 'Formatted like a post, without pictures. What you say first to somebody new has at most 2,000 letters.',
    send: 'Send',
    you: 'You:',
    onlyYou: 'Nobody else is here any more',
    unread: (count: number) => `${n(count)} new`,
    older: 'Earlier messages',
    newest: 'To the newest messages',
    nothingSince: 'Nothing was said since you came.',
    wordsGone: 'The account is gone, and what it said with it.',
    change: 'Change or take back',
    changeTitle: 'Change a message',
    changeHelp:
      'You can do so until {time}. Others see that it was changed, and not what it said before; whoever reports it shows moderators both.',
    changed: 'changed',
    takeBack: 'Take it back',
    takeBackHelp:
      'Its place then says that you took it back. Who has read it may still report it: moderators then read what it said, for 30 days.',
    takeBackDo: 'Take this message back',
    takenBack: 'This message was taken back.',
    takenBackRead: 'Moderators read what it said if you report it.',
    report: 'Report',
    reportTitle: 'Report a message',
    reportHelp:
      'Moderators of the forum get to read this message, up to three before it and two after it as you see them, and nothing else of the conversation.',
    back: 'Back to the conversation',
    /** In a case, above what was reported. */
    transcript: 'Direct messages: ▶ the one that was reported, ▸ others by the same person, · by others',
    transcriptEarlier: 'what it said before it was changed or taken back',
    isRequest: 'Do you want to talk?',
    requestHelp:
      'You have not accepted this conversation yet. Until you do, nobody can write you more in it. If you refuse, nobody is told.',
    accept: 'Accept',
    refuse: 'Refuse',
    people: (count: number) => plural(count, 'person takes part', 'people take part'),
    states: { requested: 'has not accepted yet', left: 'left' },
    addedBy: (name: string) => `brought in by ${name}`,
    addPeople: 'Bring others in',
    addHelp:
      'Names of members, with commas between them. They see what is said from then on, and everybody here sees that they are there.',
    add: 'Bring in',
    leave: 'Leave and delete my side',
    leaveHelp:
      'The conversation goes from your list, and you are told of nothing in it any more. Those who stay keep what was said. This cannot be taken back.',
    leaveDo: 'Delete my side',
    settings: 'Who may write to you',
    takesFrom: 'Messages reach me from',
    from: {
      everyone: { name: 'Everyone', what: 'Who never talked with you here asks first.' },
      known: { name: 'Those I know', what: 'Members whom you follow, or with whom you have talked in messages.' },
      nobody: {
        name: 'Nobody',
        what: 'You can write to others; nobody can begin with you, but moderators of the forum.',
      },
    },
    save: 'Save',
    blocked: 'Whom you blocked',
    blockedHelp:
      'They cannot begin a conversation with you; in those with several you do not see their words; nothing that they do is told to you. They are not told, though they see that they can write to you no more.',
    noneBlocked: 'You blocked nobody.',
    whom: 'Name',
    whomHelp: 'Of a member, as it stands on their page.',
    block: 'Block',
    blockPerson: (name: string) => `Block ${name}`,
    unblock: 'Block no longer',
    draft: 'A message',
    draftTo: (to: string) => `A message to ${to}`,
  },
};
