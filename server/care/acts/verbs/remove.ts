/** Removing a post for good, for the law or private data: its text, versions, pictures and files go, its place stays. */
import { AddaError, invalid } from '../../../platform/errors.ts';
import { deleteFilesOf } from '../../../forum/files/with-post.ts';
import { deleteRevisions, unindexPost, updatePost } from '../../../forum/threads/post-queries.ts';
import { closePost } from '../../../forum/threads/open-queries.ts';
import { deletePoll } from '../../../forum/threads/poll-queries.ts';
import { updateThread } from '../../../forum/threads/queries.ts';
import { recountMoved } from '../../../forum/threads/recount.ts';
import { wordsFor, site } from '../../../platform/site/queries.ts';
import { slugify } from '../../../../shared/text.ts';
import { forgetText } from '../../cases/queries.ts';
import { act } from '../act.ts';
import { forgetSaid, saysAgain } from '../forget-queries.ts';
import { noteRemoved } from '../unquote.ts';
import { setPostHidden } from './hiding.ts';

export const removePost = act({
  ...{ target: 'post', verb: 'remove' },
  async apply(tx, on, doing) {
    const { thread, post } = on;
    if (post.removedAt !== null) throw new AddaError('no_change');
    const begun = post.kind === 'opening' ? thread.id : null;
    const forgotten = { post, begun, title: begun === null ? '' : thread.title };
    if (saysAgain(doing.note, forgotten)) throw invalid({ field: 'note', fault: 'repeats_removed' });
    const words = wordsFor(await site(tx));
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
    await deletePoll(tx, post.id);
    await closePost(tx, post.id);
    await deleteFilesOf(doing.adda, tx, post.id);
    await forgetText(tx, post.id, begun);
    await forgetSaid(tx, forgotten, words.acts.statement.removed);
    await noteRemoved(tx, { postId: post.id, threadId: thread.id, number: post.number });
    if (begun !== null) {
      const title = words.thread.removedTitle;
      await updateThread(tx, thread.id, { title, slug: slugify(title), picture: null, details: null });
      await recountMoved(tx, { ...thread, title, picture: null }, 0);
    }
    return {};
  },
});
