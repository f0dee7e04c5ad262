/** Whether an imported post says here what it said there: the words a reader sees, against the dump's own HTML. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import Database from 'better-sqlite3';
import { wordsOf } from '../../server/reach/importers/stackexchange/markdown.ts';
import { readRecords } from '../../server/reach/importers/stackexchange/records.ts';
import { parseRow } from '../../server/reach/importers/stackexchange/rows.ts';
import { mathsAsText } from '../../shared/maths.ts';
import { table } from './table.ts';

const SHOWN = 12;

/** A picture without a description is a link here, and has to be called something. */
const wordsIn = (html: string) =>
  wordsOf(
    mathsAsText(html)
      .replace(/<summary>[^<]*<\/summary>/g, ' ')
      .replace(/<img\b(?![^>]*\balt="[^"]+")[^>]*>/gi, ' picture '),
  ).split(' ');

async function bodiesOf(folder: string): Promise<Map<string, string>> {
  const bodies = new Map<string, string>();
  const take = (text: string) => {
    const { row } = parseRow(text);
    if (row?.Id && row.Body) bodies.set(`p${row.Id}`, row.Body);
  };
  await readRecords(path.join(folder, 'Posts.xml'), take, () => {});
  return bodies;
}

/** Where two lists of words part, as a piece of each. */
function difference(there: string[], here: string[]): string {
  let at = 0;
  while (at < there.length && there[at] === here[at]) at += 1;
  const piece = (words: string[]) => words.slice(Math.max(0, at - 2), at + 6).join(' ');
  return `there «${piece(there)}» here «${piece(here)}»`;
}

export async function benchWords(args: string[]): Promise<void> {
  const rows = [];
  const { dump: folders = [] } = parseArgs({ args, options: { dump: { type: 'string', multiple: true } } }).values;
  for (const folder of folders) {
    const home = mkdtempSync(path.join(tmpdir(), 'adda-words-'));
    try {
      const command = ['server/cli/bin.mjs', 'import', 'stackexchange', folder];
      const env = { ...process.env, ADDA_DATA: home, ADDA_DATABASE_URL: `sqlite:${path.join(home, 'words.sqlite')}` };
      const { status, stderr } = spawnSync(process.execPath, command, { env, encoding: 'utf8' });
      if (status !== 0) throw new Error(stderr);
      const db = new Database(path.join(home, 'words.sqlite'), { readonly: true });
      const posts = db.prepare(`select external_id as id, html from posts where external_id like 'p%'`).all() as {
        id: string;
        html: string;
      }[];
      db.close();
      const bodies = await bodiesOf(folder);
      const unlike: string[] = [];
      for (const { id, html } of posts) {
        const [there, here] = [wordsIn(bodies.get(id) ?? ''), wordsIn(html)];
        if (there.join(' ') !== here.join(' ')) unlike.push(`${id}: ${difference(there, here)}`);
      }
      rows.push({
        dump: path.basename(folder),
        posts: posts.length,
        unlike: unlike.length,
        'alike, per cent': ((1 - unlike.length / posts.length) * 100).toFixed(2),
      });
      console.log(unlike.slice(0, SHOWN).join('\n'));
    } finally {
      rmSync(home, { recursive: true, force: true });
    }
  }
  table('Words of imported posts', rows);
}
