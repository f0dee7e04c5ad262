/** What a moderator can choose to do with something as it is. */
import type { Ctx } from '../../platform/http/context.ts';
import { memberPath } from '../../platform/http/paths.ts';
import type { Account } from '../../people/accounts/queries.ts';
import { silencesOf } from '../../people/accounts/silence-queries.ts';
import type { Post } from '../../forum/threads/post-queries.ts';
import type { Thread } from '../../forum/threads/queries.ts';
import type { ActTarget } from '../../../shared/words.ts';
import type { Act } from './act.ts';
import { openingWith } from '../cases/queries.ts';
import { isOtherModerator } from '../../people/accounts/office-queries.ts';
import { hasStake } from '../../people/accounts/stake.ts';
import { type ActMatter, actRule, whyNotAct, whyNotAgain } from '../../rules/moderation.ts';
import { holdsOffice } from './queries.ts';
import { overruledOn, type Thing, wasOverruled } from './overruled-queries.ts';
import { offeredOnMember, offeredOnPost, offeredOnThread } from './offered.ts';

/** @property path before the verb @property target and id say what it is done to */
export type Choice = { title: string; target: ActTarget; id: number; path: string; acts: Act[] };

/** What may stand between somebody and an act, whatever it is about: asked once for many things. */
export type Standing = { stake: boolean; wasOverruled: boolean };
export const standingOf = async ({ adda, viewer }: Ctx): Promise<Standing> => ({
  stake: viewer !== null && (await hasStake(adda.store.read, viewer)),
  wasOverruled: viewer !== null && (await wasOverruled(adda.store.read, viewer.id)),
});

/** Of these acts those that would not be refused for who does them. */
export async function unrefused(
  ctx: Ctx,
  standing: Standing,
  acts: Act[],
  about: ActMatter,
  thing: Thing,
): Promise<Act[]> {
  const { viewer } = ctx;
  if (!viewer) return [];
  const conn = ctx.adda.store.read;
  const { stake } = standing;
  const overruled = standing.wasOverruled ? await overruledOn(conn, viewer.id, thing) : [];
  const others = [viewer.id, about.authorId].filter((id) => id !== null);
  const isOnlyOne = overruled.length > 0 && !(await isOtherModerator(conn, about.spaceId, others, Date.now()));
  return acts.filter(({ target, verb }) => {
    const rule = actRule(target, verb);
    return rule && !whyNotAct(viewer, target, rule, about, stake) && !whyNotAgain(verb, overruled, isOnlyOne);
  });
}

/** @param spaceId of its thread */
export async function postChoice(ctx: Ctx, post: Post, spaceId: number): Promise<Choice> {
  const acts = offeredOnPost({
    hidden: post.isHidden,
    removed: post.removedAt !== null,
    withdrawn: post.withdrawnAt !== null,
    isOpening: post.kind === 'opening',
    isReply: post.parentId !== null,
    ...{ held: post.heldAt !== null, flagged: post.heldWhy !== null },
  });
  const about = { spaceId, authorId: post.authorId, holdsOffice: false, concernsBrand: post.isLabelled };
  const thing = { postId: post.id, threadId: post.kind === 'opening' ? post.threadId : null };
  return {
    ...{ title: ctx.m.acts.withPost, target: 'post', id: post.id, path: `/p/${post.id}/moderate` },
    acts: await unrefused(ctx, await standingOf(ctx), acts, about, thing),
  };
}

export async function threadChoice(ctx: Ctx, thread: Thread): Promise<Choice> {
  const acts = offeredOnThread({
    hidden: thread.hiddenAt !== null,
    locked: thread.lockedAt !== null,
    closed: thread.closedAt !== null,
    pinned: (thread.pinnedUntil ?? 0) > Date.now(),
    unlisted: thread.unlistedAt !== null,
  });
  const { authorId } = thread;
  const about = { spaceId: thread.space.id, authorId, holdsOffice: false, concernsBrand: false };
  const opening = await openingWith(ctx.adda.store.read, 'thread', thread.id);
  return {
    ...{ title: ctx.m.acts.withThread, target: 'thread', id: thread.id, path: `/t/${thread.id}/moderate` },
    acts: await unrefused(ctx, await standingOf(ctx), acts, about, {
      postId: opening?.postId ?? null,
      threadId: thread.id,
    }),
  };
}

/** @param name with the label that they have */
export async function memberChoice(ctx: Ctx, member: Account, name = member.name): Promise<Choice> {
  const isSilent = (await silencesOf(ctx.adda.store.read, member.id, Date.now())).length > 0;
  const isSuspended = (member.suspendedUntil ?? 0) > Date.now();
  const there = ctx.viewer?.moderates ?? [];
  const isForum = there === 'all';
  const about = {
    // Whoever moderates spaces only can silence in those.
    spaceId: isForum ? null : ([...there][0] ?? null),
    ...{ authorId: member.id, holdsOffice: await holdsOffice(ctx.adda.store.read, member.id), concernsBrand: false },
  };
  const hasPicture = member.picture !== null;
  const acts = offeredOnMember({ isSuspended, isSilent, hasPicture, isForum });
  return {
    ...{ title: ctx.m.acts.withMember(name), target: 'member', id: member.id },
    path: `${memberPath(member.slug)}/moderate`,
    acts: await unrefused(ctx, await standingOf(ctx), acts, about, { accountId: member.id }),
  };
}
