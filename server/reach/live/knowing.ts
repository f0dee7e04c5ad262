/** Who may know what an open page is told: those for whom what they see is another thing by it. */
import type { Adda } from '../../platform/adda.ts';
import { type Audience, seesHidden, sharedBy } from '../../platform/audience/audience.ts';
import type { Conn } from '../../platform/store/store.ts';
import { type Post, postById, postFor, revisionsOf } from '../../forum/threads/post-queries.ts';
import { threadById } from '../../forum/threads/queries.ts';
import type { ToKnow } from './messages.ts';
import { wasHeldAt } from './queries.ts';

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
