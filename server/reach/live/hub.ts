/**
 * Tells the open pages of this process what happened, in the order in which it was committed. It hears of it by signals,
 * also from other processes. A signal may be lost: a page that comes again says what it was told last, and is told the rest.
 */
import type { Adda } from '../../platform/adda.ts';
import { type Audience, sharedBy } from '../../platform/audience/audience.ts';
import type { StoredEvent } from '../../platform/events/kinds.ts';
import { eventsAfter, eventsBy } from '../../platform/events/queries.ts';
import { EVENTS } from '../../platform/events/raise.ts';
import { TOLD } from '../../platform/notifications/queries.ts';
import { readersStill } from '../../platform/sessions/sessions.ts';
import { postFor } from '../../forum/threads/post-queries.ts';
import { threadById } from '../../forum/threads/queries.ts';
import { unreadOf } from '../../insight/notifications/actions.ts';
import { bellShown } from '../../platform/layout/shell.ts';
import type { LiveMessage } from '../../../shared/live.ts';
import { changesRights, type Telling, tellingOf } from './messages.ts';
import { type Live, makeSockets } from './sockets.ts';
import { noteWriting, writerIn, WRITING } from './writing.ts';

/** A page whose session ended is closed within this time, also when nothing said so. */
const RIGHTS_EVERY_MS = 4_000;
const PING_EVERY_MS = 30_000;
const TOGETHER = 200;
const SESSIONS_TOGETHER = 300;
/** Of those who come again after more than this, the page is asked for whole. */
const MISSED_AT_MOST = 300;
/** An event has the moment at which its transaction began, and lands later: by so much, on an engine with many writers. In ms. */
const LANDS_WITHIN = { sqlite: 1_000, postgres: 5_000 };

export type Hub = ReturnType<typeof openHub>;

const hubs = new WeakMap<Adda, Hub>();

/** The one of this process. */
export function hubOf(adda: Adda): Hub {
  const hub = hubs.get(adda) ?? openHub(adda);
  hubs.set(adda, hub);
  return hub;
}

export async function closeHub(adda: Adda): Promise<void> {
  await hubs.get(adda)?.stop();
  hubs.delete(adda);
}

async function mayKnow(adda: Adda, audience: Audience, { threadId, number }: Telling['mayKnow']): Promise<boolean> {
  const conn = adda.store.read;
  // Whoever sees alike is asked for once; of one's own hidden posts the page itself tells.
  const all = sharedBy(audience);
  const found =
    number === null ? await threadById(conn, all, threadId) : await postFor(conn, all, { threadId, number });
  return found !== null && found !== undefined;
}

function openHub(adda: Adda) {
  const calmly = (what: () => Promise<void>) =>
    void what().catch((error) => adda.log.warn({ err: String(error) }, 'open pages were not looked after'));
  const sockets = makeSockets((live) => calmly(() => noteWriting(adda, live)));
  let events: number[] = [];
  let told = new Set<number>();
  let working: Promise<void> | null = null;

  async function tell(event: StoredEvent): Promise<void> {
    if (changesRights(event)) await checkRights();
    const telling = tellingOf(event);
    if (!telling) return;
    const watching = new Set(telling.topics.flatMap((topic) => [...sockets.watching(topic)]));
    await sendToThose(watching, telling.message, telling.mayKnow);
  }

  /** Tells those of them who may know it; each audience is asked for once. */
  async function sendToThose(some: Iterable<Live>, message: LiveMessage, what: Telling['mayKnow']): Promise<void> {
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
      const bell = await unreadOf(adda, live.reader);
      sockets.sendMessage(live, { bell, ...bellShown(live.m, bell) });
    }
  }

  async function work(): Promise<void> {
    while (events.length > 0 || told.size > 0) {
      const ids = events.splice(0, TOGETHER);
      if (ids.length > 0) for (const event of await eventsBy(adda.store.read, ids)) await tell(event);
      const accounts = [...told];
      told = new Set();
      for (const id of accounts) await tellBell(id);
    }
  }

  function wake(): void {
    if (sockets.all.size === 0) {
      events = [];
      told.clear();
      return;
    }
    working ??= work()
      .catch((error) => adda.log.warn({ err: String(error) }, 'open pages were not told of everything'))
      .finally(() => (working = null));
  }

  /** Every session is asked for anew; the pages of those that are over are closed. */
  async function checkRights(): Promise<void> {
    const sessions = sockets.sessions();
    for (let i = 0; i < sessions.length; i += SESSIONS_TOGETHER) {
      const some = sessions.slice(i, i + SESSIONS_TOGETHER);
      const readers = await readersStill(adda.store, some, Date.now());
      for (const session of some) sockets.renew(session, readers.get(session));
    }
  }

  /** What a page has missed since it was drawn, or told last; some of it once more. @param after in ms */
  async function catchUp(live: Live, after: number): Promise<void> {
    const { engine, read } = adda.store;
    const rows = await eventsAfter(read, after - LANDS_WITHIN[engine], MISSED_AT_MOST + 1);
    if (rows.length > MISSED_AT_MOST) return sockets.sendMessage(live, { at: Date.now(), again: true });
    for (const event of rows) {
      const telling = tellingOf(event);
      if (telling?.topics.some((topic) => live.topics.includes(topic)))
        if (await mayKnow(adda, live.audience, telling.mayKnow)) sockets.sendMessage(live, telling.message);
    }
  }

  async function tellWriting([threadId = 0, accountId = 0]: readonly number[]): Promise<void> {
    const watching = [...sockets.watching(`thread ${threadId}`)].filter(({ reader }) => reader.id !== accountId);
    const writer = watching.length > 0 ? await writerIn(adda, threadId, accountId) : null;
    if (!writer) return;
    const told = watching.filter(({ reader }) => !writer.mutedBy.has(reader.id));
    await sendToThose(told, { writing: writer.name }, { threadId, number: null });
  }

  const forgets = [
    adda.store.onSignal(WRITING, (ids) => calmly(() => tellWriting(ids))),
    adda.store.onSignal(EVENTS, (ids) => (events.push(...ids), wake())),
    adda.store.onSignal(TOLD, (ids) => (ids.forEach((id) => told.add(id)), wake())),
  ];
  const timers = [
    setInterval(() => calmly(checkRights), RIGHTS_EVERY_MS),
    setInterval(() => sockets.ping(), PING_EVERY_MS),
  ];
  for (const timer of timers) timer.unref();

  return {
    sockets,
    catchUp,
    async stop(): Promise<void> {
      for (const forget of forgets) forget();
      for (const timer of timers) clearInterval(timer);
      for (const { socket } of sockets.all) socket.terminate();
      await working;
    },
  };
}
