/** Bringing pictures. */
import { randomBytes } from 'node:crypto';
import type { Adda } from '../../platform/adda.ts';
import { roomFor, takeRoom } from '../../platform/files/usage.ts';
import { consume } from '../../platform/rate-limit/rate-limit.ts';
import { AddaError, type FieldFault, invalid } from '../../platform/errors.ts';
import { type Upload, UPLOAD_LIMITS } from '../../platform/http/multipart.ts';
import type { Received } from '../../platform/http/request-checks.ts';
import { megabytes } from '../../platform/http/sizes.ts';
import { idOf } from '../../platform/http/schemas.ts';
import type { Actor } from '../../rules/roles.ts';
import { KEEPS_PER_MEMBER, PICTURES_PER_MEMBER } from '../../rules/rate-limits.ts';
import { cleanLine, shorten } from '../../../shared/text.ts';
import type { Conn } from '../../platform/store/store.ts';
import { type Made, makePicture, type PictureFault, rowOf } from './make.ts';
import { deleteBrought, forgotten } from '../brought-queries.ts';
import { namedByWriters } from '../drafts/waiting-queries.ts';
import { checkPictures } from './with-post.ts';
import { removeFiles, storePicture } from './files.ts';
import * as queries from './queries.ts';

const FORGET_AFTER_MS = 24 * 3_600_000;
const FORGOTTEN_AT_ONCE = 100;

/** Of a picture that is kept, and does not move any more. */
export const KEPT_STILL = new Set<FieldFault['fault']>([
  'still_picture',
  'still_png',
  'still_heavy',
  'too_many_frames',
]);
const NAME_SHOWN = 60;

/** A picture made of a file, or what is wrong with it. @throws {AddaError} `too_many`, `busy` */
async function madeOf(adda: Adda, actorId: number, { bytes, size }: Upload): Promise<Made | PictureFault> {
  await adda.store.write((tx) => consume(tx, PICTURES_PER_MEMBER, actorId));
  if (bytes.length > 0) return makePicture(bytes);
  return { fault: 'too_large_file', limit: megabytes(UPLOAD_LIMITS.fileSize), length: megabytes(size) };
}

/** Keeps its files and its row, where there is room. */
async function keepOne(adda: Adda, ownerId: number, made: Made): Promise<number | PictureFault> {
  const name = `${randomBytes(12).toString('hex')}.webp`;
  await storePicture(adda, name, made);
  const row = { name, ownerId, ...rowOf(made) };
  const room = await roomFor(adda);
  try {
    const kept = await adda.store.write(
      async (tx) =>
        (await takeRoom(tx, room, ownerId, row.bytes)) ?? queries.insertPicture(tx, { ...row, createdAt: tx.now }),
    );
    if (typeof kept !== 'number') await removeFiles(adda, name);
    return kept;
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
      const kept = 'fault' in made ? made : await keepOne(adda, actor.id, made);
      const fault = typeof kept === 'number' ? (made as Made).still : kept;
      const text = shorten(cleanLine(upload.name.slice(-4 * NAME_SHOWN)), NAME_SHOWN);
      if (fault) received.faults.push({ field: 'pictures', ...fault, text });
      if (typeof kept === 'number') received.pictureIds.push(kept);
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
  if (!actor || numbers.length === 0) return [];
  const found = await queries.loosePictures(conn, actor.id, numbers);
  return found.toSorted((a, b) => numbers.indexOf(a.id) - numbers.indexOf(b.id));
}

/**
 * What the form of a change is drawn with: pictures of the post that its writer has not taken out, and new ones.
 * @param ids as the form, or its draft, names them; undefined where nothing was chosen yet
 */
export async function picturesForChange(
  conn: Conn,
  actor: Actor,
  postId: number,
  ids: unknown,
): Promise<queries.Picture[]> {
  const stand = await queries.picturesOf(conn, [postId]);
  if (ids === undefined) return stand;
  const named = new Set([ids].flat().map(Number));
  return [...stand.filter(({ id }) => named.has(id)), ...(await keptPictures(conn, actor, ids))];
}

/** A loose picture that became something else is not kept besides. */
export async function deletePicture(adda: Adda, id: number): Promise<void> {
  const gone = await adda.store.write((tx) => deleteBrought(tx, 'pictures', null, [id]));
  for (const name of gone) await removeFiles(adda, name);
}

/** Forgets pictures that were brought and then used nowhere; what a draft, or a post that waits, names stays as long as that. */
export async function sweepPictures(adda: Adda): Promise<void> {
  for (let after = 0; ;) {
    const old = await forgotten(adda.store.read, 'pictures', Date.now() - FORGET_AFTER_MS, {
      after,
      limit: FORGOTTEN_AT_ONCE,
    });
    if (old.length === 0) return;
    after = old.at(-1)!.id;
    const gone = await adda.store.write(async (tx) => {
      const owners = [...new Set(old.map(({ ownerId }) => ownerId))];
      const named = await namedByWriters(tx, 'pictureIds', owners);
      const ids = old.map(({ id }) => id).filter((id) => !named.has(id));
      return ids.length === 0 ? [] : deleteBrought(tx, 'pictures', null, ids);
    });
    // What went with a post in this moment stays.
    for (const name of gone) await removeFiles(adda, name);
  }
}
