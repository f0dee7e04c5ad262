/**
 * Files with a post that are no pictures: what one is, told by its bytes and never by its name, how it may be called,
 * and who may bring one. Nothing is unpacked or drawn.
 */
import { isUtf8 } from 'node:buffer';
import { cleanLine, length } from '../../shared/text.ts';
import { LIMITS } from '../../shared/limits.ts';
import { type FileKind, TRUST_STEPS, type TrustStep } from '../../shared/words.ts';

/** What a forum takes. @property kinds none for no files at all @property from how far it has to trust a member */
export type FilesTaken = { kinds: FileKind[]; megabytes: number; from: TrustStep };

export const USUAL_FILES: FilesTaken = { kinds: ['pdf', 'text', 'zip'], megabytes: 10, from: 'known' };

/** How the name of each kind may end; the first is put behind a name without an ending. */
export const FILE_ENDINGS: Record<FileKind, readonly string[]> = {
  pdf: ['pdf'],
  text: ['txt', 'md', 'csv', 'log'],
  zip: ['zip'],
};

/** @property fault `not_a_file` for what is none of the kinds, `damaged_file` for what only begins like one */
export type FileRead = { kind: FileKind } | { fault: 'not_a_file' | 'damaged_file' };

/** Where programs that read PDF look for its head and its end. */
const PDF_EDGE = 1_024;
const ZIP_END = Buffer.from('PK\x05\x06', 'latin1');
const ZIP_END_LENGTH = 22;
/** The longest note that an archive may end with. */
const ZIP_NOTE = 65_535;
/** What makes a text a page, or a drawing that can run. */
const PAGE = /^(?:<!doctype\s+html|<(?:html|head|body|script|iframe|svg|style|title|meta)[\s/>]|<\?xml)/i;
const PAGE_WITHIN = /<(?:!doctype\s+html|html|script|svg|iframe)[\s/>]/i;
/** How far a program looks that guesses. */
const GUESSED_AT = 1_024;

const isIn = (bytes: Buffer, words: string | Buffer, from: number, to: number) =>
  bytes.subarray(Math.max(0, from), to).includes(words);

/** Control characters that no text has. */
const UNTEXTUAL = /[\u0000-\u0008\u000b\u000e-\u001a\u001c-\u001f]/;
/** As much at once is looked through as is soon a string. */
const LOOKED_THROUGH = 65_536;

function isText(bytes: Buffer): boolean {
  if (!isUtf8(bytes)) return false;
  for (let at = 0; at < bytes.length; at += LOOKED_THROUGH)
    if (UNTEXTUAL.test(bytes.toString('latin1', at, at + LOOKED_THROUGH))) return false;
  return true;
}

function pdf(bytes: Buffer): FileRead {
  const { length: size } = bytes;
  if (!/^%PDF-[12]\.\d/.test(bytes.toString('latin1', 0, 8))) return { fault: 'damaged_file' };
  if (!isIn(bytes, '%%EOF', size - PDF_EDGE, size)) return { fault: 'damaged_file' };
  // The same bytes would be an archive, or a page, to another program.
  const isArchive = isIn(bytes, ZIP_END, size - ZIP_NOTE - ZIP_END_LENGTH, size);
  const isPage = PAGE_WITHIN.test(bytes.toString('latin1', 0, GUESSED_AT));
  return isArchive || isPage ? { fault: 'not_a_file' } : { kind: 'pdf' };
}

