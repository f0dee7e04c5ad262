/** Acts that an appeal was right about. */
import { and, eq, inArray, isNotNull, or, type SQL } from 'drizzle-orm';
import type { Conn } from '../../platform/store/store.ts';
import { actRule, type Overruled } from '../../rules/moderation.ts';

/** @property postId with its thread where it began one */
export type Thing = { postId: number | null; threadId: number | null } | { accountId: number };

function isOn({ acts: x }: Conn['t'], thing: Thing): SQL | undefined {
  if ('accountId' in thing) return and(eq(x.target, 'member'), eq(x.accountId, thing.accountId));
  const { postId, threadId } = thing;
  return or(
    postId === null ? undefined : and(eq(x.target, 'post'), eq(x.postId, postId)),
    threadId === null ? undefined : and(eq(x.target, 'thread'), eq(x.threadId, threadId)),
  );
}

/** Acts of somebody that were overruled: those on a thing, and those that were taken back by an act on it. */
export async function overruledOn(conn: Conn, actorId: number, thing: Thing): Promise<Overruled[]> {
  const { acts: x, appeals: b } = conn.t;
  const backs = await conn.q
    .select({ id: x.undoesId, target: x.target, verb: x.verb })
    .from(x)
    .where(and(isOn(conn.t, thing), isNotNull(x.undoesId)));
  const taken = new Map(backs.map(({ id, target, verb }) => [id, actRule(target, verb)?.opposite ?? null]));
  const ids = [...taken.keys()].filter((id) => id !== null);
  const rows = await conn.q
    .select({ id: x.id, verb: x.verb })
    .from(x)
    .innerJoin(b, eq(b.actId, x.id))
    .where(and(eq(x.actorId, actorId), eq(b.state, 'upheld'), or(isOn(conn.t, thing), inArray(x.id, ids))));
  return rows.map(({ id, verb }) => ({ verb, opposite: taken.get(id) ?? null }));
}

/** Whether any act of somebody was overruled: most moderators were never wrong so. */
export async function wasOverruled(conn: Conn, actorId: number): Promise<boolean> {
  const { acts: x, appeals: b } = conn.t;
  const own = and(eq(x.actorId, actorId), eq(b.state, 'upheld'));
  return (await conn.q.select({ id: x.id }).from(b).innerJoin(x, eq(x.id, b.actId)).where(own).limit(1)).length > 0;
}
