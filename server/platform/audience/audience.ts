/**
 * Who may see what. An audience is made once for each request, job, letter and message; the two scopes in
 * scope-queries.ts turn it into SQL, and nothing else names what hides a thread or a post.
 */
import type { Moderates } from '../../rules/roles.ts';

export type Audience = {
  /** Whoever sees alike has the same: pages that are kept are kept by it. */
  key: string;
  /** Whose own withdrawn words are theirs to see; null for visitors. */
  accountId: number | null;
  /** The spaces that are not open to everybody and that they may read all the same; `public`: none. */
  spaces: 'public' | number[];
  /** Where they see what is hidden. */
  moderates: 'all' | number[];
};

/** Everybody: what needs no account. */
export const EVERYBODY: Audience = { key: 'public', accountId: null, spaces: 'public', moderates: [] };

/** @property closedSpaces those of the spaces not open to everybody that this account may read */
export type Reader = { id: number; closedSpaces: number[]; moderates: Moderates };

/** The audience that one account is, or everybody's for nobody. */
export function audienceOf(reader: Reader | null): Audience {
  if (!reader) return EVERYBODY;
  const spaces = reader.closedSpaces.length === 0 ? 'public' : reader.closedSpaces;
  const moderates = reader.moderates === 'all' ? 'all' : [...reader.moderates].sort((a, b) => a - b);
  const parts = [spaces === 'public' ? '' : `s${spaces.join()}`, moderates === 'all' ? 'mall' : `m${moderates.join()}`];
  const key = parts.filter((part) => part.length > 1).join(' ');
  return { key: key || EVERYBODY.key, accountId: reader.id, spaces, moderates };
}

/** Those who may read a space, whoever they are: the least that all of its readers see. */
export function audienceOfSpace(spaceId: number): Audience {
  return { ...EVERYBODY, key: `s${spaceId}`, spaces: [spaceId] };
}

/** What all who see alike see: what is one's own is left out. Pages that are kept are drawn for it. */
export function sharedBy(audience: Audience): Audience {
  return { ...audience, accountId: null };
}

/** Whether they see what was hidden by a moderator of this space, or what this author lost so. */
export function seesHidden(audience: Audience, place: { spaceId: number; authorId: number | null }): boolean {
  const { accountId, moderates } = audience;
  if (accountId !== null && accountId === place.authorId) return true;
  return moderates === 'all' || moderates.includes(place.spaceId);
}

/** Ids that a query joined by commas. */
export function idsIn(text: string | null): number[] {
  return text
    ? text
        .split(',')
        .map(Number)
        .sort((a, b) => a - b)
    : [];
}
