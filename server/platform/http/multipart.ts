/** Forms that carry files: what was typed goes into the body like any form's, files are handed on as they came. */
import type { FastifyRequest } from 'fastify';
import { AddaError, type FieldFault } from '../errors.ts';
import { cleanFileName } from '../../rules/files.ts';
import { shorten } from '../../../shared/text.ts';
import { toAddaError } from './errors.ts';
import { FORM_LIMIT, megabytes, tooLarge } from './sizes.ts';

/** One file that somebody sent. @property size in bytes; of a file that is larger than the forum takes, `bytes` is empty */
export type Upload = { field: string; name: string; bytes: Buffer; size: number };

/** What came. @property refusal what broke off the reading: the fields are those that had come by then */
export type Multipart = {
  fields: Record<string, string | string[]>;
  uploads: Upload[];
  faults: FieldFault[];
  refusal: AddaError | null;
};

const MB = 1024 * 1024;
export const UPLOAD_LIMITS = { fileSize: 10 * MB, files: 12 };
/** Of one request. What comes beyond is read past, so that the form can be answered, until somebody just goes on and on. */
const KEPT_AT_MOST = 64 * MB;
const READ_AT_MOST = 256 * MB;
/** Of all requests together: whoever comes later is asked to come again. */
const HELD_AT_MOST = 192 * MB;
const AGAIN_AFTER_S = 5;
/** Words of one request, of which as much is kept as of a form without files. */
const WORDS_READ_AT_MOST = 2 * FORM_LIMIT;
/**
 * The library's own limits lie above ours: it would break off, where we count on and say how much it was. A part of a form has
 * three lines at its head; the largest form, a thread with as many pictures and choices as one has, eighty fields.
 */
const PARSER = { fileSize: READ_AT_MOST, files: 200, fields: 120, fieldSize: FORM_LIMIT, parts: 300, headerPairs: 10 };

let held = 0;

/** Reads one file; its bytes are kept while it is no larger than one may be, and there is room. */
async function readFile(file: AsyncIterable<Buffer>, form: { read: number; kept: number }) {
  let chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of file) {
    size += chunk.length;
    form.read += chunk.length;
    if (form.read > READ_AT_MOST) throw tooLarge(0, KEPT_AT_MOST);
    if (size > UPLOAD_LIMITS.fileSize || form.kept + size > KEPT_AT_MOST) chunks = [];
    else chunks.push(chunk);
  }
  return { size, bytes: Buffer.concat(chunks) };
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
  const form: Multipart = { fields: {}, uploads: [], faults: [], refusal: null };
  const count = { read: 0, kept: 0 };
  const empty: string[] = [];
  let sent = 0;
  let words = 0;
  try {
    for await (const part of request.parts({ limits: PARSER, throwFileSizeLimit: false } as object)) {
      if (part.type === 'field') {
        const value = String(part.value);
        words += value.length;
        if (words > WORDS_READ_AT_MOST) throw tooLarge(0, FORM_LIMIT);
        if (words > FORM_LIMIT) {
          form.refusal = tooLarge(words, FORM_LIMIT);
          continue;
        }
        const before = form.fields[part.fieldname];
        form.fields[part.fieldname] = before === undefined ? value : [before, value].flat();
      } else if (!withFiles || sent >= UPLOAD_LIMITS.files || held > HELD_AT_MOST) {
        const { size } = await readFile(part.file, { read: count.read, kept: KEPT_AT_MOST });
        count.read += size;
        if (size > 0) sent += 1;
        if (withFiles && held > HELD_AT_MOST) form.refusal = new AddaError('busy', { retryAfter: AGAIN_AFTER_S });
      } else {
        const { size, bytes } = await readFile(part.file, count);
        count.kept += bytes.length;
        held += bytes.length;
        const name = part.filename ?? '';
        if (size > 0) {
          sent += 1;
          form.uploads.push({ field: part.fieldname, name, bytes, size });
        } else if (name !== '') empty.push(name);
      }
    }
  } catch (error) {
    // A body that breaks off, or is none, is the sender's fault.
    form.refusal = (error as { code?: string }).code ? toAddaError(error) : new AddaError('malformed');
    // What is still to come is read past: nobody takes the rest apart.
    request.raw.unpipe();
    request.raw.resume();
  }
  if (withFiles) form.faults = [...empty.map(emptyFault), ...faultsOf(sent, count.read)];
  try {
    return await done(form);
  } finally {
    held -= count.kept;
  }
}
