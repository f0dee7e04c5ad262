/** Bringing pictures, and putting them with a post. */
import { randomBytes } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Adda } from '../../platform/adda.ts';
import { consume } from '../../platform/rate-limit/rate-limit.ts';
import { PRIVATE_FILE, privateFolder } from '../../platform/store/private-files.ts';
import { AddaError, type FieldFault, invalid } from '../../platform/errors.ts';
import type { Upload } from '../../platform/http/multipart.ts';
import { idOf } from '../../platform/http/schemas.ts';
import type { Actor } from '../../rules/roles.ts';
import { PICTURES_PER_MEMBER } from '../../rules/rate-limits.ts';
import { LIMITS } from '../../../shared/limits.ts';
import { cleanLine, shorten } from '../../../shared/text.ts';
import type { Conn, Tx } from '../../platform/store/store.ts';
import { type Made, makePicture } from './make.ts';
import { smallName } from './parts.ts';
import * as queries from './queries.ts';

const FORGET_AFTER_MS = 24 * 3_600_000;
const FORGOTTEN_AT_ONCE = 100;

/** Where the files are. */
export const folderOf = (adda: Adda) => path.join(adda.config.dataFolder, 'media');

/** Writes both sizes of a picture under this name. */
export async function storePicture(adda: Adda, name: string, { large, small }: Made): Promise<void> {
  privateFolder(folderOf(adda));
  await writeFile(path.join(folderOf(adda), name), large, { mode: PRIVATE_FILE });
  await writeFile(path.join(folderOf(adda), smallName(name)), small, { mode: PRIVATE_FILE });
}

/** What became of files that came with a form: the ids of what was kept, and what was wrong with one, if it was. */
export type Received = { pictureIds: number[]; pictureFault?: FieldFault['fault'] };

/**
 * Keeps pictures that stand nowhere yet; they are forgotten after a day. A file that is no picture, or too large, is
 * not kept and named as the fault.
 * @throws {AddaError} `not_signed_in`, `too_many`
 */
export async function keepPictures(adda: Adda, actor: Actor, uploads: Upload[]): Promise<Received> {
  if (!actor) throw new AddaError('not_signed_in');
  const received: Received = { pictureIds: [] };
  for (const { bytes, isWhole } of uploads) {
    await adda.store.write((tx) => consume(tx, PICTURES_PER_MEMBER, actor.id));
    const made = isWhole ? await makePicture(bytes) : null;
    if (!made) {
      received.pictureFault = isWhole ? 'not_a_picture' : 'too_large_file';
      continue;
    }
    const name = `${randomBytes(12).toString('hex')}.webp`;
    await storePicture(adda, name, made);
    const { width, height, large, small } = made;
    const row = { name, ownerId: actor.id, width, height, bytes: large.length + small.length };
    received.pictureIds.push(await adda.store.write((tx) => queries.insertPicture(tx, { ...row, createdAt: tx.now })));
  }
  return received;
}

/** Loose pictures of the viewer's that a form named, so that it can be drawn with them again. */
export async function keptPictures(conn: Conn, actor: Actor, ids: unknown): Promise<queries.Picture[]> {
  const numbers = [ids ?? []].flat().flatMap((id) => idOf(id) ?? []);
  return actor && numbers.length > 0 ? queries.loosePictures(conn, actor.id, numbers) : [];
}

/** What a form says about its pictures. */
export type WithPictures = { pictureIds?: number[]; pictureFault?: Received['pictureFault']; alt?: string };

/** @throws {AddaError} `invalid` for a file that was none, too many of them, or too long a description */
export function checkPictures(input: WithPictures, faults: FieldFault[]): void {
  const { pictureIds = [], pictureFault, alt = '' } = input;
  if (pictureFault) faults.push({ field: 'pictures', fault: pictureFault });
  if (pictureIds.length > LIMITS.pictures)
    faults.push({ field: 'pictures', fault: 'too_many_pictures', limit: LIMITS.pictures });
  if (cleanLine(alt).length > LIMITS.alt.max) faults.push({ field: 'alt', fault: 'too_long', limit: LIMITS.alt.max });
}

/**
 * Puts a member's own loose pictures with the post that was just written.
 * @returns the name of the first, if there is one
 * @throws {AddaError} `invalid` when one of them is not there any more
 */
export async function attachPictures(
  tx: Tx,
  ownerId: number,
  postId: number,
  { pictureIds = [], alt = '' }: WithPictures,
): Promise<string | null> {
  if (pictureIds.length === 0) return null;
  const found = await queries.loosePictures(tx, ownerId, pictureIds);
  if (found.length !== new Set(pictureIds).size) throw invalid({ field: 'pictures', fault: 'gone_picture' });
  const words = shorten(cleanLine(alt), LIMITS.alt.max);
  for (const [i, { id }] of found.entries()) await queries.placePicture(tx, id, { postId, place: i + 1, alt: words });
  return found[0]?.name ?? null;
}

/** Forgets pictures that were brought and then used nowhere. */
export async function sweepPictures(adda: Adda): Promise<void> {
  const old = await queries.forgottenPictures(adda.store.read, Date.now() - FORGET_AFTER_MS, FORGOTTEN_AT_ONCE);
  if (old.length === 0) return;
  await adda.store.write((tx) =>
    queries.deletePictures(
      tx,
      old.map(({ id }) => id),
    ),
  );
  for (const { name } of old)
    for (const file of [name, smallName(name)]) await rm(path.join(folderOf(adda), file), { force: true });
}