/** An archive that begins at its first byte and ends at its last one: nothing stands before, between or behind. */
function zip(bytes: Buffer): FileRead {
  const { length: size } = bytes;
  const tail = Math.max(0, size - ZIP_NOTE - ZIP_END_LENGTH);
  const found = bytes.subarray(tail).lastIndexOf(ZIP_END);
  const end = tail + found;
  if (found < 0 || end + ZIP_END_LENGTH > size) return { fault: 'damaged_file' };
  const [disk, count, all] = [bytes.readUInt16LE(end + 4), bytes.readUInt16LE(end + 8), bytes.readUInt16LE(end + 10)];
  const [listSize, listAt] = [bytes.readUInt32LE(end + 12), bytes.readUInt32LE(end + 16)];
  const isWhole =
    disk === 0 &&
    count === all &&
    count > 0 &&
    listAt + listSize === end &&
    isIn(bytes, 'PK\x01\x02', listAt, listAt + 4) &&
    end + ZIP_END_LENGTH + bytes.readUInt16LE(end + 20) === size;
  return isWhole ? { kind: 'zip' } : { fault: 'damaged_file' };
}

function text(bytes: Buffer): FileRead {
  const beginning = bytes
    .toString('utf8', 0, GUESSED_AT)
    .replace(/^\ufeff/, '')
    .trimStart();
  // A reader of PDF looks for its head some way into a file.
  const isOther = beginning === '' || PAGE.test(beginning) || isIn(bytes, '%PDF-', 0, PDF_EDGE);
  return !isOther && isText(bytes) ? { kind: 'text' } : { fault: 'not_a_file' };
}

/** What a file is by what is inside; one that would be two things to two programs is none. */
export function readFile(bytes: Buffer): FileRead {
  const head = bytes.toString('latin1', 0, 5);
  if (head === '%PDF-') return pdf(bytes);
  if (head.startsWith('PK\x03\x04')) return zip(bytes);
  return text(bytes);
}

/** What no system has in the name of a file, and names that one of them keeps for itself. */
const UNNAMED = /[<>:"|?*\\/]/g;
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;
/** No name of a file has any, whatever a system allows. */
const CONTROLS = /\p{Cc}/gu;
/** Longer names are somebody's joke; the end tells what they are. */
const NAME_READ = 1_000;
const ENDING = /\.([a-z\d]{1,10})$/i;

/**
 * A name under which a file can be kept on every system: one line, no folders, nothing unseen and nothing that turns
 * words round; what is too long loses of its middle, never of its ending.
 */
export function cleanFileName(name: string): string {
  const last = name.slice(-NAME_READ).split(/[\\/]/).at(-1)!;
  const clean = cleanLine(last.replace(CONTROLS, ' '))
    .replace(UNNAMED, '_')
    .replace(/^[. ]+|[. ]+$/g, '')
    .replace(RESERVED, '_$&');
  const ending = ENDING.exec(clean)?.[0] ?? '';
  const before = clean.slice(0, clean.length - ending.length).trimEnd() || 'file';
  const room = LIMITS.fileName.max - length(ending);
  return (length(before) > room ? [...before].slice(0, room).join('').trimEnd() : before) + ending;
}

/** A name as rules about words read it: its ending says what it is, and “notes.md” is no address. */
export const wordsOfName = (name: string): string => name.replace(ENDING, '');

/** The name of a file of a kind; null where it says that it is something else. */
export function nameAs(kind: FileKind, name: string): string | null {
  const clean = cleanFileName(name);
  const ending = ENDING.exec(clean)?.[1];
  if (ending === undefined) return cleanFileName(`${clean}.${FILE_ENDINGS[kind][0]}`);
  return FILE_ENDINGS[kind].includes(ending.toLowerCase()) ? clean : null;
}

/**
 * Whether somebody may bring files that are no pictures.
 * @param step null for brand staff, who gather no trust: what they write stands under their label
 */
export const mayBringFiles = (step: TrustStep | null, { kinds, from }: FilesTaken): boolean =>
  kinds.length > 0 && (step === null || TRUST_STEPS.indexOf(step) >= TRUST_STEPS.indexOf(from));

/** Whoever improves the text of another leaves what came with it: a text can be taken back, a file that is gone cannot. */
export const mayTakeAway = (editorId: number, of: { authorId: number | null; ownerId: number | null }): boolean =>
  editorId === of.authorId || editorId === of.ownerId;
