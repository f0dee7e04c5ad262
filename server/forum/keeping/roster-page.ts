/** What the page of a space's members shows its reader. */
import { AddaError } from '../../platform/errors.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { whyNotSeeRoster } from '../../rules/memberships.ts';
import { whyNotModerate } from '../../rules/roles.ts';
import { spaceToRead } from '../spaces/queries.ts';
import * as queries from './queries.ts';
import type { RosterPage } from './views.ts';

const PER_PAGE = 100;

/** @param link the address to ask at, right after it was made @throws {AddaError} `not_found` */
export async function rosterPage(
  ctx: Ctx,
  slug: string,
  page_: number,
  link: string | null = null,
): Promise<RosterPage> {
  const conn = ctx.adda.store.read;
  const space = await spaceToRead(conn, ctx.audience, slug);
  const isIn = ctx.viewer !== null && (await queries.isMember(conn, space.id, ctx.viewer.id));
  const isKeeper = whyNotModerate(ctx.viewer, space.id) === null;
  const no = whyNotSeeRoster(space, isIn || isKeeper);
  if (no) throw new AddaError(no);
  const count = await queries.countMembers(conn, space.id);
  const pages = Math.max(1, Math.ceil(count / PER_PAGE));
  if (page_ > pages) throw new AddaError('not_found');
  const people = await queries.rosterOf(conn, space.id, (page_ - 1) * PER_PAGE, PER_PAGE);
  const requests = isKeeper ? await queries.openRequests(conn, space.id) : [];
  return { space, people, count, page: page_, pages, requests, isIn, link };
}
