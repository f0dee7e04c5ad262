/** Bringing files: pictures are made anew, others are kept as they are. */
import type { Adda } from '../../platform/adda.ts';
import { AddaError, type FieldFault, type FieldFaultKey } from '../../platform/errors.ts';
import { roomFor, takeRoom } from '../../platform/files/usage.ts';
import { type Upload, UPLOAD_LIMITS } from '../../platform/http/multipart.ts';
import type { Received } from '../../platform/http/request-checks.ts';
import { idOf } from '../../platform/http/schemas.ts';
import { megabytes } from '../../platform/http/sizes.ts';
import { consume } from '../../platform/rate-limit/rate-limit.ts';
import { site } from '../../platform/site/queries.ts';
import type { Conn } from '../../platform/store/store.ts';
import { trustIn } from '../../people/accounts/trust-queries.ts';
import {
  cleanFileName,
  FILE_ENDINGS,
  type FileRead,
  type FilesTaken,
  mayBringFiles,
  nameAs,
  readFile,
} from '../../rules/files.ts';
import { FILES_PER_MEMBER } from '../../rules/rate-limits.ts';
import type { Actor } from '../../rules/roles.ts';
import type { FileKind } from '../../../shared/words.ts';
import { shorten } from '../../../shared/text.ts';
import { deleteBrought, forgotten } from '../brought-queries.ts';
import { namedByWriters } from '../drafts/waiting-queries.ts';
import { keepPictures, keptPictures, picturesForChange } from '../pictures/actions.ts';
import * as queries from './queries.ts';
import { newName } from './store.ts';

const MB = 1_048_576;
const NAME_SHOWN = 60;
const FORGET_AFTER_MS = 24 * 3_600_000;
const FORGOTTEN_AT_ONCE = 100;

const ENDING_FAULTS = {
  pdf: 'file_ending_pdf',
  text: 'file_ending_text',
  zip: 'file_ending_zip',
} as const satisfies Record<FileKind, FieldFaultKey>;

/** What names them in a form or in its draft. */
type Named = { pictureIds?: unknown; fileIds?: unknown };
type Fault = Omit<FieldFault, 'field' | 'text'>;
type Refused = { fault: Fault };

/** What is wrong with a file that is no picture, before anybody is asked who brings it. */
function checked(
  { name, bytes }: Upload,
  read: FileRead,
  taken: FilesTaken,
): { kind: FileKind; title: string } | Refused {
  if ('fault' in read) return { fault: { fault: read.fault } };
  const title = nameAs(read.kind, name);
  if (title === null) return { fault: { fault: ENDING_FAULTS[read.kind] } };
  if (!taken.kinds.includes(read.kind)) return { fault: { fault: 'file_kind_off' } };
  const limit = taken.megabytes;
  if (bytes.length > limit * MB) return { fault: { fault: 'too_large_file', limit, length: megabytes(bytes.length) } };
  return { kind: read.kind, title };
}

/** Keeps one, with its row, where there is room. @throws {AddaError} `too_many`, `unavailable` */
async function keepFile(
  adda: Adda,
  ownerId: number,
  { kind, title, bytes }: { kind: FileKind; title: string; bytes: Buffer },
): Promise<number | Refused> {
  await adda.store.write((tx) => consume(tx, FILES_PER_MEMBER, ownerId));
  const name = newName(kind);
  await adda.files.put(name, bytes);
  const row = { name, title, kind, bytes: bytes.length, ownerId };
  const room = await roomFor(adda);
  try {
    const kept = await adda.store.write(async (tx) => {
      const fault = await takeRoom(tx, room, ownerId, row.bytes);
      return fault ? { fault } : queries.insertFile(tx, { ...row, createdAt: tx.now });
    });
    if (typeof kept !== 'number') await adda.files.remove([name]);
    return kept;
  } catch (error) {
    // No row names it, so nothing would ever take it away.
    await adda.files.remove([name]).catch(() => {});
    throw error;
  }
}

/** Whether it is for those to judge who make pictures: it is no other file, and its name does not say that it is one. */
function isPicture({ name }: Upload, read: FileRead | null): boolean {
  if (read === null || !('fault' in read)) return false;
  const ending = cleanFileName(name).split('.').at(-1)!.toLowerCase();
  return !Object.values(FILE_ENDINGS).flat().includes(ending);
}

/** How much a file may have where nobody can tell what it is: it was not kept. */
function tooLarge({ size }: Upload): Refused {
  return { fault: { fault: 'too_large_file', limit: megabytes(UPLOAD_LIMITS.fileSize), length: megabytes(size) } };
}

