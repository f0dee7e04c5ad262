/** What the page of a space's moderators shows its reader: who they are, who is proposed, how votes ended. */
import type { Ctx } from '../../platform/http/context.ts';
import { type People, peopleNamed } from '../../people/profiles/named.ts';
import { whyNotNominate } from '../../rules/elections.ts';
import type { Silence } from '../../people/accounts/silence-queries.ts';
import { type Space, spaceToRead } from '../spaces/queries.ts';
import { ownSilences } from '../../people/accounts/silenced-view.ts';
import { type ListedNomination, nominationsIn, standingIn } from './nomination-queries.ts';
import { moderatorsOf } from './queries.ts';

const OPEN_SHOWN = 20;
const ENDED_SHOWN = 10;

export type ModeratorsPage = { space: Space; people: People; open: ListedNomination[]; ended: ListedNomination[] } & {
  /** Whether its reader may propose somebody, support and vote. */
  isEntitled: boolean;
  silences: Silence[];
} & Awaited<ReturnType<typeof moderatorsOf>>;

/** @throws {AddaError} `not_found` */
export async function moderatorsPage(ctx: Ctx, slug: string): Promise<ModeratorsPage> {
  const conn = ctx.adda.store.read;
  const { viewer } = ctx;
  const space = await spaceToRead(conn, ctx.audience, slug);
  const open = await nominationsIn(conn, space.id, viewer?.id ?? 0, false, OPEN_SHOWN);
  const ended = await nominationsIn(conn, space.id, viewer?.id ?? 0, true, ENDED_SHOWN);
  const now = Date.now();
  const standing = viewer && (await standingIn(conn, space.id, now, viewer.id));
  return {
    ...{ space, open, ended },
    people: await peopleNamed(
      ctx,
      [...open, ...ended].flatMap(({ nominee, nominator }) => [nominee, nominator]),
    ),
    silences: await ownSilences(ctx, space.id),
    isEntitled: whyNotNominate(viewer, space, standing, now) === null,
    ...(await moderatorsOf(conn, space.id)),
  };
}
