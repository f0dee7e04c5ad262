/** Bringing pictures, and putting them with a post. */
import { randomBytes } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { mediaFolder } from '../../platform/config.ts';
import type { Adda } from '../../platform/adda.ts';
import { consume } from '../../platform/rate-limit/rate-limit.ts';
import { PRIVATE_FILE, privateFolder } from '../../platform/store/private-files.ts';
import { AddaError, type FieldFault, invalid } from '../../platform/errors.ts';
import { type Upload, UPLOAD_LIMITS } from '../../platform/http/multipart.ts';
import type { Received } from '../../platform/http/request-checks.ts';
import { megabytes } from '../../platform/http/sizes.ts';
import { idOf } from '../../platform/http/schemas.ts';
import type { Actor } from '../../rules/roles.ts';
import { KEEPS_PER_MEMBER, PICTURES_PER_MEMBER } from '../../rules/rate-limits.ts';
import { LIMITS } from '../../../shared/limits.ts';
import { cleanLine, length, shorten } from '../../../shared/text.ts';
import type { Conn, Tx } from '../../platform/store/store.ts';
import { type Made, makePicture, type PictureFault } from './make.ts';
import { smallName } from './parts.ts';
import * as queries from './queries.ts';

const FORGET_AFTER_MS = 24 * 3_600_000;
const FORGOTTEN_AT_ONCE = 100;

/** Where the files are. */
export const folderOf = ({ config }: Adda) => mediaFolder(config);

/** Writes both sizes of a picture under this name. */
export async function storePicture(adda: Adda, name: string, { large, small }: Made): Promise<void> {
  privateFolder(folderOf(adda));
  try {
    await writeFile(path.join(folderOf(adda), name), large, { mode: PRIVATE_FILE });
    await writeFile(path.join(folderOf(adda), smallName(name)), small, { mode: PRIVATE_FILE });
  } catch (error) {
    await removeFiles(adda, name);
    throw error;
  }
}

async function removeFiles(adda: Adda, name: string): Promise<void> {
  for (const file of [name, smallName(name)]) await rm(path.join(folderOf(adda), file), { force: true });
}

/** Of a picture that is kept, and does not move any more. */
export const KEPT_STILL = new Set<FieldFault['fault']>(['still_picture', 'still_png', 'too_many_frames']);
const NAME_SHOWN = 60;

/** A picture made of a file, or what is wrong with it. @throws {AddaError} `too_many`, `busy` */
async function madeOf(adda: Adda, actorId: number, { bytes, size }: Upload): Promise<Made | PictureFault> {
  await adda.store.write((tx) => consume(tx, PICTURES_PER_MEMBER, actorId));
  if (bytes.length > 0) return makePicture(bytes);
  return { fault: 'too_large_file', limit: megabytes(UPLOAD_LIMITS.fileSize), length: megabytes(size) };
}

async function keepOne(adda: Adda, ownerId: number, made: Made): Promise<number> {
  const name = `${randomBytes(12).toString('hex')}.webp`;
  await storePicture(adda, name, made);
  const { width, height, large, small } = made;
  const row = { name, ownerId, width, height, bytes: large.length + small.length };
  try {
    return await adda.store.write((tx) => queries.insertPicture(tx, { ...row, createdAt: tx.now }));
  } catch (error) {
    // No row names them, so nothing would ever take them away.
    await removeFiles(adda, name);
    throw error;
  }
}

/**
 * Keeps pictures that stand nowhere yet; they are forgotten after a day. What is wrong with a file is told with its
 * name; what moved and is kept as one picture is told so, too. Too many, or too many at once, is the refusal: what was
 * kept by then is kept.
 */
