/** Who may know what an open page is told: those for whom what they see is another thing by it. */
import type { Adda } from '../../platform/adda.ts';
import { type Audience, seesHidden, sharedBy } from '../../platform/audience/audience.ts';
import type { Conn } from '../../platform/store/store.ts';
import { type Post, postById, postFor, revisionsOf } from '../../forum/threads/post-queries.ts';
import { threadById } from '../../forum/threads/queries.ts';
import { mutedBy, mutersInLists, mutersOf } from '../../people/following/queries.ts';
import type { StoredEvent } from '../../platform/events/kinds.ts';
import type { ToKnow } from './messages.ts';
import { wasHeldAt } from './queries.ts';
import type { Live } from './sockets.ts';

const REVISIONS_ASKED = 50;

/** Whether one that stood was held for an edit: those who read it then saw it go, and see it come back. */
async function wasHeldMeanwhile(conn: Conn, post: Post): Promise<boolean> {
  if (post.editedAt === null) return false;
  const versions = await revisionsOf(conn, post.id, post.revision, REVISIONS_ASKED);
  const edits = versions.filter(({ number }) => number > 1);
  return wasHeldAt(conn, post.id, [post.editedAt, ...edits.map(({ at }) => at)]);
}

/** Whether a post that is not there was seen until this moment, and not hidden before, alone or with what it stands under. */
async function wasSeenUntil(conn: Conn, all: Audience, id: number, at: number): Promise<boolean> {
  const post = await postById(conn, id);
  if (!post || post.hiddenAt !== at || post.createdAt === at) return false;
  const above = post.parentId === null ? null : await postById(conn, post.parentId);
  return (above?.hiddenAt ?? null) === null && (await threadById(conn, all, post.threadId)) !== null;
}

type Started = StoredEvent<'thread.started'>;
const isStart = (event: StoredEvent): event is Started => event.kind === 'thread.started';

/** @returns whether the lists that a page shows leave a new thread out for its reader, as the page itself does */
export async function makeIsLeftOut({ store }: Adda, event: StoredEvent) {
  if (!isStart(event)) return () => false;
  const { threadId, spaceId, actorId } = event;
  const muters = await mutersInLists(store.read, { id: threadId, authorId: actorId ?? 0, spaceId });
  return ({ reader, topics }: Pick<Live, 'reader' | 'topics'>): boolean =>
    // Whoever opens a space that they muted wants to see it.
    muters.some((one) => one.accountId === reader.id && (one.kind !== 'space' || topics.includes('forum')));
}

/** Who wants to hear nothing of whoever wrote the post that an event tells of, or of its thread. */
export const mutersOfNew = async ({ store }: Adda, event: StoredEvent): Promise<ReadonlySet<number>> =>
  event.kind === 'post.written' ? mutersOf(store.read, event.actorId ?? 0, event.threadId) : new Set();

/** @returns whether a reader wants to hear nothing of a new post, asked once for all of one thread */
export function makeIsMuted({ store }: Adda, readerId: number) {
  let mutes: ReturnType<typeof mutedBy> | null = null;
  return async (event: StoredEvent): Promise<boolean> => {
    if (event.kind !== 'post.written') return false;
    mutes ??= mutedBy(store.read, readerId, [event.threadId]);
    const isOf = (kind: string, id: number) => (kind === 'member' ? id === event.actorId : kind === 'thread');
    return (await mutes).some(({ kind, id }) => isOf(kind, id));
  };
}

/** What of it an audience sees is asked for all who see alike; of one's own hidden posts the page itself tells. */
export async function mayKnow({ store }: Adda, audience: Audience, what: ToKnow): Promise<boolean> {
  const [conn, all] = [store.read, sharedBy(audience)];
  if (what.is === 'thread') return (await threadById(conn, all, what.threadId)) !== null;
  if (what.is === 'hidden in') {
    const { threadId, spaceId } = what;
    return seesHidden(all, { spaceId, authorId: null }) && (await threadById(conn, all, threadId)) !== null;
  }
  if (what.is === 'listed') {
    const thread = await threadById(conn, all, what.threadId);
    return thread !== null && thread.isStanding && thread.unlistedAt === null;
  }
  const post = await postFor(conn, all, what.by);
  if (what.is === 'post') return post !== null;
  if (!post) return wasSeenUntil(conn, all, what.by.id, what.at);
  if (what.verb !== 'approve' || seesHidden(all, { spaceId: what.spaceId, authorId: null })) return true;
  // What was only flagged stood all the time; one that nobody saw before is told of as a new one.
  return wasHeldMeanwhile(conn, post);
}
