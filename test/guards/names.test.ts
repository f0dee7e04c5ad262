/** Whoever returns the name of a person notes whose it was, so that no kept page goes on showing an old one. */
import { describe, expect, it } from 'vitest';
import { filesUnder } from '../support/sources.ts';

/** Queries of places that are never kept: each is read for the one who asks, or not for a page at all. */
const NEVER_KEPT: Record<string, string> = {
  'server/brands/queries.ts': 'who speaks for whom: for checks, for the desk and admin pages',
  'server/care/acts/choosing-queries.ts': 'posts as a moderator chooses among them',
  'server/care/acts/queries.ts': 'decisions, for whom they concern and for moderators',
  'server/forum/keeping/queries.ts': 'rosters, requests, moderators and proposals, drawn for each who asks',
  'server/care/prevention/queries.ts': 'held posts, for moderators',
  'server/care/cases/context-queries.ts': 'what a case stands in, for the moderator who asks',
  'server/care/cases/list-queries.ts': 'the queue of moderators, and one’s own reports',
  'server/forum/bookmarks/queries.ts': 'what one member keeps',
  'server/forum/drafts/people-queries.ts': 'conversations, read only by those who take part',
  'server/forum/messages/reading-queries.ts': 'what is said in conversations, read only by those who take part',
  'server/forum/messages/people-queries.ts': 'whom one writes to, and whom one blocked',
  'server/desk/pages/queries.ts': 'versions of the forum’s pages, for admins',
  'server/forum/rank/queries.ts': 'why a thread stands where it does, drawn for each who asks',
  'server/forum/search/queries.ts': 'results of a search, drawn for each who asks',
  'server/forum/posting/mention-queries.ts': 'whom a post names: their names are stored with it, and written anew',
  'server/insight/notifications/queries.ts': 'what one member was told',
  'server/insight/routing/queries.ts': 'invitations and those who might be invited',
  'server/people/accounts/name-key-queries.ts': 'names that look alike, for checks',
  'server/people/accounts/queries.ts': 'the addresses of moderators, for letters',
  'server/people/following/queries.ts': 'what one member follows',
  'server/people/profiles/queries.ts': 'profiles, drawn for each who asks',
  'server/platform/audit/queries.ts': 'the public log, drawn for each who asks',
  'server/platform/site/setting-queries.ts': 'who changed which setting, for admins',
  'server/platform/sessions/queries.ts': 'who is asking',
  'server/reach/export/queries.ts': 'the export of a forum',
  'server/reach/importers/claim-queries.ts': 'claims, for admins',
  'server/reach/importers/queries.ts': 'what an import has written before',
};
/** Single functions of files whose others are read for kept pages: one member’s list, proposals, versions, quotes. */
const NEVER_KEPT_FUNCTIONS = new Set(['rowsByIds', 'openProposals', 'revisionsOf', 'authorsOfPosts', 'starterOf']);

const RETURNS_A_NAME = /(?:name|Name): (?:a|accounts|t\.accounts)\.name\b|authorColumns\(/;

/** The functions of a file, by name. */
const functionsIn = (text: string) =>
  text
    .split(/^(?=export (?:async )?function |(?:export )?const \w+ = |(?:async )?function )/m)
    .slice(1)
    .map((body) => ({ name: /(?:function|const) (\w+)/.exec(body)![1]!, body, isOpen: body.startsWith('export') }));

/** The queries of a file that return a name, also by columns that several of them share. */
function namesIn(file: string, text: string) {
  const all = functionsIn(text);
  const shared = new Set<string>();
  const returns = ({ body, name }: { body: string; name: string }) =>
    RETURNS_A_NAME.test(body) || [...shared].some((one) => one !== name && body.includes(`${one}(`));
  for (const one of all) if (!one.isOpen && returns(one)) shared.add(one.name);
  return all
    .filter((one) => one.isOpen && returns(one))
    .map(({ name, body }) => ({ file, name, notes: /\bsawAuthors\(|\bsaw\(conn, 'accounts'/.test(body) }));
}

describe('a query that returns the name of a person', () => {
  const files = [...filesUnder('server')].filter(
    ([file]) => file.endsWith('queries.ts') && file !== 'server/platform/authors/queries.ts',
  );
  const found = files.flatMap(([file, text]) => namesIn(file, text));

  it('notes whose it was, or is read only where nothing is kept', () => {
    const wrong = found.filter(
      ({ file, name, notes }) => !notes && !(file in NEVER_KEPT) && !NEVER_KEPT_FUNCTIONS.has(name),
    );
    expect(wrong).toEqual([]);
    expect(found.length).toBeGreaterThan(10);
  });

  it('has no exception that is not needed', () => {
    const needed = new Set(found.filter(({ notes }) => !notes).flatMap(({ file, name }) => [file, name]));
    expect([...Object.keys(NEVER_KEPT), ...NEVER_KEPT_FUNCTIONS].filter((one) => !needed.has(one))).toEqual([]);
  });
});
