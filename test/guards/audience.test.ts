/** What hides a thread, a post or a space is named where it is decided who may see it, where it is written, and nowhere else. */
import { expect, it } from 'vitest';
import { filesUnder } from '../support/sources.ts';

const server = filesUnder('server');
/** Strings in code that are about other things are not meant: a file's access mode, a sentence for people. */
const NAMES = /\b(withdrawn_at|withdrawnAt|hidden_at|hiddenAt|visible|access)\b/;
const HIDING = /\b(withdrawn_at|hidden_at|hiddenAt)\b|\.visible\b|[tsc]\.access\b|"access"/;

const MAY_ASK: Record<string, string> = {
  'server/platform/audience/scope-queries.ts': 'the two scopes',
  'server/platform/store/tables/posts.ts': 'the tables and their indexes',
  'server/platform/store/tables/spaces.ts': 'the tables and their indexes',
  'server/platform/store/tables/threads.ts': 'the tables and their indexes',
  'server/forum/threads/access.ts': 'the questions by name',
  'server/platform/site/queries.ts': 'which spaces have a lock beside their name, for whoever sees that',
};
const WRITERS: Record<string, string> = {
  'server/rules/post-state.ts': 'decides what a post comes to',
  'server/rules/thread-state.ts': 'decides what a thread comes to',
  'server/forum/threads/recount.ts': 'counts a thread: writes visible',
  'server/forum/threads/recount-queries.ts': 'gathers what a thread is counted from',
  'server/forum/posting/quoting-queries.ts': 'draws quotes again, and puts those into the search that everybody reads',
  'server/reach/importers/stackexchange/write.ts': 'counts what it brings: all of it is read by everybody',
  'server/forum/posting/actions.ts': 'withdraws and restores; counts tags as long as the thread is visible',
  'server/forum/threads/hiding.ts': 'hides, holds and shows a post, with its counts',
  'server/forum/posting/looking.ts': 'holds what was looked at',
  'server/care/acts/verbs/hiding.ts': 'hides and shows',
  'server/care/acts/verbs/announcement.ts': 'tells once of what was hidden from its first moment',
  'server/care/acts/verbs/approve.ts': 'shows what was held, unless it was withdrawn',
  'server/care/acts/verbs/remove.ts': 'removes for good what is hidden then',
  'server/forum/rank/queries.ts': 'reads visible for those that count ranks anew',
};
const SHOWN: Record<string, string> = {
  'server/forum/threads/queries.ts': 'gives the place of a withdrawn post to the pages',
  'server/forum/threads/post-view.ts': 'draws the place of a withdrawn post; nothing to press on a hidden thread',
  'server/forum/threads/views.ts': 'lists no solution that was withdrawn',
  'server/forum/threads/outline.ts': 'lists no solution that was withdrawn, and says nothing of what was',
  'server/forum/threads/structured.ts': 'tells machines nothing of what was withdrawn',
  'server/forum/posting/routes.ts': 'lets only its author mend what was hidden',
  'server/forum/threads/moderated-view.ts': 'says of a hidden thread that it is',
  'server/care/acts/choices.ts': 'offers what makes sense on a post or thread as it is',
  'server/care/acts/verbs/as-reply.ts': 'puts no reply under what was withdrawn',
  'server/care/acts/verbs/edit.ts': 'edits nothing that was withdrawn',
  'server/care/acts/verbs/pin.ts': 'pins nothing that nobody sees',
  'server/platform/http/presenters.ts': 'gives a withdrawn post without words',
  'server/rules/answers.ts': 'nobody marks what was withdrawn',
  'server/rules/may.ts': 'offers nothing in a thread that is hidden',
  'server/care/prevention/letters.ts': 'writes nobody of what its author took back',
  'server/forum/early-access/letters.ts': 'tells nobody of what was withdrawn since',
  'server/rules/roles.ts': 'nobody edits what was withdrawn',
  'server/reach/live/knowing.ts': 'tells those who saw a post that it went just now',
};
const ALL = { ...MAY_ASK, ...WRITERS, ...SHOWN };

/** Code without comments. */
const codeOf = (text: string) => text.replace(/\/\*[^]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');
const isNamed = (file: string, text: string) =>
  /queries\.ts$|\/store\//.test(file)
    ? NAMES.test(codeOf(text))
    : /\bwithdrawnAt\b/.test(codeOf(text)) || HIDING.test(codeOf(text));

it('what hides is named by the scopes, the writers and the pages that draw its place', () => {
  const found = [...server].filter(([file, text]) => isNamed(file, text)).map(([file]) => file);
  expect(found.filter((file) => !ALL[file])).toEqual([]);
  expect(
    Object.keys(ALL).filter((file) => !found.includes(file)),
    'listed for nothing',
  ).toEqual([]);
});

it('conditions on it are in the scopes only', () => {
  const condition =
    /(isNull|isNotNull|eq|and|or)\([^()]*\b(withdrawnAt|hiddenAt|visible|access)\b|\$\{\w+\.(withdrawnAt|hiddenAt|visible|access)\}/;
  const found = [...server]
    .filter(([file, text]) => file !== 'server/platform/audience/scope-queries.ts' && condition.test(codeOf(text)))
    .map(([file]) => file);
  expect(found).toEqual([]);
});
