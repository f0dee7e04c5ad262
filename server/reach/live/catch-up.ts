/** What a page has missed since it was drawn, or told last. */
import type { Adda } from '../../platform/adda.ts';
import type { LiveMessage } from '../../../shared/live.ts';
import { makeIsLeftOut, makeIsMuted, mayKnow } from './knowing.ts';
import { type Telling, tellingOf, toMuters } from './messages.ts';
import { eventsOf } from './queries.ts';
import type { Live, Sockets } from './sockets.ts';

/** Whoever was away for longer asks for the page whole: by that alone, whatever happened. In ms. */
const AWAY_AT_MOST_MS = 3_600_000;
/** As is whoever would be told more than this. */
const TOLD_AT_MOST = 50;
const READ_TOGETHER = 500;
/** An event has the moment at which its transaction began, and lands later: by so much, on an engine with many writers. In ms. */
const LANDS_WITHIN = { sqlite: 1_000, postgres: 5_000 };

/** The thing that a message is about: of several that say the same of it, the latest is enough. */
const aboutOf = ({ message }: Telling) => JSON.stringify({ ...message, at: 0 });

/**
 * Only what this reader may know is counted: of what happens elsewhere, nothing moves what they are told.
 * @param isGone asked before each question to the database
 * @returns what is to be told, the oldest first; null where it is too much
 */
async function missedBy(adda: Adda, live: Live, after: number, isGone: () => boolean): Promise<LiveMessage[] | null> {
  const told = new Map<string, LiveMessage>();
  const known = new Map<string, boolean>();
  const isMuted = makeIsMuted(adda, live.reader.id);
  for (let before: { at: number; id: number } | null = null; ;) {
    const events = await eventsOf(adda.store.read, live.topics, { after, before, limit: READ_TOGETHER });
    for (const event of events) {
      const telling = tellingOf(event);
      if (!telling?.topics.some((topic) => live.topics.includes(topic)) || told.has(aboutOf(telling))) continue;
      if (isGone()) return [];
      const what = JSON.stringify(telling.toKnow);
      if (!known.has(what)) known.set(what, await mayKnow(adda, live.audience, telling.toKnow));
      if (known.get(what) && !(await makeIsLeftOut(adda, event))(live)) {
        told.set(aboutOf(telling), (await isMuted(event)) ? toMuters(telling.message) : telling.message);
      }
      if (told.size > TOLD_AT_MOST) return null;
    }
    before = events.at(-1) ?? null;
    if (events.length < READ_TOGETHER || isGone()) return [...told.values()].reverse();
  }
}

export function makeCatchUp(adda: Adda, sockets: Sockets) {
  /** Of each account the last that waits: many pages of one member take no more of the database than one. */
  const turns = new Map<number, Promise<void>>();

  async function tellMissed(live: Live, after: number): Promise<void> {
    if (live.topics.length === 0 || !sockets.isOpen(live)) return;
    const { key } = live.audience;
    const isRecent = after >= Date.now() - AWAY_AT_MOST_MS;
    const since = after - LANDS_WITHIN[adda.store.engine];
    const missed = isRecent ? await missedBy(adda, live, since, () => !sockets.isOpen(live)) : null;
    // Whoever may read something else by now asks for all of it.
    if (missed === null || key !== live.audience.key) sockets.sendMessage(live, { at: Date.now(), again: true });
    else for (const message of missed) sockets.sendMessage(live, message);
  }

  /** @param after in ms */
  return async (live: Live, after: number): Promise<void> => {
    const { id } = live.reader;
    const turn = (turns.get(id) ?? Promise.resolve()).then(() => tellMissed(live, after));
    const last = turn.catch(() => undefined);
    turns.set(id, last);
    void last.then(() => turns.get(id) === last && turns.delete(id));
    return turn;
  };
}
