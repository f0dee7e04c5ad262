/** What the command says of a database that is old, new, or too new. */
import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { BOOKKEEPING } from '../../../server/platform/store/migrate.ts';
import { forumOf, withRaw } from '../../support/releases.ts';
import { eachEngine, temporaryFolder } from '../../support/store.ts';

function adda(url: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['server/cli/bin.mjs', ...args], {
    encoding: 'utf8',
    env: { ...process.env, ADDA_DATABASE_URL: url, ADDA_DATA: temporaryFolder() },
  });
  return { status, stdout, stderr };
}

eachEngine('the command', (engine) => {
  it('brings a database over, and says what it did and where the copy is', async () => {
    const url = await forumOf(engine, '0.2.0');
    const looked = adda(url, 'doctor');
    expect(looked.stdout).toMatch(/^ok {4}The database .* is of an earlier version: the next start/m);
    const first = adda(url, 'migrate');
    expect([first.status, first.stdout]).toEqual([0, `The database (${engine}) is up to date.\n`]);
    expect(first.stderr).toMatch(
      engine === 'sqlite'
        ? /^The database was brought to this version of Adda \(\d+ steps\); .*adda-before-.*\.sqlite\.\n$/
        : /^The database was brought to this version of Adda \(\d+ steps\)\.\n$/,
    );
    expect(adda(url, 'migrate')).toEqual({ ...first, stderr: '' });
    const fresh = adda(url, 'doctor').stdout;
    expect(fresh).toMatch(/^ok {4}No job has run yet/m);
    expect(fresh).toMatch(/^off {3}Backups are not set up: no ADDA_BACKUP/m);
    await withRaw(engine, url, (raw) =>
      raw.run(
        `insert into job_runs (name, due_at, started_at, finished_at, last_error) values
         ('ranks', 0, 0, 1000, null), ('sweep', 0, 0, 1000, 'Error: no broom'), ('gone', 0, 0, 0, 'Error: none of ours')`,
      ),
    );
    const { status, stdout } = adda(url, 'doctor');
    expect(status).toBe(1);
    expect(stdout).toContain(
      'off   Jobs run while the forum is served: the last one began at 1970-01-01T00:00:00.000Z.',
    );
    expect(stdout).toContain(
      'look  The job sweep failed at 1970-01-01T00:00:01.000Z and will run again: Error: no broom',
    );
    expect(stdout).not.toContain('none of ours');
    expect(stdout).not.toContain('ranks');
    // Where some are in time and others are not, each that is not has a line.
    await withRaw(engine, url, (raw) =>
      raw.run(
        `insert into job_runs (name, due_at, started_at, finished_at, last_error) values
         ('health', 9000000000000, 5000, 6000, null), ('logos', 9000000000000, 4000, 4000, null)`,
      ),
    );
    const some = adda(url, 'doctor').stdout;
    expect(some).toMatch(/^ok {4}\d jobs? in time; the last one began at 1970-01-01T00:00:05.000Z\.$/m);
    expect(some).toContain(
      'look  The job ranks is late: it was due at 1970-01-01T00:00:00.000Z, and began last at 1970-01-01T00:00:00.000Z.',
    );
    expect(some).toContain('look  The job sweep failed at');
    expect(some).not.toContain('The job sweep is late');
  });

  it('refuses a database of a newer version in one sentence', async () => {
    const url = await forumOf(engine, '0.3.0');
    const table = engine === 'sqlite' ? BOOKKEEPING : `drizzle.${BOOKKEEPING}`;
    await withRaw(engine, url, (raw) => raw.run(`insert into ${table} (hash, created_at) values ('x', 9999999999999)`));
    const sentence = /^This database was written by a newer Adda than this one \([\d.]+\): [^.]+\.\n$/;
    for (const command of [['migrate'], ['serve'], ['stats']]) {
      const refused = adda(url, ...command);
      expect([refused.status, refused.stdout]).toEqual([1, '']);
      expect(refused.stderr).toMatch(sentence);
    }
    const looked = adda(url, 'doctor');
    expect(looked.status).toBe(1);
    expect(looked.stdout).toMatch(/^look {2}This database was written by a newer Adda/m);
  });
});