export async function keepPictures(adda: Adda, actor: Actor, uploads: Upload[]): Promise<Received> {
  const received: Received = { pictureIds: [], faults: [] };
  if (!actor) return { ...received, refusal: new AddaError('not_signed_in') };
  try {
    for (const upload of uploads) {
      const made = await madeOf(adda, actor.id, upload);
      const fault = 'fault' in made ? made : made.still;
      const text = shorten(cleanLine(upload.name.slice(-4 * NAME_SHOWN)), NAME_SHOWN);
      if (fault) received.faults.push({ field: 'pictures', ...fault, text });
      if (!('fault' in made)) received.pictureIds.push(await keepOne(adda, actor.id, made));
    }
  } catch (error) {
    if (!(error instanceof AddaError)) throw error;
    received.refusal = error;
  }
  return received;
}

/**
 * Says in words what a member's own picture shows, while it stands nowhere yet.
 * @throws {AddaError} `not_signed_in`, `not_found`, `invalid`, `too_many`
 */
export async function describePicture(adda: Adda, actor: Actor, id: number, alt: string): Promise<void> {
  if (!actor) throw new AddaError('not_signed_in');
  const words = cleanLine(alt);
  const faults: FieldFault[] = [];
  checkPictures({ alt: words }, faults);
  if (faults.length > 0) throw invalid(...faults);
  await adda.store.write(async (tx) => {
    const [picture] = await queries.loosePictures(tx, actor.id, [id]);
    if (!picture) throw new AddaError('not_found');
    await consume(tx, KEEPS_PER_MEMBER, actor.id);
    await queries.updatePicture(tx, id, { alt: words });
  });
}

/** Loose pictures of the viewer's that a form named, so that it can be drawn with them again. */
export async function keptPictures(conn: Conn, actor: Actor, ids: unknown): Promise<queries.Picture[]> {
  const numbers = [ids ?? []].flat().flatMap((id) => idOf(id) ?? []);
  return actor && numbers.length > 0 ? queries.loosePictures(conn, actor.id, numbers) : [];
}

/** What a form says about its pictures. */
export type WithPictures = { pictureIds?: number[]; pictureFaults?: FieldFault[]; alt?: string };

/** What is wrong with files, with how many there are, and with their description. */
export function checkPictures(input: WithPictures, faults: FieldFault[]): void {
  const { pictureIds = [], pictureFaults = [], alt = '' } = input;
  faults.push(...pictureFaults);
  if (pictureIds.length > LIMITS.pictures)
    faults.push({
      ...{ field: 'pictures', fault: 'too_many_pictures' },
      ...{ limit: LIMITS.pictures, length: pictureIds.length },
    });
  if (length(cleanLine(alt)) > LIMITS.alt.max)
    faults.push({ field: 'alt', fault: 'too_long', limit: LIMITS.alt.max, length: length(cleanLine(alt)) });
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
  // What was said of one alone is truer than what was said of all.
  for (const [i, { id, alt: own }] of found.entries())
    await queries.updatePicture(tx, id, { postId, place: i + 1, alt: own || words });
  return found[0]?.name ?? null;
}

/** Takes the pictures of a post away, and their files once that has landed. */
export async function deletePicturesOf(adda: Adda, tx: Tx, postId: number): Promise<void> {
  const names = await queries.deletePicturesOf(tx, postId);
  tx.afterCommit(() => {
    for (const name of names)
      removeFiles(adda, name).catch((error) => adda.log.warn({ err: error }, 'a picture that is gone left a file'));
  });
}

/** A loose picture that became something else is not kept besides. */
export async function deletePicture(adda: Adda, id: number): Promise<void> {
  const gone = await adda.store.write((tx) => queries.deletePictures(tx, [id]));
  for (const name of gone) await removeFiles(adda, name);
}

/** Forgets pictures that were brought and then used nowhere. */
export async function sweepPictures(adda: Adda): Promise<void> {
  const old = await queries.forgottenPictures(adda.store.read, Date.now() - FORGET_AFTER_MS, FORGOTTEN_AT_ONCE);
  if (old.length === 0) return;
  const gone = await adda.store.write((tx) =>
    queries.deletePictures(
      tx,
      old.map(({ id }) => id),
    ),
  );
  // What went with a post in this moment stays.
  for (const name of gone) await removeFiles(adda, name);
}
