/** Which open pages are told of an event, and what. Who of them may know it is asked after this, in knowing.ts. */
import type { LiveMessage } from '../../../shared/live.ts';
import type { StoredEvent } from '../../platform/events/kinds.ts';

/** What a page shows: a thread, the threads of a space, or those of the forum. */
export type Topic = `thread ${number}` | `space ${number}` | 'forum';

/**
 * What has to be there for a reader before they are told: a thread; one that lists show; what is hidden in one; a post; or a post that a
 * moderator, or a rule, did something with, so that it may have gone out of their sight at that moment.
 */
export type ToKnow =
  | { is: 'thread'; threadId: number }
  | { is: 'listed'; threadId: number }
  | { is: 'hidden in'; threadId: number; spaceId: number }
  | { is: 'post'; by: { id: number } | { threadId: number; number: number } }
  | { is: 'acted on'; by: { id: number }; threadId: number; spaceId: number; at: number; verb: string };

export type Telling = { topics: readonly Topic[]; message: LiveMessage; toKnow: ToKnow };

function ofPost(event: StoredEvent & { threadId: number; number: number }, is: 'new' | 'changed' | 'gone'): Telling {
  const { threadId, number } = event;
  return {
    topics: [`thread ${threadId}`],
    message: { at: event.at, post: number, is },
    toKnow: { is: 'post', by: { threadId, number } },
  };
}

const ofThread = (event: StoredEvent & { threadId: number }, toKnow?: ToKnow): Telling => ({
  topics: [`thread ${event.threadId}`],
  message: { at: event.at, thread: 'changed' },
  toKnow: toKnow ?? { is: 'thread', threadId: event.threadId },
});

type OnPost = StoredEvent & { threadId: number; spaceId: number };
/** Only those who see the post, or saw it until then, are told: to others, that something was done would tell of it. */
const ofActOn = (postId: number, verb: string, event: OnPost): Telling => {
  const { threadId, spaceId, at } = event;
  return ofThread(event, { is: 'acted on', by: { id: postId }, threadId, spaceId, at, verb });
};

function ofAct(event: StoredEvent<'moderated'>): Telling | null {
  const { threadId, spaceId } = event;
  if (event.isUnseen) return ofThread(event, { is: 'hidden in', threadId, spaceId });
  if (event.target !== 'post' || event.postId === null) return ofThread(event);
  // A word to its author changes nothing that is seen.
  return event.verb === 'remind' ? null : ofActOn(event.postId, event.verb, event);
}

/** @returns null for what no open page shows */
export function tellingOf(event: StoredEvent): Telling | null {
  switch (event.kind) {
    case 'post.written':
      return ofPost(event, 'new');
    case 'post.edited':
    case 'post.restored':
    case 'post.thanked':
    case 'post.affiliation_shown':
    case 'post.opened':
    case 'poll.changed':
    case 'poll.voted':
    case 'mark.set':
    case 'mark.taken_back':
      return ofPost(event, 'changed');
    case 'post.withdrawn':
      return ofPost(event, 'gone');
    // Where posts stand, or what may be done, is another thing by these.
    case 'answer.accepted':
    case 'post.redrawn':
      return ofThread(event, { is: 'post', by: { id: event.postId } });
    case 'thread.moved':
    case 'thread.opened_early':
    case 'thread.finished':
    case 'challenge.joined':
    case 'challenge.left':
    case 'challenge.finished':
      return ofThread(event);
    case 'post.held':
      return ofActOn(event.postId, 'hold', event);
    case 'moderated':
      return ofAct(event);
    case 'thread.started':
      return {
        // Whoever began it may have it open since before a moderator let it stand.
        topics: ['forum', `space ${event.spaceId}`, `thread ${event.threadId}`],
        message: { at: event.at, started: event.threadId },
        toKnow: { is: 'listed', threadId: event.threadId },
      };
    default:
      return null;
  }
}

/** Of which post, or whole thread, what one was told may be there no more after an event, or again. */
export function goneWith(event: StoredEvent): { postId: number } | { threadId: number } | null {
  if (event.kind !== 'post.withdrawn' && event.kind !== 'post.restored' && event.kind !== 'moderated') return null;
  const isWhole = event.kind === 'moderated' ? event.postId === null : event.number === 1;
  return isWhole ? { threadId: event.threadId } : { postId: event.postId! };
}

/** To who wants to hear nothing of its author a post is nothing new: it comes into the page, and is not spoken of. */
export const toMuters = (message: LiveMessage): LiveMessage =>
  'post' in message && message.is === 'new' ? { ...message, is: 'changed' } : message;

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
