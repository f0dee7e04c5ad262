/** What the forum says of itself, and writing that. */
import { plural } from './say.ts';

export const pages = {
  pages: {
    title: 'Pages of the forum',
    lead: 'What the forum says of itself, in each of its languages. What is empty is shown nowhere.',
    names: { about: 'About this forum', rules: 'House rules', privacy: 'Privacy', terms: 'Terms' },
    helps: {
      about: 'Who runs the forum, what for, and how to reach you. Where the law wants an imprint, it belongs here.',
      rules: 'What is expected in the whole forum. Shown where one first writes.',
      privacy:
        'What you keep of people and for how long. Of its own, Adda sets one cookie for who signs in, and loads nothing from others.',
      terms: 'What holds between you and your members. Who joins is shown the way to it.',
    },
    edit: 'Change it',
    editing: (page: string, language: string) => `${page} (${language})`,
    text: 'Text',
    textHelp: 'Markdown. Leave it empty to say nothing.',
    changed: 'Last changed',
    nothing: 'Nothing is said yet.',
    versions: 'Versions',
    whatChanged: 'What it changed',
    changedAt: 'What was changed {time}',
    wouldChange: 'What it would change of the text that stands',
    stands: 'This one stands',
    takeUp: 'Take it up again',
    older: 'This is how it stood before. Save to have it so again. From',
    letters: (count: number) => plural(count, 'letter', 'letters'),
    byJoining: 'By joining you accept:',
  },
};
