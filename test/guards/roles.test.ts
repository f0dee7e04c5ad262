/** What a role may do is the rule book's matter: nobody else compares roles. */
import { describe, expect, it } from 'vitest';
import { filesUnder } from '../support/sources.ts';

const ROLE = "'(member|staff|moderator|admin)'";
const COMPARISONS = [
  new RegExp(`role\\)?\\s*[!=]==?\\s*${ROLE}`),
  new RegExp(`${ROLE}\\s*[!=]==?`),
  new RegExp(`(eq|ne)\\([\\w.]+\\.role,\\s*${ROLE}`),
  new RegExp(`inArray\\([\\w.]+\\.role,\\s*\\[`),
  new RegExp(`\\bin \\(${ROLE}`),
  new RegExp(`"role" *(=|<>) *${ROLE}`),
  new RegExp(`\\[[^\\]]*${ROLE}[^\\]]*\\]\\.includes\\(`),
  /switch \([\w.!?]*\brole\)/,
];
/** A trigger is the database's own copy of the rule, and frozen with its migration. */
const isElsewhere = (file: string) => !/^server\/(rules|platform\/store\/(migrations|triggers))/.test(file);
/** Of something that is no person's role. */
const compares = (line: string) => COMPARISONS.some((pattern) => pattern.test(line));

describe('a role', () => {
  it('is compared in the rule book only', () => {
    const found: string[] = [];
    for (const [file, text] of filesUnder('server'))
      if (isElsewhere(file))
        for (const [at, line] of text.split('\n').entries())
          if (compares(line)) found.push(`${file}:${at + 1}: ${line}`);
    expect(found).toEqual([]);
  });

  it('would be found where it is compared', () => {
    for (const line of [
      "if (viewer.role === 'admin') return;",
      "viewer?.role !== 'staff' && html``",
      ".where(eq(a.role, 'admin'))",
      "inArray(accounts.role, ['moderator', 'admin'])",
      "sql`${a.role} in ('moderator', 'admin')`",
      "['moderator', 'admin'].includes(role)",
      "if ('admin' === role)",
    ])
      expect(compares(line), line).toBe(true);
    for (const line of ["actorAs(0, 'admin')", "who: 'admin',", 'isStaff(row)'])
      expect(compares(line), line).toBe(false);
  });
});
