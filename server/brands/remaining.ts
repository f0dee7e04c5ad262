/** What somebody who speaks for a brand has left to say: the same reckoning as in the posting transaction, to be read. */
import { AddaError } from '../platform/errors.ts';
import {
  type Limits,
  limitsFrom,
  peersFirstUntil,
  type Stand,
  standOfSafety,
  standsInThread,
  standsOfStarting,
  usedUp,
  WEEK,
} from '../rules/posting.ts';
import type { Actor } from '../rules/roles.ts';
import { site } from '../platform/site/queries.ts';
import type { Conn } from '../platform/store/store.ts';
import * as queries from './activity-queries.ts';
import { type Speaker, speakerOf, spokenBy, spokenThread, type ThreadFacts, type Voice } from './identity.ts';

/** Who speaks for a brand here, or null for everybody else and for staff whose grant is over. */
export async function speakerWithVoice(
  conn: Conn,
  actor: NonNullable<Actor>,
  now: number,
): Promise<(Speaker & { voice: Voice }) | null> {
  try {
    const speaker = await speakerOf(conn, actor.id, now);
    return speaker.voice ? { ...speaker, voice: speaker.voice } : null;
  } catch (error) {
    if (error instanceof AddaError && error.code === 'grant_ended') return null;
    throw error;
  }
}

/** As `spokenBy`, with the space's posts counted also where they could not decide. */
async function spokenWithAll(
  conn: Conn,
  speaker: Speaker & { voice: Voice },
  spaceId: number,
  limits: Limits,
  now: number,
) {
  const spoken = await spokenBy(conn, speaker.voice, speaker.id, spaceId, limits, now);
  const spacePosts = spoken.spacePosts || (await queries.spacePostsSince(conn, spaceId, now - WEEK));
  return { ...spoken, spacePosts };
}

export type Left = { label: string; stands: Stand[]; full: Stand | null; safety: Stand; until: number | null };

/** What is left in one thread. */
export async function leftInThread(
  conn: Conn,
  actor: NonNullable<Actor>,
  thread: ThreadFacts & { space: { id: number } },
) {
  const now = Date.now();
  const speaker = await speakerWithVoice(conn, actor, now);
  if (!speaker) return null;
  const limits = limitsFrom((await site(conn)).staffLimits);
  const spoken = await spokenWithAll(conn, speaker, thread.space.id, limits, now);
  const there = await spokenThread(conn, thread, speaker.voice.brand.id);
  const stands = standsInThread(limits, spoken, there, thread.space.id, now);
  const left: Left = {
    label: speaker.voice.label,
    stands,
    full: usedUp(stands),
    safety: standOfSafety(limits, spoken, now),
    until: peersFirstUntil(limits, there, now),
  };
  return { ...left, kind: speaker.voice.kind };
}

/** What is left for starting a thread in a space. */
export async function leftToStart(
  conn: Conn,
  speaker: Speaker & { voice: Voice },
  spaceId: number,
): Promise<{ stands: Stand[]; full: Stand | null }> {
  const now = Date.now();
  const limits = limitsFrom((await site(conn)).staffLimits);
  const stands = standsOfStarting(limits, await spokenWithAll(conn, speaker, spaceId, limits, now), spaceId, now);
  return { stands, full: usedUp(stands) };
}
