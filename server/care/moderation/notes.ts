/** What moderators note about somebody for each other. */
import type { Adda } from '../../platform/adda.ts';
import { audienceOfAccount } from '../../platform/audience/scope-queries.ts';
import { AddaError, invalid } from '../../platform/errors.ts';
import { raise } from '../../platform/events/raise.ts';
import { consume } from '../../platform/rate-limit/rate-limit.ts';
import type { Tx } from '../../platform/store/store.ts';
import { actorOf } from '../../people/accounts/office-queries.ts';
import { accountBy } from '../../people/accounts/queries.ts';
import { spaceToRead } from '../../forum/spaces/queries.ts';
import { lengthFaults } from '../../rules/lengths.ts';
import { whyNotNote, whyNotReadAbout, whyNotTakeBackNote } from '../../rules/moderation.ts';
import { nameSlug } from '../../rules/names.ts';
import { NOTES_PER_MODERATOR } from '../../rules/rate-limits.ts';
import type { Actor } from '../../rules/roles.ts';
import { LIMITS } from '../../../shared/limits.ts';
import { cleanWords } from '../../../shared/text.ts';
import * as queries from './person-queries.ts';

/** Where it happened; null for the whole forum. @throws {AddaError} `invalid` for a space that is not there for them */
async function spaceNamed(tx: Tx, accountId: number, slug: string): Promise<number | null> {
  if (slug === '') return null;
  try {
    return (await spaceToRead(tx, await audienceOfAccount(tx, accountId), slug)).id;
  } catch (error) {
    if (error instanceof AddaError) throw invalid({ field: 'space', fault: 'unknown_space' });
    throw error;
  }
}

/**
 * Notes something about a member.
 * @param input with the space where it happened; empty for what concerns the whole forum
 * @throws {AddaError} `not_signed_in`, `token_scope`, `not_found`, `own_matter`, `forbidden`, `too_many`, `invalid`
 */
export async function addNote(
  adda: Adda,
  actor: Actor,
  name: string,
  input: { words: string; space?: string },
): Promise<{ id: number; slug: string }> {
  const words = input.words.length <= 4 * LIMITS.personNote.max ? cleanWords(input.words) : input.words;
  return adda.store.write(async (tx) => {
    const now = actor && (await actorOf(tx, actor));
    const member = await accountBy(tx, { slug: nameSlug(name) });
    if (!member || member.erasedAt !== null) throw new AddaError('not_found');
    const none = whyNotReadAbout(now, member.id);
    if (none || !now) throw new AddaError(none ?? 'not_signed_in');
    const faults = lengthFaults('words', words, LIMITS.personNote);
    if (faults.length > 0) throw invalid(...faults);
    const spaceId = await spaceNamed(tx, now.id, input.space ?? '');
    const no = whyNotNote(now, member.id, spaceId);
    if (no) throw new AddaError(no);
    await consume(tx, NOTES_PER_MODERATOR, now.id);
    const noteId = await queries.insertNote(tx, { accountId: member.id, authorId: now.id, spaceId, words });
    await raise(tx, { kind: 'account.noted', actorId: now.id, accountId: member.id, noteId, isSet: true });
    return { id: noteId, slug: member.slug };
  });
}

/** Takes one's own note back: it is gone. @throws {AddaError} `not_signed_in`, `token_scope`, `forbidden`, `not_found` */
export async function takeBackNote(adda: Adda, actor: Actor, id: number): Promise<{ slug: string }> {
  return adda.store.write(async (tx) => {
    const now = actor && (await actorOf(tx, actor));
    const note = await queries.noteById(tx, id);
    if (!note) throw new AddaError('not_found');
    const no = whyNotTakeBackNote(now, note);
    // Of what one may not read one does not learn that it is there.
    if (no) throw new AddaError(no === 'own_matter' || no === 'forbidden' ? 'not_found' : no);
    if (!(await queries.deleteNote(tx, id))) throw new AddaError('not_found');
    const { accountId } = note;
    await raise(tx, { kind: 'account.noted', actorId: now!.id, accountId, noteId: id, isSet: false });
    return { slug: (await accountBy(tx, { id: accountId }))?.slug ?? '' };
  });
}
