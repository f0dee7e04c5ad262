/** What a moderator can choose to do with something as it is. */
import type { Ctx } from '../../platform/http/context.ts';
import { memberPath } from '../../platform/http/paths.ts';
import type { Account } from '../../people/accounts/queries.ts';
import { silencesOf } from '../../people/accounts/silence-queries.ts';
import type { Post } from '../../forum/threads/post-queries.ts';
import type { Thread } from '../../forum/threads/queries.ts';
import type { ActTarget } from '../../../shared/words.ts';
import type { Act } from './act.ts';
import { offeredOnMember, offeredOnPost, offeredOnThread } from './offered.ts';

/** @property path before the verb @property target and id say what it is done to */
export type Choice = { title: string; target: ActTarget; id: number; path: string; acts: Act[] };

export const postChoice = (ctx: Ctx, post: Post): Choice => ({
  ...{ title: ctx.m.acts.withPost, target: 'post', id: post.id, path: `/p/${post.id}/moderate` },
  acts: offeredOnPost({
    hidden: post.isHidden,
    removed: post.removedAt !== null,
    withdrawn: post.withdrawnAt !== null,
    isOpening: post.kind === 'opening',
    isReply: post.parentId !== null,
    ...{ held: post.heldAt !== null, flagged: post.heldWhy !== null },
  }),
});

export const threadChoice = (ctx: Ctx, thread: Thread): Choice => ({
  ...{ title: ctx.m.acts.withThread, target: 'thread', id: thread.id, path: `/t/${thread.id}/moderate` },
  acts: offeredOnThread({
    hidden: thread.hiddenAt !== null,
    locked: thread.lockedAt !== null,
    closed: thread.closedAt !== null,
    pinned: (thread.pinnedUntil ?? 0) > Date.now(),
    unlisted: thread.unlistedAt !== null,
  }),
});

/** @param name with the label that they have */
export async function memberChoice(ctx: Ctx, member: Account, name = member.name): Promise<Choice> {
  const isSilent = (await silencesOf(ctx.adda.store.read, member.id, Date.now())).length > 0;
  const isSuspended = (member.suspendedUntil ?? 0) > Date.now();
  const isForum = ctx.viewer?.moderates === 'all';
  return {
    ...{ title: ctx.m.acts.withMember(name), target: 'member', id: member.id },
    path: `${memberPath(member.slug)}/moderate`,
    acts: offeredOnMember({ isSuspended, isSilent, isForum }),
  };
}
