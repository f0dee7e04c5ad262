/** Hiding a post, with the replies under it, or a thread. */
import { act } from '../act.ts';
import { setPostHidden, setThreadHidden } from './hiding.ts';

export const hidePost = act({
  ...{ target: 'post', verb: 'hide' },
  async apply(tx, on, doing) {
    await setPostHidden(tx, on, doing);
    return {};
  },
});

export const hideThread = act({
  ...{ target: 'thread', verb: 'hide' },
  async apply(tx, on, doing) {
    await setThreadHidden(tx, on, doing);
    return {};
  },
});
