/**
 * Writes the rows of a SQLite database as statements that both databases take, for `test/fixtures/upgrade/`: a file
 * for each release, kept for good. `node test/support/keep-release.ts FILE.sqlite VERSION`, in a checkout of that
 * release, whose database should hold a row in every table.
 */
import Database from 'better-sqlite3';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const BOOKKEEPING = '__drizzle_migrations';
/** Whoever is pointed at comes first. */
const FIRST = ['accounts', 'spaces', 'tags', 'threads', 'posts', 'brands'];

type Row = Record<string, unknown>;
const quote = (value: unknown) =>
  value === null ? 'null' : typeof value === 'number' ? String(value) : `'${String(value).replaceAll("'", "''")}'`;

/** Columns that are true or false, which SQLite keeps as 1 or 0: PostgreSQL's migrations say which. */
function booleans(): Set<string> {
  const folder = path.join('migrations', 'postgres');
  const texts = readdirSync(folder).filter((name) => name.endsWith('.sql'));
  return new Set(
    texts.flatMap((name) =>
      [...readFileSync(path.join(folder, name), 'utf8').matchAll(/"(\w+)" boolean/g)].map((match) => match[1]!),
    ),
  );
}

function rowsOf(db: Database.Database, table: string, isBoolean: Set<string>): string {
  const rows = db.prepare(`select * from "${table}" order by 1`).all() as Row[];
  const columns = Object.keys(rows[0]!);
  const lines = rows.map((row) => {
    const values = columns.map((name) =>
      isBoolean.has(name) && row[name] !== null ? String(row[name] === 1) : quote(row[name]),
    );
    return `(${values.join(', ')})`;
  });
  return `insert into ${table} (${columns.map((name) => `"${name}"`).join(', ')}) values\n${lines.join(',\n')};`;
}

/** The index keeps terms only; their places say in which order they stood. */
function searchRows(db: Database.Database): string[] {
  db.exec(`create virtual table temp.terms using fts5vocab(main, search, 'instance')`);
  const found = db.prepare('select doc, col, term from terms order by doc, col, offset').all() as Row[];
  const docs = new Map<number, { title: string[]; body: string[] }>();
  for (const { doc, col, term } of found as { doc: number; col: 'title' | 'body'; term: string }[]) {
    const terms = docs.get(doc) ?? { title: [], body: [] };
    terms[col].push(term);
    docs.set(doc, terms);
  }
  return [...docs].flatMap(([id, { title, body }]) => {
    const places = [...title.map((term) => [term, 'A']), ...body.map((term) => [term, 'D'])];
    const byTerm = new Map<string, string[]>();
    for (const [i, [term, weight]] of places.entries())
      byTerm.set(term!, [...(byTerm.get(term!) ?? []), `${i + 1}${weight}`]);
    const vector = [...byTerm].map(([term, at]) => `''${term}'':${at.join(',')}`).join(' ');
    return [
      `--sqlite: insert into search (rowid, title, body) values (${id}, ${quote(title.join(' '))}, ${quote(body.join(' '))});`,
      `--postgres: insert into search (post_id, terms) values (${id}, '${vector}');`,
    ];
  });
}

const notes = (table: string, rows: Row[]) =>
  `insert into ${table} (hash, created_at) values ${rows.map((row) => `(${quote(row.hash)}, ${quote(row.created_at)})`).join(', ')};`;

/** What the migrator of that release had noted, in each database. */
function bookkeeping(db: Database.Database): string[] {
  const made = db.prepare('select sql from sqlite_master where name = ?').pluck().get(BOOKKEEPING) as string;
  const rows = db.prepare(`select hash, created_at from ${BOOKKEEPING} order by created_at`).all() as Row[];
  const folder = path.join('migrations', 'postgres');
  const journal = JSON.parse(readFileSync(path.join(folder, 'meta', '_journal.json'), 'utf8')) as {
    entries: { tag: string; when: number }[];
  };
  const inPostgres = journal.entries.map(({ tag, when }) => ({
    hash: createHash('sha256')
      .update(readFileSync(path.join(folder, `${tag}.sql`)))
      .digest('hex'),
    created_at: when,
  }));
  const table = `drizzle.${BOOKKEEPING}`;
  return [
    `--sqlite: ${made.replaceAll(/\s+/g, ' ')};`,
    `--sqlite: ${notes(BOOKKEEPING, rows)}`,
    `--postgres: create schema drizzle;`,
    `--postgres: create table ${table} (id serial primary key, hash text not null, created_at bigint);`,
    `--postgres: ${notes(table, inPostgres)}`,
  ];
}

const [file, version] = process.argv.slice(2);
if (!file || !version) throw new Error('Say which file, and of which version it is.');
const db = new Database(file, { readonly: true });
const names = db
  .prepare(`select name from sqlite_master where type = 'table' and name not like 'sqlite\\_%' escape '\\'`)
  .pluck()
  .all() as string[];
const tables = names.filter((name) => name !== BOOKKEEPING && !name.startsWith('search'));
const order = [
  ...FIRST.filter((name) => tables.includes(name)),
  ...tables.filter((name) => !FIRST.includes(name)).sort(),
];
const isBoolean = booleans();
writeFileSync(
  path.join('test', 'fixtures', 'upgrade', `${version}.sql`),
  [
    `-- A forum of Adda ${version}, as that release wrote it.`,
    ...bookkeeping(db),
    ...order.map((table) => rowsOf(db, table, isBoolean)),
    ...searchRows(db),
    '',
  ].join('\n'),
);
