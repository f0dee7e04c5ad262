/** A Stack Exchange dump as what happened in it, in memory: for replays. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { readRecords } from '../../server/reach/importers/stackexchange/records.ts';
import { intOf, parseRow, type Row, tagsOf, timeOf } from '../../server/reach/importers/stackexchange/rows.ts';

/** Somebody; people who left are told apart by the name they left, or not at all. */
export type Person = string | null;
export type DumpQuestion = {
  id: number;
  at: number;
  by: Person;
  title: string;
  tags: string[];
  body: string;
  acceptedId: number | null;
};
export type DumpAnswer = { id: number; at: number; by: Person; questionId: number; body: string };
export type DumpComment = { id: number; at: number; by: Person; postId: number };
/** Votes carry a day, no hour. @property kind 1 accepted, 2 up, 3 down */
export type DumpVote = { at: number; postId: number; kind: number };
export type Dump = {
  name: string;
  questions: DumpQuestion[];
  answers: DumpAnswer[];
  comments: DumpComment[];
  votes: DumpVote[];
};

async function rowsOf(folder: string, file: string, take: (row: Row) => void): Promise<void> {
  const whole = path.join(folder, file);
  if (!existsSync(whole)) return;
  const onRecord = (text: string) => {
    const { row } = parseRow(text);
    if (row) take(row);
  };
  await readRecords(whole, onRecord, () => {});
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ' };
/** Words are all that a replay needs of a body. */
const textOf = (html = '') =>
  html.replace(/<[^>]*>/g, ' ').replace(/&(\w+|#\d+);/g, (_, name: string) => ENTITIES[name] ?? ' ');

const personOf = (row: Row, id: string, name: string): Person => {
  const number = intOf(row[id]);
  if (number !== null) return String(number);
  return row[name] ? `name ${row[name]}` : null;
};

/** @throws when there are no posts in the folder */
export async function loadDump(folder: string): Promise<Dump> {
  if (!existsSync(path.join(folder, 'Posts.xml'))) throw new Error(`There is no Posts.xml in ${folder}.`);
  const dump: Dump = { name: path.basename(folder), questions: [], answers: [], comments: [], votes: [] };
  await rowsOf(folder, 'Posts.xml', (row) => {
    const [id, at, type] = [intOf(row.Id), timeOf(row.CreationDate), intOf(row.PostTypeId)];
    if (id === null || at === null) return;
    const post = { id, at, by: personOf(row, 'OwnerUserId', 'OwnerDisplayName'), body: textOf(row.Body) };
    const parent = intOf(row.ParentId);
    if (type === 1) {
      const what = { title: row.Title ?? '', tags: tagsOf(row.Tags), acceptedId: intOf(row.AcceptedAnswerId) };
      dump.questions.push({ ...post, ...what });
    } else if (type === 2 && parent !== null) dump.answers.push({ ...post, questionId: parent });
  });
  await rowsOf(folder, 'Comments.xml', (row) => {
    const [id, at, postId] = [intOf(row.Id), timeOf(row.CreationDate), intOf(row.PostId)];
    if (id === null || at === null || postId === null) return;
    dump.comments.push({ id, at, postId, by: personOf(row, 'UserId', 'UserDisplayName') });
  });
  await rowsOf(folder, 'Votes.xml', (row) => {
    const [at, postId, kind] = [timeOf(row.CreationDate), intOf(row.PostId), intOf(row.VoteTypeId)];
    if (at !== null && postId !== null && kind !== null) dump.votes.push({ at, postId, kind });
  });
  const known = new Set(dump.questions.map(({ id }) => id));
  dump.answers = dump.answers.filter(({ questionId }) => known.has(questionId));
  const byTime = (one: { at: number; id?: number }, other: { at: number; id?: number }) =>
    one.at - other.at || (one.id ?? 0) - (other.id ?? 0);
  for (const list of [dump.questions, dump.answers, dump.comments, dump.votes]) list.sort(byTime);
  return dump;
}

/** @param folders what `--dump DIR --dump DIR2` gave */
export async function dumpsOf(folders: string[] = []): Promise<Dump[]> {
  if (folders.length === 0) throw new Error('Say which dumps to replay: --dump DIR, once for each.');
  const dumps: Dump[] = [];
  for (const folder of folders) dumps.push(await loadDump(folder));
  return dumps;
}
