/** Showing again what was hidden: a post, or a thread. */
import { AddaError } from '../../../platform/errors.ts';
import { act } from '../act.ts';
import { announce } from './announcement.ts';
import { setPostHidden, setThreadHidden } from './hiding.ts';

export const showPost = act({
  ...{ target: 'post', verb: 'show' },
  async apply(tx, on) {
    if (on.post.removedAt !== null) throw new AddaError('removed');
    if (on.post.heldAt !== null) throw new AddaError('held');
    await setPostHidden(tx, on, null);
    await announce(tx, on);
    return {};
  },
});

export const showThread = act({
  ...{ target: 'thread', verb: 'show' },
  async apply(tx, on) {
    await setThreadHidden(tx, on, null);
    return {};
  },
});
