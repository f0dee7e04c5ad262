/** What the staff desk shows. */
import { AddaError } from '../../platform/errors.ts';
import type { Actor } from '../../rules/roles.ts';
import { limitsFrom, type Stand, standOfSafety, standsInThread, standsOfStarting, WEEK } from '../../rules/posting.ts';
import { site } from '../../platform/site/queries.ts';
import type { Conn } from '../../platform/store/store.ts';
import { speakerWithVoice } from '../../brands/remaining.ts';
import { type Draft, draftsOf } from '../../forum/drafts/queries.ts';
import { type Waiting, waitingQuestions } from './queries.ts';
import * as queries from '../../brands/activity-queries.ts';
import { spokenBy, spokenThread, type Voice } from '../../brands/identity.ts';

const HOUR = 3_600_000;
const WAITING_SHOWN = 20;
const THREADS_SHOWN = 8;

export type Desk = {
  brand: Voice['brand'];
  label: string;
  waiting: Waiting[];
  drafts: Draft[];
  /** What is left today, wherever it is said. */
  day: Stand[];
  /** Of the spaces and threads in which the brand spoke this week. */
  spaces: { space: { name: string; slug: string }; stands: Stand[] }[];
  threads: { thread: { id: number; slug: string; title: string }; stands: Stand[] }[];
};

const OF_DAY = new Set<Stand['code']>(['day_of_account', 'day_of_brand', 'threads_of_day']);
const OF_THREAD = new Set<Stand['code']>([
  'monologue',
  'voice_in_thread',
  'brands_in_thread',
  'day_in_thread',
  'peers_first',
]);
const OF_SPACE = new Set<Stand['code']>(['voice_in_space', 'threads_of_week']);

/** @throws {AddaError} `not_signed_in`, `not_staff`, `grant_ended` */
export async function loadDesk(conn: Conn, actor: Actor): Promise<Desk> {
  if (!actor) throw new AddaError('not_signed_in');
  if (actor.role !== 'staff') throw new AddaError('not_staff');
  const now = Date.now();
  const speaker = await speakerWithVoice(conn, actor, now);
  if (!speaker) throw new AddaError('grant_ended');
  const { voice } = speaker;
  const limits = limitsFrom((await site(conn)).staffLimits);
  const shares = await queries.shareOfVoice(conn, voice.brand.id, now - WEEK);
  const spaces: Desk['spaces'] = [];
  for (const space of shares) {
    const spoken = await spokenBy(conn, voice, actor.id, space.id, limits, now);
    const stands = standsOfStarting(limits, { ...spoken, spacePosts: space.posts }, space.id, now);
    spaces.push({ space, stands: stands.filter(({ code }) => OF_SPACE.has(code)) });
  }
  const anywhere = await spokenBy(conn, voice, actor.id, 0, limits, now);
  const day = standsOfStarting(limits, anywhere, 0, now).filter(({ code }) => OF_DAY.has(code));
  const threads: Desk['threads'] = [];
  for (const thread of await queries.threadsSpokenIn(conn, voice.brand.id, now - WEEK, THREADS_SHOWN)) {
    const there = await spokenThread(conn, thread, voice.brand.id);
    const stands = standsInThread(limits, anywhere, there, thread.spaceId, now);
    threads.push({ thread, stands: stands.filter(({ code }) => OF_THREAD.has(code)) });
  }
  return {
    brand: voice.brand,
    label: voice.label,
    waiting: await waitingQuestions(conn, now - limits.peersFirstHours * HOUR, WAITING_SHOWN),
    drafts: await draftsOf(conn, actor.id),
    day: [...day, standOfSafety(limits, anywhere, now)],
    spaces,
    threads,
  };
}
