/** Removing a post for good, for the law or private data: its text, versions and pictures go, its place stays. */
import { AddaError } from '../../../platform/errors.ts';
import { deletePicturesOf } from '../../../forum/pictures/actions.ts';
import { deleteRevisions, unindexPost, updatePost } from '../../../forum/threads/post-queries.ts';
import { updateThread } from '../../../forum/threads/queries.ts';
import { recountMoved } from '../../../forum/threads/recount.ts';
import { wordsFor, site } from '../../../platform/site/queries.ts';
import { slugify } from '../../../../shared/text.ts';
import { forgetText } from '../../cases/queries.ts';
import { act } from '../act.ts';
import { forgetSaid } from '../forget-queries.ts';
import { noteRemoved } from '../unquote.ts';
import { setPostHidden } from './hide.ts';

export const removePost = act({
  ...{ target: 'post', verb: 'remove' },
  async apply(tx, on, doing) {
    const { thread, post } = on;
    if (post.removedAt !== null) throw new AddaError('no_change');
    if (post.hiddenAt === null) await setPostHidden(tx, on, doing);
    await updatePost(tx, post.id, {
      markdown: '',
      html: '',
      title: null,
      removedAt: tx.now,
      heldAt: null,
      heldWhy: null,
    });
    await deleteRevisions(tx, post.id);
    await unindexPost(tx, post.id);
    await deletePicturesOf(doing.adda, tx, post.id);
    const begun = post.kind === 'opening' ? thread.id : null;
    await forgetText(tx, post.id, begun);
    await forgetSaid(tx, post, begun);
    await noteRemoved(tx, { postId: post.id, threadId: thread.id, number: post.number });
    if (post.kind === 'opening') {
      const title = wordsFor(await site(tx)).thread.removedTitle;
      await updateThread(tx, thread.id, { title, slug: slugify(title), picture: null, details: null });
      await recountMoved(tx, { ...thread, title, picture: null }, 0);
    }
    return {};
  },
});
