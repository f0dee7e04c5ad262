/** Files with posts that are no pictures. */
import type { FileKind, TrustStep } from '../../words.ts';
import { n, plural } from './say.ts';

export const files = {
  files: {
    add: 'Add pictures or files',
    field: 'Pictures and files',
    choose: 'Choose pictures or files',
    help: (kinds: string, most: number, megabytes: number) =>
      `Besides them up to ${plural(most, 'file', 'files')}, ${n(megabytes)} MB each: ${kinds}. They are kept as they are, with all that is in them.`,
    helpFrom: {
      new: '',
      known: 'These are for members who are known here.',
      regular: 'These are for regulars.',
    } satisfies Record<TrustStep, string>,
    notYet: {
      new: '',
      known: 'Other files are for members who are known here.',
      regular: 'Other files are for regulars.',
    } satisfies Record<TrustStep, string>,
    were: 'Files',
    of: (title: string) => `Files of ${title}`,
    kinds: { pdf: 'PDF', text: 'Text', zip: 'ZIP archive' } satisfies Record<FileKind, string>,
    named: { pdf: 'PDF', text: 'text (txt, md, csv, log)', zip: 'ZIP' } satisfies Record<FileKind, string>,
    kilobytes: (size: number) => `${n(size)} KB`,
    megabytes: (size: number) => `${n(size)} MB`,
    formatting: (most: number) =>
      `Pictures, and up to ${plural(most, 'file', 'files')} besides, go with a post: choose them under the text, drop them on it, or paste them. Pictures are shown; other files stand under the text as a list, for download. The forum looks neither into an archive nor for words in a file.`,
    admin: {
      lead: 'Pictures always go with posts. What else does is your choice; what a file is, the forum tells by what is inside it. Nobody looks into it before others do.',
      kinds: 'Which files posts take besides pictures',
      megabytes: 'How many megabytes one may have',
      from: 'Who may bring them',
      fromWords: {
        new: 'every member',
        known: 'members who are known here',
        regular: 'regulars',
      } satisfies Record<TrustStep, string>,
    },
    trust: 'Files besides pictures',
    may: 'yes',
    mayNot: 'no',
  },
};
