import { describe, expect, it } from 'vitest';
import { filesUnder } from '../support/sources.ts';

const server = [...filesUnder('server')];

const DERIVED = [
  ...['state', 'excerpt', 'visible', 'needsAnswer', 'needsKey', 'rotatesAt', 'lastPostAt', 'nextNumber', 'placeKey'],
  ...['topCount', 'replyCount', 'answerCount', 'acceptedCount', 'noteCount', 'settledCount', 'workedCount'],
  ...['meTooCount', 'meTooRecent', 'thankCount', 'participantCount', 'threadCount', 'postCount', 'workedRecent'],
  ...['helpfulCount', 'solvedCount', 'rankKey', 'spaceRankKey', 'rankFacts', 'probationKey', 'spaceProbationKey'],
  ...['acceptedAt', 'settledAt', 'outdatedAt'],
];

/** The writers, and for each what it alone writes. */
const WRITERS = [
  'server/forum/threads/recount-queries.ts',
  'server/forum/threads/help-queries.ts',
  // Places and replies of posts that were put elsewhere; a recount follows.
  'server/forum/threads/place-queries.ts',
  // Spaces and tags, when all is counted anew.
  'server/forum/upkeep/recount-queries.ts',
  // `addToSpace`, which the next test watches, and where it is written.
  'server/forum/spaces/queries.ts',
  'server/platform/events/space-queries.ts',
  // Whatever columns those above give it.
  'server/platform/store/bulk.ts',
  'server/platform/store/rows.ts',
];
/** Columns of the same names in other tables: a decision on a claim, a proposal, a report; a grant. */
const OTHER_TABLES = new Map([
  ['server/reach/importers/claim-queries.ts', ['state']],
  ['server/forum/keeping/queries.ts', ['state']],
  ['server/forum/keeping/nomination-queries.ts', ['state']],
  ['server/care/cases/personal-queries.ts', ['state']],
]);

/** What stands between the brackets of each `.set(…)`. */
function setsIn(text: string): string[] {
  return text
    .split(/\.set\(/)
    .slice(1)
    .map((rest) => {
      let depth = 1;
      let end = 0;
      while (depth > 0 && end < rest.length) {
        if (rest[end] === '(') depth++;
        if (rest[end] === ')') depth--;
        end++;
      }
      return rest.slice(0, end - 1);
    });
}

describe('derived columns', () => {
  it('are set by their one writer only', () => {
    const found = server
      .filter(([file]) => !WRITERS.includes(file))
      .flatMap(([file, text]) =>
        setsIn(text).flatMap((set) =>
          DERIVED.filter(
            (column) => new RegExp(`\\b${column}\\b\\s*[:,}]`).test(set) && !OTHER_TABLES.get(file)?.includes(column),
          ).map((column) => `${file}: ${column}`),
        ),
      );
    expect(found).toEqual([]);
    const inBulk = server.filter(([file, text]) => /\bupdate(All|Row)\(/.test(text) && !WRITERS.includes(file));
    expect(inBulk.map(([file]) => file)).toEqual([]);
  });

  it('are found where they are set', () => {
    const text = server.find(([file]) => file === WRITERS[0])![1];
    expect(setsIn(text).some((set) => /\breplyCount\s*:/.test(set))).toBe(true);
  });

  it('of spaces, tags and helpers follow from a recount, or from a whole import', () => {
    const counting = /\b(addTo|change)Space\([^;]*(threads|posts)\b[^;]*\)|\b(addToTags|addHelp|tagThreads)\(/;
    const callers = server
      .filter(([file, text]) => !WRITERS.includes(file) && counting.test(text))
      .map(([file]) => file);
    expect(callers.sort()).toEqual([
      'server/forum/threads/recount.ts',
      'server/reach/importers/stackexchange/write.ts',
    ]);
  });

  it('of marks leave out what was taken back: whoever reads marks says so', () => {
    const readers = server.filter(
      ([, text]) => /\bfrom marks\b|\bfrom "marks"|\.from\(m\)|innerJoin\(m,/.test(text) && /\bmarks\b/.test(text),
    );
    const careless = readers.filter(
      ([, text]) => /marks: m\b|marks m\b|"marks"/.test(text) && !/isStanding\(/.test(text),
    );
    expect(readers.length).toBeGreaterThan(4);
    expect(careless.map(([file]) => file)).toEqual([]);
  });
});
