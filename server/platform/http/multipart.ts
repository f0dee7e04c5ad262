/** Forms that carry files: what was typed goes into the body like any form's, files are handed on as they came. */
import type { FastifyRequest } from 'fastify';
import type { MultipartValue } from '@fastify/multipart';
import { AddaError, type FieldFault } from '../errors.ts';
import { cleanFileName } from '../../rules/files.ts';
import { shorten } from '../../../shared/text.ts';
import { toAddaError } from './errors.ts';
import { fileHasher } from '../idempotency/content.ts';
import { readPast } from './connections.ts';
import { FORM_LIMIT, megabytes, REDRAWN_LETTERS, tooLarge } from './sizes.ts';

/** One file that somebody sent. @property size in bytes; of a file that is larger than the forum takes, `bytes` is empty */
export type Upload = { field: string; name: string; bytes: Buffer; size: number };

/**
 * What came. @property refusal what broke off the reading: the fields are those that had come by then
 * @property isCut whether of what was typed not all is there, and the form is not drawn again without it
 * @property hashes of the uploads, taken as their bytes come: all at once would hold the process
 */
export type Multipart = {
  fields: Record<string, string | string[]>;
  uploads: Upload[];
  hashes: string[];
  faults: FieldFault[];
  refusal: AddaError | null;
  isCut: boolean;
};

const MB = 1024 * 1024;
export const UPLOAD_LIMITS = { fileSize: 10 * MB, files: 12 };
/** Of one request. What comes beyond is read past, so that the form can be answered, until somebody just goes on and on. */
const KEPT_AT_MOST = 64 * MB;
const READ_AT_MOST = 256 * MB;
/** Of all requests together: whoever comes later is asked to come again. */
const HELD_AT_MOST = 192 * MB;
const AGAIN_AFTER_S = 5;
/** What comes besides files, with the heads of parts: more is no form. */
const WORDS_READ_AT_MOST = 2 * FORM_LIMIT;
/** One letter more than is drawn again, whatever the script. */
const FIELD_BYTES = 3 * (REDRAWN_LETTERS + 1);
/**
 * The library's own limits lie above ours: it would break off, where we count on and say how much it was. A part of a form has
 * three lines at its head; the largest form, a thread with as many pictures and choices as one has, eighty fields.
 */
const PARSER = { fileSize: READ_AT_MOST, files: 200, fields: 120, fieldSize: FIELD_BYTES, parts: 300, headerPairs: 10 };

let held = 0;

/** What came of a form by now, in bytes of files: read, and of these kept in memory. */
type Count = { read: number; kept: number };

/** Room for so many bytes, and more: putting them all together at the end would hold the process. */
function grown(bytes: Buffer, size: number): Buffer<ArrayBuffer> {
  const larger = Buffer.allocUnsafeSlow(Math.min(UPLOAD_LIMITS.fileSize, Math.max(2 * bytes.length, size)));
  bytes.copy(larger);
  return larger;
}

/** Reads one file; its bytes are kept while it is no larger than one may be, and there is room. */
async function readFile(file: AsyncIterable<Buffer>, count: Count, mayKeep: boolean) {
  const hash = fileHasher();
  let bytes = Buffer.alloc(0);
  let size = 0;
  for await (const chunk of file) {
    size += chunk.length;
    count.read += chunk.length;
    if (count.read > READ_AT_MOST) throw tooLarge(0, KEPT_AT_MOST);
    if (!mayKeep || size > UPLOAD_LIMITS.fileSize || count.kept + size > KEPT_AT_MOST) {
      bytes = Buffer.alloc(0);
      continue;
    }
    if (size > bytes.length) bytes = grown(bytes, size);
    chunk.copy(bytes, size - chunk.length);
    hash.add(chunk);
  }
  return { size, bytes: bytes.subarray(0, Math.min(size, bytes.length)), hash: hash.value() };
}

/** @param words as many letters came; 0 where nobody counted them */
function cutOff(form: Multipart, words = 0): AddaError {
  form.isCut = true;
  return tooLarge(words, REDRAWN_LETTERS);
}

