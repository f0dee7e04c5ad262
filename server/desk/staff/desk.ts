/** What the staff desk shows. */
import { AddaError } from '../../platform/errors.ts';
import { type Actor, isStaff } from '../../rules/roles.ts';
import {
  limitsFrom,
  type LimitStatus,
  statusOfSafety,
  statusesInThread,
  statusesOfStarting,
  WEEK,
} from '../../rules/posting.ts';
import { site } from '../../platform/site/queries.ts';
import type { Audience } from '../../platform/audience/audience.ts';
import type { Conn } from '../../platform/store/store.ts';
import { authorWithIdentity } from '../../brands/remaining.ts';
import { type Draft, draftsOf } from '../../forum/drafts/queries.ts';
import { type Waiting, waitingQuestions } from './queries.ts';
import * as queries from '../../brands/activity-queries.ts';
import { brandActivity, threadActivity, type BrandIdentity } from '../../brands/identity.ts';

const HOUR = 3_600_000;
const WAITING_SHOWN = 20;
const THREADS_SHOWN = 8;

export type Desk = {
  brand: BrandIdentity['brand'];
  label: string;
  waiting: Waiting[];
  drafts: Draft[];
  /** What is left today, wherever it is said. */
  day: LimitStatus[];
  /** Of the spaces and threads in which the brand spoke this week. */
  spaces: { space: { name: string; slug: string }; stands: LimitStatus[] }[];
  threads: { thread: { id: number; slug: string; title: string }; stands: LimitStatus[] }[];
};

const OF_DAY = new Set<LimitStatus['code']>(['day_of_account', 'day_of_brand', 'threads_of_day']);
const OF_THREAD = new Set<LimitStatus['code']>([
  'monologue',
  'voice_in_thread',
  'brands_in_thread',
  'day_in_thread',
  'peers_first',
]);
const OF_SPACE = new Set<LimitStatus['code']>(['voice_in_space', 'threads_of_week']);

/** @throws {AddaError} `not_signed_in`, `not_staff`, `grant_ended` */
export async function loadDesk(conn: Conn, audience: Audience, actor: Actor): Promise<Desk> {
  if (!actor) throw new AddaError('not_signed_in');
  if (!isStaff(actor)) throw new AddaError('not_staff');
  const now = Date.now();
  const postAuthor = await authorWithIdentity(conn, actor, now);
  if (!postAuthor) throw new AddaError('grant_ended');
  const { identity } = postAuthor;
  const limits = limitsFrom((await site(conn)).staffLimits);
  const shares = await queries.shareOfVoice(conn, audience, identity.brand.id, now - WEEK);
  const spaces: Desk['spaces'] = [];
  for (const space of shares) {
    const activity = await brandActivity(conn, identity, actor.id, space.id, limits, now);
    const stands = statusesOfStarting(limits, { ...activity, spacePosts: space.posts }, space.id, now);
    spaces.push({ space, stands: stands.filter(({ code }) => OF_SPACE.has(code)) });
  }
  const anywhere = await brandActivity(conn, identity, actor.id, 0, limits, now);
  const day = statusesOfStarting(limits, anywhere, 0, now).filter(({ code }) => OF_DAY.has(code));
  const threads: Desk['threads'] = [];
  for (const thread of await queries.threadsSpokenIn(conn, audience, identity.brand.id, now - WEEK, THREADS_SHOWN)) {
    const there = await threadActivity(conn, thread, identity.brand.id);
    const stands = statusesInThread(limits, anywhere, there, thread.spaceId, now);
    threads.push({ thread, stands: stands.filter(({ code }) => OF_THREAD.has(code)) });
  }
  return {
    brand: identity.brand,
    label: identity.label,
    waiting: await waitingQuestions(conn, audience, now - limits.peersFirstHours * HOUR, WAITING_SHOWN),
    drafts: await draftsOf(conn, audience, actor.id),
    day: [...day, statusOfSafety(limits, anywhere, now)],
    spaces,
    threads,
  };
}
