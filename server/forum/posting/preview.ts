/** How a text will look where it is being written: as its space has it. */
import type { DrawOptions } from '../../../shared/markdown.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { idOf } from '../../platform/http/schemas.ts';
import { drawnIn } from '../spaces/drawn-in.ts';
import { allSpaces } from '../spaces/queries.ts';
import { threadById } from '../threads/queries.ts';
import { postById } from '../threads/post-queries.ts';

const PLACE = /^\/(t|p)\/(\d+)\//;

/** @param where the space that was chosen, or the address to which the form goes */
export async function previewOptions(ctx: Ctx, where: { space?: unknown; at?: string }): Promise<DrawOptions> {
  const conn = ctx.adda.store.read;
  const [, kind, number] = PLACE.exec(where.at ?? '') ?? [];
  const id = idOf(number);
  if (id !== null) {
    const threadId = kind === 't' ? id : ((await postById(conn, id))?.threadId ?? 0);
    const thread = await threadById(conn, ctx.audience, threadId);
    return thread ? drawnIn(conn, thread.spaceId) : {};
  }
  const spaces = where.space ? await allSpaces(conn, ctx.audience) : [];
  const space = spaces.find(({ slug }) => slug === where.space);
  return space ? drawnIn(conn, space.id) : {};
}
