/** Writing: the form that starts a thread, and the one that changes a post. */

import { n } from './say.ts';

export const posts = {
  ask: {
    title: 'Ask, show or start something',
    lead: 'Tell it as you would tell a friend who knows the subject.',
    form: 'What are you starting?',
    space: 'Space',
    archived: (name: string) => `“${name}” is archived: nothing new begins there. Choose another space.`,
    chooseSpace: 'Choose a space',
    takers: (some: number, all: number) =>
      `Only the spaces that take this kind of thread are in the list: ${n(some)} of ${n(all)}.`,
    threadTitle: 'Title',
    titleHelp: 'The question itself, or what it is about.',
    body: 'Text',
    bodyHelp: 'What happens, what you tried, what you hope for. Markdown works.',
    tags: 'Tags',
    tagsHelp: 'Up to five, separated by commas.',
    send: 'Post it',
    noSpaces: 'There is no space to post in yet',
    similar: 'Already asked? One of these may help:',
    markdown: 'How to format',
    markdownHelp: [
      ['**words**', 'bold'],
      ['- words', 'a list'],
      ['> words', 'a quotation'],
      ['>! words', 'hidden until somebody presses'],
      ['`words`', 'code'],
      ['[words](https://…)', 'a link'],
      ['[tag:words]', 'a link to a tag'],
    ],
    errors: 'Please look at this again:',
  },
  edit: {
    title: 'Edit your post',
    improve: (title: string) => `Improve “${title}”`,
    save: 'Save',
    cancel: 'Cancel',
    staleTitle: 'Somebody saved another version first',
    staleHelp:
      'Both are below. Put what should stay into your text and save again; the other version stays in the history.',
    theirs: 'Saved meanwhile',
    yours: 'Yours, not saved yet',
  },
};
