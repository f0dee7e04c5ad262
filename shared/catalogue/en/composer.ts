/** The box in which a post is written, where a script makes it more. The browser loads these words with it. */

import { n, plural } from './say.ts';

export const composer = {
  composer: {
    toolbar: 'Formatting',
    tools: {
      bold: 'Bold',
      italic: 'Italic',
      link: 'Link',
      quote: 'Quotation',
      code: 'Code',
      list: 'List',
      numbered: 'Numbered list',
      heading: 'Heading',
      table: 'Table',
      spoiler: 'Hidden until pressed',
    },
    tableHeads: ['One column', 'Another'],
    preview: 'How it will look',
    togglePreview: 'Show how it will look',
    full: 'Write on the whole screen',
    leaveFull: 'Leave the whole screen',
    picture: 'Picture or file',
    size: (bytes: number) =>
      bytes < 1_048_576 ? `${n(Math.ceil(bytes / 1_024))} KB` : `${n(Math.ceil(bytes / 104_857.6) / 10)} MB`,
    alt: 'What it shows, for those who cannot see it',
    sending: (name: string) => `${name} is on its way`,
    sent: (name: string) => `${name} is there. Say what it shows.`,
    sentFile: (name: string) => `${name} is there.`,
    notSent: (name: string) => `${name} could not be sent.`,
    again: 'Try again',
    cancel: 'Cancel',
    removePicture: 'Remove',
    putIntoText: 'Put it into the text',
    waits: 'The files are on their way; the post goes along with them.',
    notAPicture: (name: string) => `${name} is no picture.`,
    notTaken: (name: string, endings: string) => `${name} is no picture, and no file that goes with posts: ${endings}.`,
    tooLarge: (name: string, size: number, most: number) => `${name} has ${n(size)} MB; at most ${n(most)} MB fit.`,
    tooManyPictures: (most: number, left: number) =>
      `At most ${n(most)} pictures go with a post; ${plural(left, 'was', 'were')} left out.`,
    tooManyFiles: (most: number, left: number) =>
      `At most ${n(most)} files besides pictures go with a post; ${plural(left, 'was', 'were')} left out.`,
    kept: 'Kept as a draft',
    keptHere: 'Kept in this browser; you are offline',
    notKept: 'Not kept on the server: ',
    restored: 'What you wrote before is here again.',
    otherText: 'Another text is kept here',
    otherHelp: 'It was written in another window or on another device. Both are safe until you choose.',
    useOther: 'Use that text',
    to: 'To:',
    keepMine: 'Keep mine',
    goOnWith: 'Go on with that',
    begunHelp: 'You began it before. Both are kept.',
  },
};
