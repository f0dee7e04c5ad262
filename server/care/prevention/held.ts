/** What waits for a moderator, and what they do with several posts of it at once. */
import type { Ctx } from '../../platform/http/context.ts';
import { sentenceOf } from '../../platform/http/sentences.ts';
import { raidAt, type Raid, raidLooms } from '../../rules/prevention.ts';
import { whyNotModerate } from '../../rules/roles.ts';
import { type ActInput } from '../acts/run.ts';
import { doActs } from '../acts/bulk.ts';
import { givenReasons, type Reason } from '../acts/reasons.ts';
import { arrivals, countHeld, waiting, type WaitingPost } from './queries.ts';

const SHOWN = 50;
const FLAGGED_SHOWN = 20;

/** @property raid null for those who cannot switch it; `looms` proposes it */
export type HeldQueue = {
  held: WaitingPost[];
  count: number;
  flagged: WaitingPost[];
  reasons: Reason[];
  raid: { on: Raid | null; looms: boolean } | null;
};

async function raidFor(ctx: Ctx): Promise<HeldQueue['raid']> {
  if (whyNotModerate(ctx.viewer, null) !== null) return null;
  const now = Date.now();
  const on = raidAt(ctx.site.raid, now);
  if (on) return { on, looms: false };
  const { joined, wrote } = await arrivals(ctx.adda.store.read, now);
  return { on, looms: raidLooms(joined, wrote) };
}

export async function heldQueue(ctx: Ctx): Promise<HeldQueue> {
  const conn = ctx.adda.store.read;
  return {
    held: await waiting(conn, ctx.audience, true, SHOWN),
    count: await countHeld(conn, ctx.audience),
    flagged: await waiting(conn, ctx.audience, false, FLAGGED_SHOWN),
    reasons: await givenReasons(conn),
    raid: await raidFor(ctx),
  };
}

export type Judgement = ActInput & { verb: 'approve' | 'refuse'; posts: number[] };
export type Outcome = { done: number; refused: { id: number; sentence: string }[] };

/** Approves or refuses what was chosen; what was not done is said of each. @throws {AddaError} as `doActs` */
export async function judge(ctx: Ctx, { verb, posts, ...input }: Judgement): Promise<Outcome> {
  const outcomes = await doActs(ctx.adda, ctx.viewer, { target: 'post', verb, ids: posts }, input);
  const refused = outcomes.flatMap(({ id, error }) => (error ? [{ id, sentence: sentenceOf(error, ctx.m) }] : []));
  return { done: outcomes.length - refused.length, refused };
}
