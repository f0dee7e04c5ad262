/** What the migrator promises, whatever the migrations say. */
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import {
  BOOKKEEPING,
  guardsOf,
  type MigrateOptions,
  type Migrated,
  type Migration,
  MigrationError,
  readMigrations,
} from '../../../server/platform/store/migrate.ts';
import { migratePostgres, pendingInPostgres } from '../../../server/platform/store/migrate-postgres.ts';
import { migrateSqlite, pendingInSqlite } from '../../../server/platform/store/migrate-sqlite.ts';
import type { Engine } from '../../../server/platform/store/store.ts';
import { countsOf, fileOf, forumOf, schemaOf, withRaw, underTodaysNames } from '../../support/releases.ts';
import { eachEngine, freshDatabase } from '../../support/store.ts';

async function migrate(engine: Engine, url: string, options: MigrateOptions = {}): Promise<Migrated> {
  return engine === 'sqlite' ? migrateSqlite(fileOf(url), options) : migratePostgres(url, options);
}

const pending = async (engine: Engine, url: string) =>
  engine === 'sqlite' ? pendingInSqlite(fileOf(url)) : pendingInPostgres(url);

/** The build's own migrations and one more. */
function withOneMore(engine: Engine, ...statements: string[]): Migration[] {
  return [...readMigrations(engine), { tag: '9999_later', when: 9_999_999_999_999, hash: 'later', statements }];
}

const noteTable = (engine: Engine) => (engine === 'sqlite' ? BOOKKEEPING : `drizzle.${BOOKKEEPING}`);

eachEngine('a database', (engine) => {
  it('that is new gets all migrations once, and then none', async () => {
    const url = await freshDatabase(engine);
    const all = readMigrations(engine).map(({ tag }) => tag);
    expect(await pending(engine, url)).toEqual(all);
    expect(await migrate(engine, url)).toEqual({ ran: all, backup: null });
    expect(await pending(engine, url)).toEqual([]);
    expect(await migrate(engine, url)).toEqual({ ran: [], backup: null });
  });

  it('of a newer version is refused in one sentence, and left as it is', async () => {
    const url = await forumOf(engine, '0.3.0');
    await migrate(engine, url, { migrations: withOneMore(engine, 'create table from_later (id integer)') });
    const before = [await schemaOf(engine, url), await countsOf(engine, url)];
    const refusal = await migrate(engine, url).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(MigrationError);
    expect((refusal as Error).message).toMatch(
      /^This database was written by a newer Adda than this one \([\d.]+\): [^.]+\.$/,
    );
    await expect(pending(engine, url)).rejects.toThrow(MigrationError);
    expect([await schemaOf(engine, url), await countsOf(engine, url)]).toEqual(before);
  });

  it('is left as it was when a statement fails, whichever', async () => {
    const url = await forumOf(engine, '0.2.0');
    const before = [await schemaOf(engine, url), await countsOf(engine, url)];
    const count = readMigrations(engine)
      .slice(4)
      .flatMap(({ statements }) => statements).length;
    expect(count).toBeGreaterThan(20);
    for (const moment of [0, 7, Math.floor(count / 2), count - 1]) {
      let n = 0;
      const failing = migrate(engine, url, {
        before() {
          if (n++ === moment) throw new Error('the disk is gone');
        },
      });
      await expect(failing).rejects.toThrow('the disk is gone');
    }
    const failing = migrate(engine, url, { migrations: withOneMore(engine, 'insert into nowhere values (1)') });
    await expect(failing).rejects.toThrow('nowhere');
    expect([await schemaOf(engine, url), await countsOf(engine, url)]).toEqual(before);
  });

  it('is migrated once by several that start at the same moment', async () => {
    const url = await forumOf(engine, '0.1.0');
    const runs = await Promise.all([1, 2, 3].map(() => migrate(engine, url)));
    expect(runs.map(({ ran }) => ran.length).sort((a, b) => a - b)).toEqual([0, 0, readMigrations(engine).length - 2]);
    const notes = await withRaw(engine, url, (raw) => raw.all(`select * from ${noteTable(engine)}`));
    expect(notes).toHaveLength(readMigrations(engine).length);
  });

  it('that lost a trigger is refused by its name, before and after a migration', async () => {
    const url = await forumOf(engine, '0.3.0');
    await migrate(engine, url);
    const drop = {
      sqlite: 'drop trigger post_labels_no_delete',
      postgres: 'alter table post_labels disable trigger post_labels_no_change',
    }[engine];
    const name = /post_labels_\w+/;
    // In a comment of a migration, a trigger is not made, nor dropped.
    const migrations = withOneMore(engine, `-- drop trigger x\ncreate table t (id integer)`, `select 1`);
    await withRaw(engine, url, (raw) => raw.run(drop));
    await expect(migrate(engine, url)).rejects.toThrow(name);
    await expect(migrate(engine, url, { migrations })).rejects.toThrow(MigrationError);
    expect(Object.keys(await countsOf(engine, url))).not.toContain('t');
  });
});

