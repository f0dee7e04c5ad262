/** Chosen posts, with the replies under them, become a thread of their own. */
import { AddaError, type FieldFault, invalid } from '../../../platform/errors.ts';
import { checkTitle } from '../../../forum/posting/check.ts';
import { moveInto } from '../../../forum/threads/move.ts';
import { chosenPosts } from '../../../forum/threads/moving-queries.ts';
import { authorOf, postById } from '../../../forum/threads/post-queries.ts';
import { insertThread, lockThread } from '../../../forum/threads/queries.ts';
import { retag } from '../../../forum/threads/recount.ts';
import { ACTED_ON_AT_ONCE } from '../../../rules/moderation.ts';
import { slugify } from '../../../../shared/text.ts';
import { act } from '../act.ts';

export const splitThread = act({
  ...{ target: 'thread', verb: 'split', wants: ['posts', 'title'] },
  async apply(tx, { thread }, { wanted: { posts = [], title: typed = '' } }) {
    const faults: FieldFault[] = [];
    const title = checkTitle(typed, faults);
    if (posts.length === 0) faults.push({ field: 'posts', fault: 'required' });
    if (posts.length > ACTED_ON_AT_ONCE)
      faults.push({ field: 'posts', fault: 'too_many', limit: ACTED_ON_AT_ONCE, length: posts.length });
    if (faults.length > 0) throw invalid(...faults);
    const chosen = await chosenPosts(tx, thread.id, posts);
    if (chosen.some(({ number }) => number === 1)) throw new AddaError('opening_stays');
    const ids = new Set(chosen.map(({ id }) => id));
    // What is not in the thread any more went somewhere else meanwhile.
    if (posts.some((id) => !ids.has(id))) throw invalid({ field: 'posts', fault: 'gone' });
    const first = chosen.find(({ parentId }) => parentId === null || !ids.has(parentId))!;
    const opening = (await postById(tx, first.id))!;
    const { id } = await insertThread(tx, {
      ...{ spaceId: thread.spaceId, ...authorOf(opening) },
      ...{ form: thread.form === 'question' ? 'question' : 'discussion', title, slug: slugify(title), excerpt: '' },
      ...{ tagNames: thread.tagNames, createdAt: opening.createdAt, lastPostAt: opening.createdAt },
      // Until its posts are there, nothing is.
      visible: false,
    });
    const made = (await lockThread(tx, id))!;
    await moveInto(tx, thread, made, posts, opening.id);
    await retag(tx, (await lockThread(tx, id))!, thread.tagNames);
    return { facts: { into: id, count: ids.size }, isUnseen: !chosen.some(({ isPublic }) => isPublic) };
  },
});
