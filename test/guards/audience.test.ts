/** What hides a thread, a post or a space is named where it is decided who may see it, where it is written, and nowhere else. */
import { expect, it } from 'vitest';
import { filesUnder } from '../support/sources.ts';

const server = filesUnder('server');
/** Strings in code that are about other things are not meant: a file's access mode, a sentence for people. */
const NAMES = /\b(withdrawn_at|withdrawnAt|hidden_at|hiddenAt|visible|access)\b/;
const HIDING = /\b(withdrawn_at|hidden_at|hiddenAt)\b|\.visible\b|[tsc]\.access\b|"access"/;

const MAY_ASK: Record<string, string> = {
  'server/platform/audience/scope-queries.ts': 'the two scopes',
  'server/platform/store/define.ts': 'the tables and their indexes',
  'server/forum/threads/access.ts': 'the questions by name',
};
const WRITERS: Record<string, string> = {
  'server/forum/posting/write.ts': 'counts a thread anew: writes visible',
  'server/forum/threads/post-queries.ts': 'counts the posts that decide whether a thread is visible',
  'server/forum/posting/actions.ts': 'withdraws and restores; counts tags as long as the thread is visible',
  'server/forum/marks/actions.ts': 'counts a rank anew: of a visible thread',
  'server/forum/rank/rank.ts': 'counts a rank: of a visible thread',
  'server/forum/rank/queries.ts': 'reads visible for those that count ranks anew',
  'server/forum/upkeep/rebuild.ts': 'counts ranks anew',
};
const SHOWN: Record<string, string> = {
  'server/forum/threads/queries.ts': 'gives the place of a withdrawn post to the pages',
  'server/forum/threads/post-view.ts': 'draws the place of a withdrawn post; nothing to press on a hidden thread',
  'server/forum/threads/views.ts': 'lists no solution that was withdrawn',
  'server/forum/threads/structured.ts': 'tells machines nothing of what was withdrawn',
  'server/forum/threads/milestones-view.ts': 'offers no edit of what was withdrawn',
  'server/forum/posting/routes.ts': 'offers no edit of what was hidden',
  'server/platform/http/presenters.ts': 'gives a withdrawn post without words',
  'server/rules/answers.ts': 'nobody marks what was withdrawn',
  'server/rules/roles.ts': 'nobody edits what was withdrawn',
  'server/desk/staff/thanks.ts': 'nobody thanks for what was withdrawn',
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