/** The parts of a form, one after the other, until all that is no file is more than any form has. @throws {AddaError} `too_large` */
async function* partsOf(request: FastifyRequest, form: Multipart, count: Count) {
  const parts = request.parts({ limits: PARSER, throwFileSizeLimit: false } as object)[Symbol.asyncIterator]();
  const beyond = Promise.withResolvers<never>();
  beyond.promise.catch(() => undefined);
  let came = 0;
  const look = (chunk: Buffer) => {
    // What is in this chunk of a file is counted a moment later, as is what waits to be read of those before.
    if (came - count.read > WORDS_READ_AT_MOST + MB) beyond.reject(cutOff(form));
    came += chunk.length;
  };
  request.raw.on('data', look);
  try {
    for (;;) {
      const next = await Promise.race([parts.next(), beyond.promise]);
      if (next.done) return;
      yield next.value;
    }
  } finally {
    request.raw.off('data', look);
  }
}

/** What is wrong with the files as a whole. */
function faultsOf(sent: number, read: number): FieldFault[] {
  const faults: FieldFault[] = [];
  if (sent > UPLOAD_LIMITS.files)
    faults.push({ field: 'pictures', fault: 'too_many_files', limit: UPLOAD_LIMITS.files, length: sent });
  if (read > KEPT_AT_MOST)
    faults.push({
      ...{ field: 'pictures', fault: 'too_large_together' },
      ...{ limit: megabytes(KEPT_AT_MOST), length: megabytes(read) },
    });
  return faults;
}

const NAME_SHOWN = 60;

const emptyFault = (name: string): FieldFault => ({
  ...{ field: 'pictures', fault: 'empty_file' },
  text: shorten(cleanFileName(name), NAME_SHOWN),
});

/** One field of a form, kept with those before. @throws {AddaError} `too_large` where it is more than is drawn again */
function takeField(form: Multipart, part: MultipartValue, words: number): void {
  const value = String(part.value);
  const before = form.fields[part.fieldname];
  form.fields[part.fieldname] = before === undefined ? value : [before, value].flat();
  if (words > REDRAWN_LETTERS) throw cutOff(form, part.valueTruncated ? 0 : words);
}

/**
 * Reads a multipart body, with its files or past them. Fields that came more than once are lists. A file without
 * name and content was not chosen. Nothing is thrown for what came: what had come by then is there with the refusal.
 * @param done is called with what the files hold in memory given back
 */
export async function readMultipart<T>(
  request: FastifyRequest,
  withFiles: boolean,
  done: (form: Multipart) => Promise<T>,
): Promise<T> {
  const form: Multipart = { fields: {}, uploads: [], hashes: [], faults: [], refusal: null, isCut: false };
  const count: Count = { read: 0, kept: 0 };
  const empty: string[] = [];
  let sent = 0;
  let words = 0;
  try {
    for await (const part of partsOf(request, form, count)) {
      if (part.type === 'field') {
        words += String(part.value).length;
        takeField(form, part, words);
        continue;
      }
      const mayKeep = withFiles && sent < UPLOAD_LIMITS.files && held <= HELD_AT_MOST;
      const { size, bytes, hash } = await readFile(part.file, count, mayKeep);
      if (size > 0) sent += 1;
      if (mayKeep) {
        count.kept += bytes.length;
        held += bytes.length;
        const name = part.filename ?? '';
        if (size > 0) {
          form.uploads.push({ field: part.fieldname, name, bytes, size });
          form.hashes.push(hash);
        } else if (name !== '') empty.push(name);
      } else if (withFiles && held > HELD_AT_MOST) form.refusal = new AddaError('busy', { retryAfter: AGAIN_AFTER_S });
    }
  } catch (error) {
    // A body that breaks off, or is none, is the sender's fault.
    form.refusal = (error as { code?: string }).code ? toAddaError(error) : new AddaError('malformed');
    readPast(request.raw);
  }
  if (withFiles) form.faults = [...empty.map(emptyFault), ...faultsOf(sent, count.read)];
  try {
    return await done(form);
  } finally {
    held -= count.kept;
  }
}
