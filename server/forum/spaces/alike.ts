/** Spaces like one that a member is about to propose, and proposals like it that wait: there may be one to join instead. */
import type { Audience } from '../../platform/audience/audience.ts';
import { AddaError } from '../../platform/errors.ts';
import type { Conn } from '../../platform/store/store.ts';
import { askedFor, formsOf, wordsOf } from '../../platform/store/terms.ts';
import { spacesAlike } from '../../rules/alike.ts';
import { LIMITS } from '../../../shared/limits.ts';
import { cleanLine } from '../../../shared/text.ts';
import { allSpaces, openProposals, writtenLanguages } from './queries.ts';

const SHOWN = 5;
/** The oldest wait at the front. */
const PROPOSALS = 200;

/** @property slug of a space that is there; null for a proposal that waits */
export type AlikeSpace = { name: string; charter: string; slug: string | null };

const upTo = (text: string, { max }: { max: number }) => [...cleanLine(text.slice(0, 8 * max))].slice(0, max).join('');

/** Of what an audience sees, the likest first; nothing where hardly anything was typed. */
export async function spacesLike(
  conn: Conn,
  audience: Audience,
  typed: { name: string; charter: string },
): Promise<AlikeSpace[]> {
  const languages = await writtenLanguages(conn);
  const asked = {
    name: askedFor(upTo(typed.name, LIMITS.spaceName), languages, true),
    charter: askedFor(upTo(typed.charter, LIMITS.charter), languages, true),
  };
  const spaces = await allSpaces(conn, audience);
  const waiting = (await openProposals(conn, PROPOSALS)).map((one) => ({ ...one, slug: null, language: null }));
  const all = [...spaces.filter(({ archivedAt }) => archivedAt === null), ...waiting];
  const terms = (text: string, language: string | null) =>
    new Set(wordsOf(text).flatMap(({ word }) => [...formsOf(word), ...formsOf(word, language)]));
  const known = all.map(({ name, charter, language }) => ({
    ...{ name: terms(name, language), charter: terms(charter, language) },
  }));
  return spacesAlike(asked, known)
    .slice(0, SHOWN)
    .map((at) => {
      const { name, charter, slug } = all[at]!;
      return { name, charter, slug };
    });
}

/** What is called so among those that were shown: names change less than places in a list. */
export const shownAs = ({ slug, name }: AlikeSpace): string => slug ?? `… ${name}`;

/**
 * @param seen what its proposer was shown before; of another name, or meanwhile, there may be more
 * @throws {AddaError} `spaces_alike`, with what there is
 */
export async function mustBeUnlike(
  conn: Conn,
  audience: Audience,
  typed: { name: string; charter: string },
  seen: readonly string[],
): Promise<void> {
  const alike = await spacesLike(conn, audience, typed);
  if (alike.some((one) => !seen.includes(shownAs(one)))) throw new AddaError('spaces_alike', { data: { alike } });
}