describe('the triggers that must be there', () => {
  it('are those of the migrations, by name', () => {
    expect(guardsOf(readMigrations('sqlite')).map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'post_labels_no_update',
        'post_labels_no_delete',
        'post_labels_no_replace',
        'grants_staff_only_insert',
        'grants_staff_only_update',
        'accounts_staff_stays',
        'accounts_staff_insert',
      ]),
    );
    expect(guardsOf(readMigrations('postgres'))).toEqual(
      expect.arrayContaining(
        ['post_labels_no_change', 'post_labels_no_truncate', 'grants_staff_only', 'accounts_staff_stays'].map(
          (name) => ({ name, always: true }),
        ),
      ),
    );
  });

  it('are fewer only when one is dropped by name', () => {
    const made = readMigrations('sqlite');
    const gone = { ...made[0]!, statements: ['DROP TRIGGER `accounts_staff_stays`', 'drop table post_labels'] };
    const left = guardsOf([...made, gone]).map(({ name }) => name);
    expect(left).not.toContain('accounts_staff_stays');
    expect(left).toContain('post_labels_no_update');
  });
});

describe('a filled SQLite table', () => {
  const rebuilt = (reference: string) => [
    `create table new_spaces (id integer primary key autoincrement not null, slug text not null, name text not null check (name <> ''))`,
    `insert into new_spaces select id, slug, name from spaces`,
    `drop table spaces`,
    `alter table new_spaces rename to spaces`,
    reference,
  ];

  it('that others point at may be rebuilt', async () => {
    const url = await forumOf('sqlite', '0.3.0');
    const before = await countsOf('sqlite', url);
    migrateSqlite(fileOf(url), { migrations: withOneMore('sqlite', ...rebuilt('select 1')) });
    expect(await countsOf('sqlite', url)).toMatchObject(underTodaysNames(before));
    const broken = withRaw('sqlite', url, (raw) => raw.run('pragma foreign_keys = on; delete from spaces'));
    await expect(broken).rejects.toThrow('FOREIGN KEY');
  });

  it('may not be rebuilt without the rows that others point at', async () => {
    const url = await forumOf('sqlite', '0.3.0');
    const before = [await schemaOf('sqlite', url), await countsOf('sqlite', url)];
    const migrations = withOneMore('sqlite', ...rebuilt('delete from spaces where id = 1'));
    expect(() => migrateSqlite(fileOf(url), { migrations })).toThrow(
      /rows that are not there \([^)]*threads to spaces/,
    );
    expect([await schemaOf('sqlite', url), await countsOf('sqlite', url)]).toEqual(before);
  });

  it('may not be rebuilt without its triggers', async () => {
    const url = await forumOf('sqlite', '0.3.0');
    const migrations = withOneMore(
      'sqlite',
      'create table copy as select * from post_labels',
      'drop table post_labels',
      'alter table copy rename to post_labels',
    );
    expect(() => migrateSqlite(fileOf(url), { migrations })).toThrow(
      /(?=[^]*post_labels_no_update)[^]*post_labels_no_delete/,
    );
  });
});

describe('a copy of a SQLite file', () => {
  const copies = (url: string) =>
    readdirSync(path.dirname(fileOf(url)))
      .filter((name) => /before/.test(name))
      .sort();

  it('is kept before it is changed, whole, for its owner only', async () => {
    const url = await forumOf('sqlite', '0.2.0');
    const before = [await schemaOf('sqlite', url), await countsOf('sqlite', url)];
    const { backup } = migrateSqlite(fileOf(url));
    expect(path.basename(backup!)).toMatch(/^adda-before-[\d.]+-\d{8}T\d{6}Z\.sqlite$/);
    expect(copies(url)).toEqual([path.basename(backup!)]);
    expect(statSync(backup!).mode & 0o777).toBe(0o600);
    expect([await schemaOf('sqlite', `sqlite:${backup}`), await countsOf('sqlite', `sqlite:${backup}`)]).toEqual(
      before,
    );
    // It is a forum like any other.
    expect(migrateSqlite(backup!).ran.length).toBeGreaterThan(0);
  });

  it('is made of no empty file', async () => {
    const url = await freshDatabase('sqlite');
    const some = readMigrations('sqlite').slice(0, 4);
    expect(migrateSqlite(fileOf(url), { migrations: some }).backup).toBeNull();
    expect(migrateSqlite(fileOf(url)).backup).toBeNull();
    expect(copies(url)).toEqual([]);
  });

  it('goes when three newer ones are there', async () => {
    const url = await forumOf('sqlite', '0.1.0');
    vi.useFakeTimers({ toFake: ['Date'] });
    const made: string[] = [];
    try {
      const fails = () => {
        throw new Error('stop');
      };
      for (let day = 1; day <= 5; day++) {
        vi.setSystemTime(Date.UTC(2026, 0, day));
        expect(() => migrateSqlite(fileOf(url), { before: fails })).toThrow('stop');
        made.push(`202601${String(day).padStart(2, '0')}T000000Z`);
      }
    } finally {
      vi.useRealTimers();
    }
    expect(copies(url).map((name) => name.slice(-'20260101T000000Z.sqlite'.length, -'.sqlite'.length))).toEqual(
      made.slice(-3),
    );
  });
});
