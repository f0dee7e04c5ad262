/** Pictures and files of a post: put with it, changed with it, and gone with it. */
import type { Adda } from '../../platform/adda.ts';
import { type FieldFault, invalid } from '../../platform/errors.ts';
import type { Conn, Tx } from '../../platform/store/store.ts';
import { wordsOfName } from '../../rules/files.ts';
import { LIMITS } from '../../../shared/limits.ts';
import { picturesOf } from '../pictures/queries.ts';
import {
  attachPictures,
  changePictures,
  checkPictures,
  deletePicturesOf,
  type Editing,
  mustBeTheirs,
  picturesNamed,
  type WithPictures,
} from '../pictures/with-post.ts';
import { deleteBrought } from '../brought-queries.ts';
import * as queries from './queries.ts';
import { removeStoredLater } from './store.ts';

/**
 * What a form says about its pictures and files.
 * @property fileIds all that are to stand with the post; of a change, without it those that stand there stay
 */
export type WithFiles = WithPictures & { fileIds?: number[] };
/** What a version of a post had with it: its pictures, by what they show, and the names of its files. */
export type Noted = { pictures: string[]; files: string[] };

/** What is wrong with files, with how many there are, and with what is said of them. */
export function checkFiles(input: WithFiles, faults: FieldFault[]): void {
  checkPictures(input, faults);
  const { length } = input.fileIds ?? [];
  if (length > LIMITS.files)
    faults.push({ field: 'pictures', fault: 'too_many_post_files', limit: LIMITS.files, length });
}

const gone = () => invalid({ field: 'pictures', fault: 'gone_file' });

/** @throws {AddaError} `invalid` when one of the files that are named is no loose one of this member any more */
async function mustBeLoose(conn: Conn, ownerId: number, ids: number[]): Promise<void> {
  if (ids.length > 0 && (await queries.looseFiles(conn, ownerId, ids)).length !== ids.length) throw gone();
}

/** Whether a member's loose pictures and files are still there. @throws {AddaError} `invalid` when one of them is not */
export async function mustBeThere(tx: Tx, ownerId: number, input: WithFiles): Promise<void> {
  await picturesNamed(tx, ownerId, input);
  await mustBeLoose(tx, ownerId, [...new Set(input.fileIds)]);
}

/** What a member's loose files that a form names are called, in words. */
export async function namesOfLoose(conn: Conn, ownerId: number, { fileIds = [] }: WithFiles): Promise<string[]> {
  if (fileIds.length === 0) return [];
  return (await queries.looseFiles(conn, ownerId, fileIds)).map(({ title }) => wordsOfName(title));
}

/** What the files of a post are called now, in words. @property added those that it had not before */
export async function namesNow(conn: Conn, postId: number, before: Noted) {
  const files = await queries.filesOf(conn, [postId]);
  const added = files.filter((file) => !before.files.includes(nameOf(file)));
  const words = (some: typeof files) => some.map(({ title }) => wordsOfName(title));
  return { all: words(files), added: words(added) };
}

async function putInOrder(tx: Tx, postId: number, ids: number[]): Promise<void> {
  for (const [i, id] of ids.entries()) await queries.putWithPost(tx, id, postId, i + 1);
}

/**
 * Puts a member's own loose pictures and files with the post that was just written.
 * @throws {AddaError} `invalid` when one of them is not there any more
 */
export async function attachFiles(tx: Tx, ownerId: number, postId: number, input: WithFiles): Promise<void> {
  await attachPictures(tx, ownerId, postId, input);
  const ids = [...new Set(input.fileIds)];
  await mustBeLoose(tx, ownerId, ids);
  await putInOrder(tx, postId, ids);
}

/** With its number: one that stands in the place of another of the same name is another. */
const nameOf = ({ title, id }: queries.PostFile): string => `${title} (#${id})`;

/** What a post has with it now, as versions note it. */
export async function notedOf(conn: Conn, postId: number): Promise<Noted> {
  return {
    pictures: (await picturesOf(conn, [postId])).map(({ alt }) => alt),
    files: (await queries.filesOf(conn, [postId])).map(nameOf),
  };
}

/**
 * Makes the pictures and files of a post those that a change names: what it leaves out goes for good.
 * @returns what it had before
 * @throws {AddaError} `invalid` when one of them is not there any more, or is not the editor's to take away
 */
export async function changeFiles(adda: Adda, tx: Tx, who: Editing, input: WithFiles): Promise<Noted> {
  const { editorId, postId } = who;
  const pictures = await changePictures(adda, tx, who, input);
  const stood = await queries.filesOf(tx, [postId]);
  const before = { pictures, files: stood.map(nameOf) };
  if (!input.fileIds) return before;
  const wanted = [...new Set(input.fileIds)];
  const standing = new Set(stood.map(({ id }) => id));
  const added = wanted.filter((id) => !standing.has(id));
  await mustBeLoose(tx, editorId, added);
  await putInOrder(tx, postId, wanted);
  const leaving = stood.filter(({ id }) => !wanted.includes(id));
  mustBeTheirs(leaving, who);
  const left = leaving.map(({ id }) => id);
  if (left.length > 0) removeStoredLater(adda, tx, await deleteBrought(tx, 'postFiles', postId, left));
  return before;
}

/** Takes the pictures and files of a post away, and what they are kept as once that has landed. */
export async function deleteFilesOf(adda: Adda, tx: Tx, postId: number): Promise<void> {
  await deletePicturesOf(adda, tx, postId);
  removeStoredLater(adda, tx, await deleteBrought(tx, 'postFiles', postId));
}
