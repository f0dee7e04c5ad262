/** What a moderator sees of a person: notes, cases, acts, and accounts that may be theirs too. */
import { audienceOf } from '../../platform/audience/audience.ts';
import { AddaError } from '../../platform/errors.ts';
import type { Ctx } from '../../platform/http/context.ts';
import type { AuthorFacts } from '../../platform/authors/author-line.ts';
import { accountBy } from '../../people/accounts/queries.ts';
import { type People, peopleNamed } from '../../people/profiles/named.ts';
import { allSpaces } from '../../forum/spaces/queries.ts';
import { whyNotReadAbout } from '../../rules/moderation.ts';
import { nameSlug } from '../../rules/names.ts';
import { whyNotModerate } from '../../rules/roles.ts';
import { ALL_ACTS } from '../acts/all.ts';
import { actsOn, type ToldAct } from '../acts/queries.ts';
import { allReasons, type Reason } from '../acts/reasons.ts';
import { type AuthorStanding, standingOfAuthor } from '../cases/context-queries.ts';
import { earlierCases, type ListedCase } from '../cases/list-queries.ts';
import { slugsOf } from './case-page.ts';
import { accountsAlike, type Alike, type ListedNote, notesAbout } from './person-queries.ts';

const NOTES_SHOWN = 20;
const SHOWN = 30;
const VERBS = [...new Set(ALL_ACTS.map(({ verb }) => verb))];

export type PersonPage = {
  slug: string;
  standing: AuthorStanding;
  line: AuthorFacts | null;
  notes: ListedNote[];
  nextNote: number | null;
  isFirst: boolean;
  cases: ListedCase[];
  acts: ToldAct[];
  reasons: Reason[];
  /** For moderators of the whole forum; null for others. */
  alike: Alike[] | null;
  people: People;
  /** Where its reader may note something. */
  spaces: { slug: string; name: string }[];
};

/** @param before the last note on the page before @throws {AddaError} `not_found`, `own_matter`, `forbidden` */
export async function personPage(ctx: Ctx, name: string, before: number | null = null): Promise<PersonPage> {
  const conn = ctx.adda.store.read;
  const { moderates } = ctx.audience;
  const member = await accountBy(conn, { slug: nameSlug(name) });
  const standing = member && (await standingOfAuthor(conn, member.id));
  if (!member || !standing) throw new AddaError('not_found');
  const no = whyNotReadAbout(ctx.viewer, member.id);
  if (no) throw new AddaError(no);
  const rows = await notesAbout(conn, member.id, moderates, before, NOTES_SHOWN + 1);
  const notes = rows.slice(0, NOTES_SHOWN);
  const about = { id: 0, accountId: member.id, target: 'member', subjectId: member.id };
  const cases = await earlierCases(conn, about, moderates, SHOWN);
  const alike = moderates === 'all' ? await accountsAlike(conn, member) : null;
  const spaces = await allSpaces(conn, audienceOf(ctx.viewer));
  const others = [...(alike ?? []).map(({ slug }) => slug), ...notes.map(({ authorSlug }) => authorSlug)];
  const people = await peopleNamed(ctx, [member.slug, ...others, ...slugsOf(cases)]);
  return {
    ...{ slug: member.slug, standing, notes, cases, alike, people },
    line: people.get(member.slug) ?? null,
    nextNote: rows.length > NOTES_SHOWN ? notes.at(-1)!.note.id : null,
    isFirst: before === null,
    acts: await actsOn(conn, member.id, VERBS, null, SHOWN, moderates),
    reasons: await allReasons(conn),
    spaces: spaces.filter(({ id }) => whyNotModerate(ctx.viewer, id) === null).map((one) => ({ ...one })),
  };
}
