/** Pictures of a post: put with it, changed with it, and gone with it. */
import type { Adda } from '../../platform/adda.ts';
import { type FieldFault, invalid } from '../../platform/errors.ts';
import type { Conn, Tx } from '../../platform/store/store.ts';
import { isLedByPictures } from '../../rules/thread-forms.ts';
import { LIMITS } from '../../../shared/limits.ts';
import type { Form } from '../../../shared/words.ts';
import { cleanLine, length, shorten } from '../../../shared/text.ts';
import { deleteBrought } from '../brought-queries.ts';
import { removeFilesLater } from './files.ts';
import { mayTakeAway } from '../../rules/files.ts';
import * as queries from './queries.ts';

/**
 * What a form says about its pictures.
 * @property pictureIds all that are to stand with the post; of a change, without it those that stand there stay
 * @property alt words about all that have none of their own
 * @property altIds, alts words about each: the second list says what the first one names
 */
export type WithPictures = {
  pictureIds?: number[];
  pictureFaults?: FieldFault[];
  alt?: string;
  altIds?: number[];
  alts?: string[];
};

function altFault(alt: string): FieldFault[] {
  const size = length(cleanLine(alt));
  return size > LIMITS.alt.max ? [{ field: 'alt', fault: 'too_long', limit: LIMITS.alt.max, length: size }] : [];
}

/** What is wrong with files, with how many there are, and with their description. */
export function checkPictures(input: WithPictures, faults: FieldFault[]): void {
  const { pictureIds = [], pictureFaults = [], alt = '', altIds = [], alts = [] } = input;
  faults.push(...pictureFaults);
  if (pictureIds.length > LIMITS.pictures)
    faults.push({
      ...{ field: 'pictures', fault: 'too_many_pictures' },
      ...{ limit: LIMITS.pictures, length: pictureIds.length },
    });
  if (altIds.length !== alts.length) faults.push({ field: 'alt', fault: 'wrong' });
  faults.push(...[alt, ...alts].flatMap(altFault).slice(0, 1));
}

/** What is said of each picture: by itself, before, or of all. */
function wordsAbout({ alt = '', altIds = [], alts = [] }: WithPictures) {
  const own = new Map(altIds.map((id, i) => [id, cleanLine(alts[i] ?? '')]));
  const all = shorten(cleanLine(alt), LIMITS.alt.max);
  // What was said of one alone is truer than what was said of all.
  return ({ id, alt: before }: queries.Picture) => own.get(id) ?? (before || all);
}

const inOrder = (pictures: queries.Picture[], ids: number[]) =>
  pictures.toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));

const gone = () => invalid({ field: 'pictures', fault: 'gone_picture' });

/** A member's own loose pictures that a form names. @throws {AddaError} `invalid` when one of them is not there any more */
export async function picturesNamed(tx: Tx, ownerId: number, { pictureIds = [] }: WithPictures) {
  if (pictureIds.length === 0) return [];
  const found = await queries.loosePictures(tx, ownerId, pictureIds);
  if (found.length !== new Set(pictureIds).size) throw gone();
  return found;
}

/** What a member's loose pictures show, in the words that they will have. */
export async function wordsOfLoose(conn: Conn, ownerId: number, input: WithPictures): Promise<string[]> {
  const { pictureIds = [] } = input;
  if (pictureIds.length === 0) return [];
  return (await queries.loosePictures(conn, ownerId, pictureIds)).map(wordsAbout(input));
}

/**
 * Puts a member's own loose pictures with the post that was just written.
 * @throws {AddaError} `invalid` when one of them is not there any more
 */
export async function attachPictures(tx: Tx, ownerId: number, postId: number, input: WithPictures): Promise<void> {
  const { pictureIds = [] } = input;
  const found = await picturesNamed(tx, ownerId, input);
  const words = wordsAbout(input);
  for (const [i, picture] of inOrder(found, pictureIds).entries())
    await queries.updatePicture(tx, picture.id, { postId, place: i + 1, alt: words(picture) });
}

/** @throws {AddaError} `invalid` where one of these is not the editor's to take away */
export function mustBeTheirs(
  leaving: readonly { ownerId: number | null }[],
  { editorId, authorId }: Pick<Editing, 'editorId' | 'authorId'>,
): void {
  if (!leaving.every(({ ownerId }) => mayTakeAway(editorId, { authorId, ownerId })))
    throw invalid({ field: 'pictures', fault: 'not_yours_to_take' });
}

/** Who changes a post, and whose it is. */
export type Editing = { editorId: number; postId: number; authorId: number | null };

/**
 * Makes the pictures of a post those that a change names: what it leaves out goes for good, and they stand as it names them.
 * @returns what the pictures showed before, in words
 * @throws {AddaError} `invalid` when one of them is not there any more, or is not the editor's to take away
 */
export async function changePictures(
  adda: Adda,
  tx: Tx,
  { editorId, postId, authorId }: Editing,
  input: WithPictures,
): Promise<string[]> {
  const stood = await queries.picturesOf(tx, [postId]);
  const wanted = new Set(input.pictureIds ?? stood.map(({ id }) => id));
  const stay = stood.filter(({ id }) => wanted.has(id));
  const fresh = await queries.loosePictures(
    tx,
    editorId,
    [...wanted].filter((id) => !stay.some((one) => one.id === id)),
  );
  if (stay.length + fresh.length !== wanted.size) throw gone();
  const words = wordsAbout(input);
  for (const [i, picture] of inOrder([...stay, ...fresh], [...wanted]).entries())
    await queries.updatePicture(tx, picture.id, { postId, place: i + 1, alt: words(picture) });
  const leaving = stood.filter(({ id }) => !wanted.has(id));
  mustBeTheirs(leaving, { editorId, authorId });
  const left = leaving.map(({ id }) => id);
  if (left.length > 0) removeFilesLater(adda, tx, await deleteBrought(tx, 'pictures', postId, left));
  return stood.map(({ alt }) => alt);
}

/** The picture that lists show a thread with; null where words lead, and where there is none. */
export async function leadingPicture(tx: Tx, form: Form, openingId: number): Promise<string | null> {
  if (!isLedByPictures(form)) return null;
  return (await queries.picturesOf(tx, [openingId]))[0]?.name ?? null;
}

/** Takes the pictures of a post away, and their files once that has landed. */
export async function deletePicturesOf(adda: Adda, tx: Tx, postId: number): Promise<void> {
  removeFilesLater(adda, tx, await deleteBrought(tx, 'pictures', postId));
}
