/** What the pages of members show an admin. */
import { AddaError } from '../../platform/errors.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { accountBy } from '../../people/accounts/queries.ts';
import { type People, peopleNamed } from '../../people/profiles/named.ts';
import { nameSlug } from '../../rules/names.ts';
import type { Role } from '../../../shared/words.ts';
import { cleanLine, shorten } from '../../../shared/text.ts';
import { accessOf, type ListedMember, listMembers, type MemberState } from './queries.ts';

const SHOWN = 30;
/** Nobody's name or address is longer. */
const LONGEST_LOOK = 254;

export type Look = { q: string; role: Role | null; state: MemberState | null };
/** @property next the `before` of the page after this one */
export type MembersPage = {
  look: Look;
  members: ListedMember[];
  people: People;
  isFirst: boolean;
  next: number | null;
};
export type MemberPage = { member: ListedMember; people: People; access: { sessions: number; tokens: number } };

export async function membersPage(ctx: Ctx, given: Look, before: number | null): Promise<MembersPage> {
  const look = { ...given, q: shorten(cleanLine(given.q), LONGEST_LOOK) };
  const wanted = { slug: nameSlug(look.q), email: look.q.includes('@') ? look.q.toLowerCase() : '', before };
  const { role, state } = look;
  // A part of a name is looked for in all of them, beside those whom everybody waits for.
  const rows = await listMembers(ctx.adda.aside, { ...wanted, role, state }, SHOWN + 1, Date.now());
  const members = rows.slice(0, SHOWN);
  return {
    ...{ look, members, isFirst: before === null },
    people: await peopleNamed(
      ctx,
      members.map(({ slug }) => slug),
    ),
    next: rows.length > SHOWN ? members.at(-1)!.id : null,
  };
}

/** @throws {AddaError} `not_found` */
export async function memberPage(ctx: Ctx, name: string): Promise<MemberPage> {
  const conn = ctx.adda.store.read;
  const account = await accountBy(conn, { slug: nameSlug(name) });
  const now = Date.now();
  const wanted = {
    slug: account?.slug ?? '',
    email: '',
    role: null,
    state: null,
    before: account ? account.id + 1 : 0,
  };
  const [member] = account ? await listMembers(conn, wanted, 1, now) : [];
  if (!account || !member || member.id !== account.id) throw new AddaError('not_found');
  return { member, people: await peopleNamed(ctx, [member.slug]), access: await accessOf(conn, member.id, now) };
}
