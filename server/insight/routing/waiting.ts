/** Questions that wait too long are brought to members who may know, by themselves. */
import type { Adda } from '../../platform/adda.ts';
import { besideOthers } from '../../platform/jobs/pace.ts';
import { tryConsume } from '../../platform/rate-limit/rate-limit.ts';
import { usualWait } from '../../rules/needs.ts';
import { INVITED_AT_ONCE, TOO_OLD_MS, usualOf, WAIT_MEASURED_MS } from '../../rules/routing.ts';
import { BROUGHT } from '../../rules/rate-limits.ts';
import { EVERYBODY } from '../../platform/audience/audience.ts';
import type { Tx } from '../../platform/store/store.ts';
import { oneAtATime } from '../../platform/store/transaction.ts';
import { threadById } from '../../forum/threads/queries.ts';
import * as queries from './queries.ts';
import { sendInvitation } from './send.ts';
import { questionsLike, suggestions } from './suggest.ts';
import * as waiting from './waiting-queries.ts';

/** Looked at, and brought to members, in one run; the rest has its turn in the next. */
const LOOKED_AT = 1_000;
const BROUGHT_AT_ONCE = 30;

/** Brings one question to the likeliest. Where nobody is left to ask, it is tried again another day. */
async function bring(tx: Tx, threadId: number, like: number[]): Promise<void> {
  // One try a day and question, on however many nodes.
  if (!(await tryConsume(tx, BROUGHT, threadId))) return;
  const thread = await threadById(tx, EVERYBODY, threadId);
  if (
    !thread?.needsAnswer ||
    !thread.isStanding ||
    thread.unlistedAt !== null ||
    (await waiting.wasBrought(tx, threadId))
  )
    return;
  // Shares are counted over the space.
  await oneAtATime(tx, `brought-in:${thread.spaceId}`);
  const found = await suggestions(tx, thread, like, tx.now, INVITED_AT_ONCE);
  const chosen = new Map(found.filter(({ isChosen }) => isChosen).map(({ id, because }) => [id, because]));
  if (chosen.size === 0) return;
  for (const member of await queries.invitees(tx, thread.spaceId, [...chosen.keys()]))
    await sendInvitation(tx, { thread, member, inviter: null, because: chosen.get(member.id)! });
}

/** Brings every question that has waited longer than is usual in its space to three members, once. */
export async function inviteWaiting(adda: Adda): Promise<void> {
  const now = Date.now();
  const asked = { from: now - TOO_OLD_MS, to: now - usualWait(0) };
  const tried = { name: BROUGHT.name, since: now - BROUGHT.windowMs };
  const questions = await waiting.uninvitedQuestions(adda.store.read, asked, tried, LOOKED_AT);
  const due = questions.filter(({ createdAt, measured }) => now - createdAt >= usualWait(measured));
  for (const { id } of due.slice(0, BROUGHT_AT_ONCE)) {
    const thread = await threadById(adda.store.read, EVERYBODY, id);
    const like = thread ? await questionsLike(adda, thread) : [];
    await besideOthers(() => adda.store.write((tx) => bring(tx, id, like)));
  }
}

/** Measures how long questions usually wait in each space. */
export async function measureWaits(adda: Adda): Promise<void> {
  const since = Date.now() - WAIT_MEASURED_MS;
  for (const id of await waiting.spaceIds(adda.store.read)) {
    const wait = usualOf(await waiting.waitsOf(adda.aside, id, since));
    await adda.store.write((tx) => waiting.setUsualWait(tx, id, wait));
  }
}
