/**
 * Tells the open pages of this process what happened, in the order in which it was committed. It hears of it by signals,
 * also from other processes. A signal may be lost: a page that comes again says what it was told last, and is told the rest.
 */
import type { Adda } from '../../platform/adda.ts';
import type { StoredEvent } from '../../platform/events/kinds.ts';
import { eventsBy } from '../../platform/events/queries.ts';
import { EVENTS } from '../../platform/events/raise.ts';
import { TOLD, unreadReadersOf } from '../../platform/notifications/queries.ts';
import { readersStill } from '../../platform/sessions/sessions.ts';
import { unreadOf } from '../../insight/notifications/actions.ts';
import { bellShown, lettersShown } from '../../platform/layout/shell.ts';
import type { LiveMessage } from '../../../shared/live.ts';
import { makeCatchUp } from './catch-up.ts';
import { makeIsLeftOut, mayKnow, mutersOfNew } from './knowing.ts';
import { changesRights, goneWith, type ToKnow, tellingOf, toMuters } from './messages.ts';
import { type Live, makeSockets } from './sockets.ts';
import { makeNoteWriting, writerIn, WRITING } from './writing.ts';
import { makeTries } from '../../platform/rate-limit/tries.ts';
import { makeWorklist } from './worklist.ts';
import { OPEN_PAGES_PER_MEMBER } from '../../rules/rate-limits.ts';

/** A page whose session ended is closed within this time, also when nothing said so. */
const RIGHTS_EVERY_MS = 4_000;
const PING_EVERY_MS = 30_000;
const SESSIONS_TOGETHER = 300;
export type Hub = ReturnType<typeof openHub>;

const hubs = new WeakMap<Adda, Hub>();

/** The one of this process. */
export function hubOf(adda: Adda): Hub {
  const hub = hubs.get(adda) ?? openHub(adda);
  hubs.set(adda, hub);
  return hub;
}

/** How many pages are open in this process. */
export const openPagesOf = (adda: Adda): number => hubs.get(adda)?.sockets.all.size ?? 0;

export async function closeHub(adda: Adda): Promise<void> {
  await hubs.get(adda)?.stop();
  hubs.delete(adda);
}

function openHub(adda: Adda) {
  const calmly = (what: () => Promise<void>) =>
    void what().catch((error) => adda.log.warn({ err: String(error) }, 'open pages were not looked after'));
  const noteWriting = makeNoteWriting(adda);
  const sockets = makeSockets((live, isReply) => calmly(() => noteWriting(live, isReply)));
  const openings = makeTries(OPEN_PAGES_PER_MEMBER);

  async function tell(event: StoredEvent): Promise<void> {
    if (changesRights(event)) await checkRights();
    // What one was told of counts no more where it is gone, and again where it came back.
    const gone = goneWith(event);
    if (gone) bells.add(await unreadReadersOf(adda.store.read, gone));
    const telling = tellingOf(event);
    if (!telling) return;
    const pages = new Set(telling.topics.flatMap((topic) => [...sockets.watching(topic)]));
    if (pages.size === 0) return;
    const isLeftOut = await makeIsLeftOut(adda, event);
    const watching = [...pages].filter((live) => !isLeftOut(live));
    const muters = await mutersOfNew(adda, event);
    const [quiet, others] = [true, false].map((is) => watching.filter((live) => muters.has(live.reader.id) === is));
    await sendToThose(others!, telling.message, telling.toKnow);
    await sendToThose(quiet!, toMuters(telling.message), telling.toKnow);
  }

  /** Tells those of them who may know it; each audience is asked for once. */
  async function sendToThose(some: Iterable<Live>, message: LiveMessage, what: ToKnow): Promise<void> {
    const text = JSON.stringify(message);
    const known = new Map<string, boolean>();
    for (const live of some) {
      const { key } = live.audience;
      if (!known.has(key)) known.set(key, await mayKnow(adda, live.audience, what));
      if (known.get(key)) sockets.send(live, text);
    }
  }

  async function tellBell(accountId: number): Promise<void> {
    for (const live of sockets.ofAccount(accountId)) {
      const { all, messages } = await unreadOf(adda, live.reader);
      const letters = { count: messages, ...lettersShown(live.m, messages) };
      sockets.sendMessage(live, { bell: all, ...bellShown(live.m, all), letters });
    }
  }

  /** Does something for each of them. @returns the ids of those with which it failed */
  async function forEachOf<T>(some: readonly T[], idOf: (one: T) => number, what: (one: T) => Promise<void>) {
    const failed: number[] = [];
    for (const one of some)
      await what(one).catch((error) => {
        adda.log.warn({ err: String(error) }, 'open pages were not told of something');
        failed.push(idOf(one));
      });
    return failed;
  }

  const giveUp = (ids: readonly number[]) => adda.log.warn({ ids }, 'open pages were not told of everything');
  const events = makeWorklist(async (ids) => forEachOf(await eventsBy(adda.store.read, ids), ({ id }) => id, tell), {
    giveUp,
  });
  const bells = makeWorklist((ids) => forEachOf(ids, (id) => id, tellBell), { giveUp });

  /** Where no page is open, nobody is told. */
  const hears = (list: typeof events) => (ids: readonly number[]) =>
    sockets.all.size === 0 ? list.clear() : list.add(ids);

  /** Every session is asked for anew; the pages of those that are over are closed. */
  async function checkRights(): Promise<void> {
    const sessions = sockets.sessions();
    for (let i = 0; i < sessions.length; i += SESSIONS_TOGETHER) {
      const some = sessions.slice(i, i + SESSIONS_TOGETHER);
      const readers = await readersStill(adda.store, some, Date.now());
      for (const session of some) sockets.renew(session, readers.get(session));
    }
  }

  async function tellWriting([threadId = 0, accountId = 0]: readonly number[]): Promise<void> {
    const watching = [...sockets.watching(`thread ${threadId}`)].filter(({ reader }) => reader.id !== accountId);
    const writer = watching.length > 0 ? await writerIn(adda, threadId, accountId) : null;
    if (!writer) return;
    const told = watching.filter(({ reader }) => !writer.mutedBy.has(reader.id));
    await sendToThose(told, { writing: writer.name }, { is: 'thread', threadId });
  }

  const forgets = [
    adda.store.onSignal(WRITING, (ids) => calmly(() => tellWriting(ids))),
    adda.store.onSignal(EVENTS, hears(events)),
    adda.store.onSignal(TOLD, hears(bells)),
  ];
  const timers = [
    setInterval(() => calmly(checkRights), RIGHTS_EVERY_MS),
    setInterval(() => sockets.ping(), PING_EVERY_MS),
  ];
  for (const timer of timers) timer.unref();

  return {
    sockets,
    catchUp: makeCatchUp(adda, sockets),
    /** Counts that a member opens a page. @returns the seconds to wait where they opened too many; 0 for none */
    waitToOpen(accountId: number): number {
      const retry = openings.take(String(accountId), Date.now());
      return retry === null ? 0 : Math.max(1, Math.ceil((retry - Date.now()) / 1_000));
    },
    async stop(): Promise<void> {
      for (const forget of forgets) forget();
      for (const timer of timers) clearInterval(timer);
      for (const { socket } of sockets.all) socket.terminate();
      await Promise.all([events.stop(), bells.stop()]);
    },
  };
}
