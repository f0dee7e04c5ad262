/** Changing a post for its author: what it said stays readable, and that a moderator changed it is said. */
import { audienceOfAccount } from '../../../platform/audience/scope-queries.ts';
import { AddaError, type FieldFault, invalid } from '../../../platform/errors.ts';
import { actorOf } from '../../../people/accounts/office-queries.ts';
import { drawIn } from '../../../forum/posting/actions.ts';
import { checkBody } from '../../../forum/posting/check.ts';
import { mustBeCurrent, rewritePost } from '../../../forum/posting/edit.ts';
import type { DrawnAhead } from '../../../forum/posting/render.ts';
import { postToRead } from '../../../forum/threads/access.ts';
import { whyNotModerate } from '../../../rules/roles.ts';
import { LIMITS } from '../../../../shared/limits.ts';
import { act } from '../act.ts';

type Prepared = { markdown: string; ahead: DrawnAhead };

export const editForAuthor = act({
  ...{ target: 'post', verb: 'edit', wants: ['body', 'revision'] },
  async prepare(adda, actor, id, { body = '' }): Promise<Prepared> {
    const conn = adda.store.read;
    // Drawing takes long: it is done for nobody who may not change the post.
    const { post, thread } = await postToRead(conn, await audienceOfAccount(conn, actor.id), { id });
    const no = whyNotModerate(await actorOf(conn, actor), thread.space.id);
    if (no) throw new AddaError(no);
    const faults: FieldFault[] = [];
    const markdown = checkBody(body, post.parentId === null ? LIMITS.body : LIMITS.reply, faults);
    if (faults.length > 0) throw invalid(...faults);
    return { markdown, ahead: await drawIn(adda, actor, { threadId: post.threadId, postId: post.id }, markdown) };
  },
  async apply(tx, on, { actor, wanted: { revision = 0 }, ahead }) {
    const { thread, post } = on;
    if (post.withdrawnAt !== null || post.removedAt !== null) throw new AddaError('withdrawn');
    mustBeCurrent(thread, post, revision);
    await rewritePost(tx, on, ahead as Prepared, { id: actor.id });
    return { facts: { revision: post.revision } };
  },
});
