/**
 * Posts that go from one thread into another, all of them with one statement each: a thread may have thousands. The
 * statements are the same on both engines.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Tx } from './store.ts';

/** Where they go. @property asks whether it asks for answers @property authorId who asks */
export type Into = { id: number; nextNumber: number; asks: boolean; authorId: number | null };

/** Notes where posts stand, so that those addresses lead on. A place that an older post left is this one's now. */
async function notePlaces(tx: Tx, threadId: number, ids: number[]): Promise<void> {
  await tx.raw(
    `insert into post_places (thread_id, number, post_id, kind, parent_id, to_id)
     select thread_id, number, id, kind, parent_id, to_id from posts where thread_id = ${Number(threadId)} and id in (${listed(ids)})
     on conflict (thread_id, number) do update set post_id = excluded.post_id, kind = excluded.kind,
       parent_id = excluded.parent_id, to_id = excluded.to_id`,
  );
}

/** Whole numbers, as SQL has them. */
const listed = (ids: number[]) => ids.map(Number).join(',') || 'null';

/** Puts those back that stood in a thread before, where their places are free. @returns their ids */
async function putBack(tx: Tx, toId: number, ids: number[]): Promise<Set<number>> {
  const rows = await tx.raw<{ id: number }>(
    `update posts set thread_id = pp.thread_id, number = pp.number, kind = pp.kind, to_id = pp.to_id,
       parent_id = case when pp.parent_id in (${listed(ids)}) then pp.parent_id end
     from post_places pp
     where pp.post_id = posts.id and pp.thread_id = ${Number(toId)} and posts.id in (${listed(ids)})
       and not exists (select 1 from posts q where q.thread_id = pp.thread_id and q.number = pp.number)
     returning posts.id as id`,
  );
  const back = new Set(rows.map(({ id }) => Number(id)));
  await tx.raw(`delete from post_places where thread_id = ${Number(toId)} and post_id in (${listed([...back])})`);
  return back;
}

/**
 * Moves posts into another thread, behind what is there; those that came from it go back to where they stood. Their
 * marks and labels follow. What is derived of them and of both threads is to be counted then.
 * @param ids in the order in which they were written; the replies of a post among them
 * @param openingId the one that becomes the opening, where the thread has none
 * @returns the greatest number that was given
 */
export async function movePosts(
  tx: Tx,
  from: { id: number },
  to: Into,
  ids: number[],
  openingId: number | null = null,
): Promise<number> {
  await notePlaces(tx, from.id, ids);
  await nextTurn();
  const back = await putBack(tx, to.id, ids);
  await nextTurn();
  const others = ids.filter((id) => !back.has(id));
  if (others.length > 0) await append(tx, to, others, openingId);
  await nextTurn();
  const list = listed(ids);
  await tx.raw(
    `update marks set thread_id = ${Number(to.id)} where thread_id = ${Number(from.id)} and post_id in (${list})`,
  );
  await tx.raw(
    `update post_labels set thread_id = p.thread_id, number = p.number from posts p
     where p.id = post_labels.post_id and p.id in (${list})`,
  );
  await moveNotifications(tx, from.id, to.id, list);
  return to.nextNumber - 1 + others.length;
}

/** What was told of them is told of the thread in which they are: who may not read that one is told nothing of it. */
async function moveNotifications(tx: Tx, fromId: number, toId: number, list: string): Promise<void> {
  const [before, after] = [`' t${Number(fromId)}'`, `' t${Number(toId)}'`];
  await tx.raw(
    `update notifications set thread_id = ${Number(toId)},
       space_id = (select t.space_id from threads t where t.id = ${Number(toId)}),
       group_key = case when group_key = reason || ${before} then reason || ${after} else group_key end
     where post_id in (${list})`,
  );
}

async function append(tx: Tx, to: Into, ids: number[], openingId: number | null): Promise<void> {
  const list = listed(ids);
  const isLabelled = 'exists (select 1 from post_labels l where l.post_id = posts.id)';
  const asks = to.asks;
  const other = to.authorId === null ? 'true' : `posts.author_id is distinct from ${Number(to.authorId)}`;
  // What was an opening asks or tells something itself: it answers nothing here.
  await tx.raw(
    `update posts set thread_id = ${Number(to.id)}, number = x.number,
       parent_id = case when posts.parent_id in (${list}) then posts.parent_id end,
       to_id = case when posts.id = ${Number(openingId ?? 0)} then null else posts.to_id end,
       kind = case when posts.id = ${Number(openingId ?? 0)} then 'opening'
         when posts.parent_id in (${list}) then 'reply'
         when ${isLabelled} then '${asks ? 'note' : 'post'}'
         when posts.kind <> 'opening' and ${asks ? other : 'false'} then 'answer'
         else 'post' end
     from (select id, ${Number(to.nextNumber) - 1} + row_number() over (order by created_at, id) as number
       from posts where id in (${list})) x
     where x.id = posts.id`,
  );
}

/** What top-level posts are in a thread that took another form. */
export async function kindsFor(tx: Tx, to: Omit<Into, 'nextNumber'>): Promise<void> {
  const other = to.authorId === null ? 'true' : `author_id is distinct from ${Number(to.authorId)}`;
  await tx.raw(
    `update posts set kind = case when ${to.asks ? other : 'false'} then 'answer' else 'post' end
     where thread_id = ${Number(to.id)} and parent_id is null and kind in ('answer', 'post')`,
  );
}
