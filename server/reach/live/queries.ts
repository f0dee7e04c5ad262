import { and, desc, eq, gt, inArray, lt, or, type SQL, sql, type SQLWrapper } from 'drizzle-orm';
import type { StoredEvent } from '../../platform/events/kinds.ts';
import type { Conn } from '../../platform/store/store.ts';
import type { Topic } from './messages.ts';

/** A fact that is a number; both engines read it so. */
const fact = (facts: SQLWrapper, name: 'threadId' | 'spaceId' | 'postId') =>
  sql`cast(${facts} ->> cast(${name} as text) as integer)`;

/**
 * What happened of topics after a moment, the latest first.
 * @param topics at least one @param after in ms @param before only what is earlier than this event
 */
export async function eventsOf(
  conn: Conn,
  topics: readonly Topic[],
  of: { after: number; before: { at: number; id: number } | null; limit: number },
): Promise<StoredEvent[]> {
  const { events: e } = conn.t;
  const isOf = (topic: Topic): SQL | undefined => {
    const [name, id] = topic.split(' ');
    if (name === 'thread') return sql`${fact(e.facts, 'threadId')} = ${Number(id)}`;
    const isStart = eq(e.kind, 'thread.started');
    return name === 'space' ? and(isStart, sql`${fact(e.facts, 'spaceId')} = ${Number(id)}`) : isStart;
  };
  const { after, before, limit } = of;
  const earlier = before && or(lt(e.at, before.at), and(eq(e.at, before.at), lt(e.id, before.id)));
  const rows = await conn.q
    .select()
    .from(e)
    .where(and(gt(e.at, after), earlier ?? undefined, or(...topics.map(isOf))))
    .orderBy(desc(e.at), desc(e.id))
    .limit(limit);
  return rows.map(({ facts, ...row }) => ({ ...facts, ...row }) as unknown as StoredEvent);
}

/** Whether a post was held at one of these moments. @param moments in ms; few */
export async function wasHeldAt(conn: Conn, postId: number, moments: readonly number[]): Promise<boolean> {
  const { events: e } = conn.t;
  const isIt = and(eq(e.kind, 'post.held'), sql`${fact(e.facts, 'postId')} = ${postId}`);
  const rows = await conn.q
    .select({ id: e.id })
    .from(e)
    .where(and(inArray(e.at, [...moments]), isIt))
    .limit(1);
  return rows.length > 0;
}
