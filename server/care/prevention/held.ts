/** What waits for a moderator, and what they do with several posts of it at once. */
import type { Ctx } from '../../platform/http/context.ts';
import { sentenceOf } from '../../platform/http/sentences.ts';
import { raidAt, type Raid, raidLooms } from '../../rules/prevention.ts';
import { ACTED_ON_AT_ONCE } from '../../rules/moderation.ts';
import { whyNotModerate } from '../../rules/roles.ts';
import { type ActInput } from '../acts/run.ts';
import { doActs } from '../acts/bulk.ts';
import { givenReasons, type Reason } from '../acts/reasons.ts';
import { groupsOf } from '../../rules/likeness.ts';
import { arrivals, countHeld, printsOf, waiting, type WaitingPost } from './queries.ts';
import { strangeHostsOf } from './hosts.ts';

/** In the queue among other things, and on their own page: as many as are judged at once. */
const SHOWN = { few: 50, all: ACTED_ON_AT_ONCE };
const FLAGGED_SHOWN = 20;

/**
 * @property groups what is held, by likeness; a group of one is a post by itself
 * @property isWhole whether it is the page of held posts alone
 * @property raid null for those who cannot switch it; `looms` proposes it
 */
export type HeldQueue = {
  isWhole: boolean;
  groups: WaitingPost[][];
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

/** Posts that one decision fits. */
async function grouped(ctx: Ctx, posts: WaitingPost[]): Promise<WaitingPost[][]> {
  const conn = ctx.adda.store.read;
  const prints = await printsOf(
    conn,
    posts.map(({ id }) => id),
  );
  const hosts = await strangeHostsOf(conn, ctx.audience, posts);
  const likened = posts.map((post, i) => ({
    post,
    id: post.id,
    authorId: post.authorId,
    ...hosts[i]!,
    print: prints.get(post.id) ?? null,
  }));
  return groupsOf(likened).map((group) => group.map(({ post }) => post));
}

export async function heldQueue(ctx: Ctx, shown: keyof typeof SHOWN): Promise<HeldQueue> {
  const conn = ctx.adda.store.read;
  const held = await waiting(conn, ctx.audience, true, SHOWN[shown]);
  return {
    isWhole: shown === 'all',
    groups: await grouped(ctx, held),
    count: await countHeld(conn, ctx.audience),
    flagged: await waiting(conn, ctx.audience, false, FLAGGED_SHOWN),
    reasons: await givenReasons(conn),
    raid: await raidFor(ctx),
  };
}

/** @property verb `spam` refuses for that reason, without another word */
export type Judgement = ActInput & { verb: 'approve' | 'refuse' | 'spam'; posts: number[] };
export type Outcome = { done: number; refused: { id: number; sentence: string }[] };

/** Approves or refuses what was chosen; what was not done is said of each. @throws {AddaError} as `doActs` */
export async function judge(ctx: Ctx, { verb, posts, ...input }: Judgement): Promise<Outcome> {
  const isSpam = verb === 'spam';
  const on = { target: 'post', verb: isSpam ? 'refuse' : verb, ids: posts } as const;
  const outcomes = await doActs(ctx.adda, ctx.viewer, on, isSpam ? { ...input, reason: 'spam' } : input);
  const refused = outcomes.flatMap(({ id, error }) => (error ? [{ id, sentence: sentenceOf(error, ctx.m) }] : []));
  return { done: outcomes.length - refused.length, refused };
}
