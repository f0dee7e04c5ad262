/** What members are told of. `{who}` and `{what}` are put in by the page. */
import { n, plural } from './say.ts';

export const notifications = {
  notifications: {
    title: 'Notifications',
    /** On the bell. */
    bell: (count: number, most: number) =>
      count === 0
        ? 'Notifications: nothing new'
        : count >= most
          ? `Notifications: more than ${n(most - 1)} new`
          : `Notifications: ${n(count)} new`,
    more: (most: number) => `${n(most)}+`,
    none: 'Nothing new',
    noneHelp: 'When somebody answers you, names you or writes where you follow, it is said here.',
    noneYet: 'Nothing here yet',
    filters: { all: 'All', talk: 'Talk', marks: 'Marks', followed: 'Followed', other: 'Other' },
    filterLabel: 'Show',
    onlyNew: 'Only new',
    allOfThem: 'Read ones too',
    readAll: 'Mark all as read',
    readOne: 'Mark as read',
    isNew: 'New',
    older: 'Older',
    fewer: 'Why, and how to get fewer',
    mute: {
      thread: 'Mute this thread',
      space: 'No longer all of this space',
      tag: 'No longer all of this tag',
      member: 'No longer all of this member',
    },
    /** What follows the newest name. */
    others: (count: number) => (count === 0 ? '' : ` and ${plural(count, 'other', 'others')}`),
    forum: 'The forum',
    says: {
      act: 'A moderator decided something that concerns you',
      appeal: 'Your appeal was decided',
      report: 'What you reported was decided',
      proposal: 'The space that you proposed was decided on',
      accepted: '{who} accepted your answer in {what}',
      mention: '{who} named you in {what}',
      reply: '{who} replied to you in {what}',
      quote: '{who} quoted you in {what}',
      answer: '{who} answered {what}',
      post: '{who} wrote in {what}',
      invitation: '{who} asks whether you can help with {what}',
      solved: 'Did an answer help? {what}',
      worked: 'What you wrote worked for {who}: {what}',
      helpful: '{who} found helpful what you wrote in {what}',
      thread: '{who} wrote in {what}',
      member: '{who} wrote in {what}',
      tag: '{who} began {what}',
      space: '{who} began {what}',
      duty: 'Something waits for a moderator',
    },
    why: {
      act: 'What is decided about your posts is always said.',
      appeal: 'You appealed.',
      report: 'You reported it.',
      proposal: 'You proposed it.',
      accepted: 'It is your answer.',
      mention: 'Your name stands in it. Mute the thread or the person to hear no more.',
      reply: 'It stands under your post.',
      quote: 'Your words stand in it.',
      answer: 'You asked. Mute the thread to hear no more of it.',
      post: 'You began the thread. Mute it to hear no more of it.',
      invitation: 'Members may invite you to questions; your settings say whether.',
      solved: 'You asked, and nobody has said yet whether it is solved. This is asked once.',
      worked: 'You wrote it.',
      helpful: 'You wrote it.',
      thread: 'You follow this thread with every post.',
      member: 'You follow this member with all they write.',
      tag: 'You follow this tag with every new thread.',
      space: 'You follow this space with every new thread.',
      duty: 'You keep the peace here.',
    },
    mail: {
      title: 'Letters',
      heading: 'How you are told',
      now: (wish: string) => `You get letters of what you have not read: ${wish.toLowerCase()}.`,
      nowNone: 'You get no letters of what you have not read.',
      wish: { at_once: 'At once', daily: 'Once a day', weekly: 'On Mondays', never: 'None' },
      what: {
        at_once: 'What you have not read after five minutes: one letter a thread, until you have read there.',
        daily:
          'One letter a day: what came to yours, what waits for an answer where you follow, what was solved there.',
        weekly: 'The same once a week.',
        never: 'You see it on your page of notifications only.',
      },
      when: 'Which letters?',
      hour: 'Hour of the daily or weekly letter',
      zone: 'Your time zone',
      quietFrom: 'No letters from',
      quietTo: 'until',
      always: 'They may come at any hour',
      oclock: (hour: number) => `${String(hour).padStart(2, '0')}:00`,
      ofKinds: 'Otherwise for some things?',
      kept: 'What is decided about you and your posts is always on your page of notifications, and said by letter.',
      kinds: {
        answers: 'Answers and replies to you, and quotes of you',
        mentions: 'Your name in a post',
        accepted: 'An answer of yours that was accepted',
        threads: 'Posts in threads that you follow, as those that you write in',
        invitations: 'Questions that somebody thinks you can answer',
        marks: '“Worked for me too” and “this helped”',
        follows: 'Spaces, tags and people whom you follow',
      },
      channels: {
        none: 'Not at all',
        page: 'On the page only',
        digest: 'In the letter of a day or week',
        at_once: 'By letter at once',
      },
      asLetters: 'As the letters above',
      change: 'Choose how you are told, and when letters come',
      save: 'Save',
      offTitle: 'No more letters of this kind?',
      offText:
        'You will not get letters of answers, replies and mentions any more. They stay on your page of notifications.',
      off: 'Send me none',
      offDone: 'You get no letters of this kind any more. You can ask for them again on your page of notifications.',
    },
    refused: {
      title: 'Your address refuses letters',
      short: 'Your address refuses letters, so none of your notifications are sent.',
      look: 'What to do',
      what: (address: string, since: string) =>
        `The mail server of ${address} refused several letters in a row, the last on ${since}. Until you say that it works again, no letters of notifications are sent; you find everything on your page of notifications.`,
      again: 'It works again: send letters',
      other: 'Use another address',
    },
    /** Of several threads that are shown as one. */
    threads: (count: number) => `${plural(count, 'new thread', 'new threads')}`,
  },
  /** `#` is the number. */
  live: {
    post: '1 new post',
    posts: '# new posts',
    thread: '1 new thread',
    threads: '# new threads',
  },
  reading: {
    /** At the head of a thread. */
    since: (count: number) => `${plural(count, 'new post', 'new posts')} since you were last here`,
    goOn: 'Go on where you left',
    /** In a list, after a title. */
    fresh: (count: number) => `${n(count)} new`,
    fresh1: 'New since your last visit',
    all: 'Mark all as read',
    youFollow: 'You are told of what is written here.',
  },
};