async function bringFile(
  adda: Adda,
  ownerId: number,
  { upload, read }: { upload: Upload; read: FileRead | null },
  taken: FilesTaken,
): Promise<number | Refused> {
  if (read === null) return tooLarge(upload);
  const file = checked(upload, read, taken);
  if ('fault' in file) return file;
  const { trust } = await trustIn(adda.store.read, ownerId, Date.now());
  if (!mayBringFiles(trust?.step ?? null, taken)) return { fault: { fault: 'files_not_yet' } };
  return keepFile(adda, ownerId, { ...file, bytes: upload.bytes });
}

/**
 * Keeps pictures and other files that stand nowhere yet; they are forgotten after a day. What is wrong with one is told
 * with its name. Too many at once is the refusal: what was kept by then is kept.
 */
export async function keepFiles(adda: Adda, actor: Actor, uploads: Upload[]): Promise<Received> {
  const taken = (await site(adda.store.read)).files;
  if (!actor || taken.kinds.length === 0) return keepPictures(adda, actor, uploads);
  const received = { pictureIds: [] as number[], fileIds: [] as number[], faults: [] as FieldFault[] };
  try {
    for (const upload of uploads) {
      // Of one that is larger than any may be nothing is here.
      const read = upload.bytes.length === 0 ? null : readFile(upload.bytes);
      if (isPicture(upload, read)) {
        const { pictureIds, faults, refusal } = await keepPictures(adda, actor, [upload]);
        received.pictureIds.push(...pictureIds);
        received.faults.push(...faults.map(notTaken));
        if (refusal) return { ...received, refusal };
        continue;
      }
      const kept = await bringFile(adda, actor.id, { upload, read }, taken);
      const text = shorten(cleanFileName(upload.name), NAME_SHOWN);
      if (typeof kept === 'number') received.fileIds.push(kept);
      else received.faults.push({ field: 'pictures', ...kept.fault, text });
    }
  } catch (error) {
    if (!(error instanceof AddaError)) throw error;
    return { ...received, refusal: error };
  }
  return received;
}

/** Where other files are taken, too, what is no picture is none of them either. */
const notTaken = (one: FieldFault): FieldFault =>
  one.fault === 'not_a_picture' ? { ...one, fault: 'not_a_file' } : one;

/** Loose files of the viewer's that a form named, in its order. */
async function keptFiles(conn: Conn, actor: Actor, ids: unknown): Promise<queries.PostFile[]> {
  const numbers = [ids ?? []].flat().flatMap((id) => idOf(id) ?? []);
  if (!actor || numbers.length === 0) return [];
  const found = await queries.looseFiles(conn, actor.id, numbers);
  return found.toSorted((a, b) => numbers.indexOf(a.id) - numbers.indexOf(b.id));
}

/** Loose pictures and files of the viewer's that a form or a draft named, so that it can be drawn with them again. */
export async function keptWith(conn: Conn, actor: Actor, named: Named = {}): Promise<queries.Brought> {
  return {
    pictures: await keptPictures(conn, actor, named.pictureIds),
    files: await keptFiles(conn, actor, named.fileIds),
  };
}

/**
 * What the form of a change is drawn with: what stands with the post and its writer has not taken out, and what is new.
 * @param named as the form, or its draft, names them
 */
export async function keptForChange(
  conn: Conn,
  actor: Actor,
  postId: number,
  named: Named = {},
): Promise<queries.Brought> {
  const pictures = await picturesForChange(conn, actor, postId, named.pictureIds);
  const stand = await queries.filesOf(conn, [postId]);
  if (named.fileIds === undefined) return { pictures, files: stand };
  const ids = new Set([named.fileIds].flat().map(Number));
  return {
    pictures,
    files: [...stand.filter(({ id }) => ids.has(id)), ...(await keptFiles(conn, actor, named.fileIds))],
  };
}

/** Forgets files that were brought and then used nowhere; what a draft names waits as long as the draft. */
export async function sweepFiles(adda: Adda): Promise<void> {
  for (let after = 0; ;) {
    const before = Date.now() - FORGET_AFTER_MS;
    const old = await forgotten(adda.store.read, 'postFiles', before, { after, limit: FORGOTTEN_AT_ONCE });
    if (old.length === 0) return;
    after = old.at(-1)!.id;
    const gone = await adda.store.write(async (tx) => {
      const owners = [...new Set(old.map(({ ownerId }) => ownerId))];
      const named = await namedByWriters(tx, 'fileIds', owners);
      const ids = old.map(({ id }) => id).filter((id) => !named.has(id));
      return ids.length === 0 ? [] : deleteBrought(tx, 'postFiles', null, ids);
    });
    await adda.files.remove(gone);
  }
}
