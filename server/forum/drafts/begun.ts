/** What the form of a thread, or of a message to somebody, goes on with, and what else was begun. */
import type { Ctx } from '../../platform/http/context.ts';
import type { Beginning, FirstPlace } from '../../rules/beginnings.ts';
import { draftAt, type Start, startsOf } from './queries.ts';

const OFFERED = 3;

export type KeptStart = { at: number; values: Record<string, unknown> };

/**
 * @property others what else was begun, the newest first @property beside where another text of this form would be kept
 * @property isNew whether none of what was begun was asked for
 */
export type Begun = {
  draft: KeptStart | null;
  place: string;
  beside: string;
  others: Start[];
  first: FirstPlace;
  isNew: boolean;
};

/** What a form goes on with, whole, and what else was begun. @param choose which of them, by how each begins */
export async function beginningOf(
  ctx: Ctx,
  first: FirstPlace,
  choose: (starts: Start[]) => Beginning<Start>,
  isNew = false,
): Promise<Begun> {
  const conn = ctx.adda.store.read;
  const starts = ctx.viewer ? await startsOf(conn, ctx.viewer.id, first) : [];
  const { draft, place, beside } = choose(starts);
  const whole = draft && (await draftAt(conn, ctx.viewer!.id, place));
  const others = starts.filter((one) => one.place !== place).slice(0, OFFERED);
  return { draft: whole, place, beside, others, first, isNew };
}
