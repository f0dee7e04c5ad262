/** Which open pages are told of an event, and what. Who of them may know it is asked after this. */
import type { LiveMessage } from '../../../shared/live.ts';
import type { StoredEvent } from '../../platform/events/kinds.ts';

/** What a page shows: a thread, the threads of a space, or those of the forum. */
export type Topic = `thread ${number}` | `space ${number}` | 'forum';

/** @property mayKnow what has to be there for a reader before they are told */
export type Telling = {
  topics: readonly Topic[];
  message: LiveMessage;
  mayKnow: { threadId: number; number: number | null };
};

function ofPost(event: StoredEvent & { threadId: number; number: number }, is: 'new' | 'changed'): Telling {
  const { threadId, number } = event;
  return {
    topics: [`thread ${threadId}`],
    message: { at: event.at, post: number, is },
    mayKnow: { threadId, number },
  };
}

const ofThread = (event: StoredEvent & { threadId: number }): Telling => ({
  topics: [`thread ${event.threadId}`],
  message: { at: event.at, thread: 'changed' },
  mayKnow: { threadId: event.threadId, number: null },
});

/** @returns null for what no open page shows */
export function tellingOf(event: StoredEvent): Telling | null {
  switch (event.kind) {
    case 'post.written':
      return ofPost(event, 'new');
    case 'post.edited':
    case 'post.withdrawn':
    case 'post.restored':
    case 'post.thanked':
    case 'post.affiliation_shown':
    case 'mark.set':
    case 'mark.taken_back':
      return ofPost(event, 'changed');
    // Where posts stand, or what may be done, is another thing by these.
    case 'answer.accepted':
    case 'post.redrawn':
    case 'thread.moved':
    case 'thread.opened_early':
    case 'thread.finished':
    case 'challenge.joined':
    case 'challenge.left':
    case 'challenge.finished':
    case 'moderated':
      return ofThread(event);
    case 'thread.started':
      return {
        topics: ['forum', `space ${event.spaceId}`],
        message: { at: event.at, started: event.threadId },
        mayKnow: { threadId: event.threadId, number: null },
      };
    default:
      return null;
  }
}

/** Events after which somebody may read less, or more: asked anew at once, and not at the next round. */
const OF_RIGHTS: ReadonlySet<string> = new Set<StoredEvent['kind']>([
  'account.role_changed',
  'account.erased',
  'member.moderated',
  'space.changed',
  'space.made',
  'space.moderator_changed',
  'space.member_changed',
  'space.nomination_ended',
]);

export const changesRights = ({ kind }: StoredEvent): boolean => OF_RIGHTS.has(kind);
