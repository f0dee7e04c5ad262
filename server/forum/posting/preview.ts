/** How a text will look where it is being written: as its space has it. */
import type { DrawOptions } from '../../../shared/markdown.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { idOf } from '../../platform/http/schemas.ts';
import { drawnIn } from '../spaces/drawn-in.ts';
import { allSpaces } from '../spaces/queries.ts';
import { threadById } from '../threads/queries.ts';
import { postById } from '../threads/post-queries.ts';

const PLACE = /^\/(t|p)\/(\d+)\//;

/** Where a text is being written. @property at the address to which its form goes @property space the one that was chosen */
export type Where = { space?: unknown; at?: string };

/** The space into which a text is being written, and its thread where it has one; null where neither is known. */
export async function placeOf(ctx: Ctx, where: Where): Promise<{ spaceId: number; threadId: number | null } | null> {
  const conn = ctx.adda.store.read;
  const [, kind, number] = PLACE.exec(where.at ?? '') ?? [];
  const id = idOf(number);
  if (id !== null) {
    const threadId = kind === 't' ? id : ((await postById(conn, id))?.threadId ?? 0);
    const thread = await threadById(conn, ctx.audience, threadId);
    return thread ? { spaceId: thread.spaceId, threadId: thread.id } : null;
  }
  const spaces = where.space ? await allSpaces(conn, ctx.audience) : [];
  const space = spaces.find(({ slug }) => slug === where.space);
  return space ? { spaceId: space.id, threadId: null } : null;
}

/** What a preview of it is drawn with. */
export async function previewOptions(ctx: Ctx, where: Where): Promise<DrawOptions> {
  const place = await placeOf(ctx, where);
  return place ? drawnIn(ctx.adda.store.read, place.spaceId) : {};
}
