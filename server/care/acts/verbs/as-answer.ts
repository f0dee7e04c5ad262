/** A reply becomes an answer of its own. */
import { AddaError } from '../../../platform/errors.ts';
import { act } from '../act.ts';
import { place } from './placing.ts';

export const asAnswer = act({
  ...{ target: 'post', verb: 'as-answer' },
  async apply(tx, on, { wanted: { posts = [] } }) {
    const { parentId } = on.post;
    if (parentId === null) throw new AddaError('no_change');
    await place(tx, on, null, posts);
    return { facts: { parent: parentId } };
  },
  back: ({ parent }) => ({ parentId: Number(parent) }),
});
