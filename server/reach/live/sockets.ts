/** The open sockets of this process: what they watch, whose they are, and those that are gone. */
import type { WebSocket } from 'ws';
import type { Messages } from '../../../shared/catalogue/index.ts';
import { LIVE_CLOSED, type LiveMessage, REPLIES, WRITES } from '../../../shared/live.ts';
import { type Audience, audienceOf, type Reader } from '../../platform/audience/audience.ts';
import type { Topic } from './messages.ts';

/** One open page. @property session the hash of the session that it was opened in */
export type Live = {
  socket: WebSocket;
  session: string;
  reader: Reader;
  audience: Audience;
  topics: readonly Topic[];
  m: Messages;
  /** Whether it has answered since it was last asked. */
  isHere: boolean;
  frames: number;
};

/** Pages of one member that are told at once; with one more, the oldest is told no longer. */
const PER_ACCOUNT = 20;
/** Bytes that wait for a page that does not read. */
const UNREAD_BYTES = 256 * 1024;
/** Frames that a page may send from one ping to the next: more than somebody who writes all the time. */
const FRAMES = 20;
const FRAME_BYTES = Math.max(WRITES.length, REPLIES.length);
/** Close codes (RFC 6455, 7.4.1): of what no page sends, and of what is no text. */
const POLICY = 1008;
const NO_TEXT = 1003;
/** Whoever has not answered by then that the socket is closed is let go. */
const CLOSES_WITHIN_MS = 2_000;

const keyed = <K>() => {
  const all = new Map<K, Set<Live>>();
  return {
    add: (key: K, live: Live) => void all.set(key, (all.get(key) ?? new Set<Live>()).add(live)),
    delete(key: K, live: Live) {
      const some = all.get(key);
      some?.delete(live);
      if (some?.size === 0) all.delete(key);
    },
    get: (key: K): ReadonlySet<Live> => all.get(key) ?? new Set<Live>(),
  };
};

export type Sockets = ReturnType<typeof makeSockets>;

/** @param onWrites a page says that its reader writes, or replies to a post */
export function makeSockets(onWrites: (live: Live, isReply: boolean) => void) {
  const all = new Set<Live>();
  const [byTopic, byAccount, bySession] = [keyed<Topic>(), keyed<number>(), keyed<string>()];

  function forget(live: Live): void {
    if (!all.delete(live)) return;
    for (const topic of live.topics) byTopic.delete(topic, live);
    byAccount.delete(live.reader.id, live);
    bySession.delete(live.session, live);
  }

  /** From now on it neither is told anything nor says anything, whether or not it ever answers. */
  function close(live: Live, code: number): void {
    forget(live);
    live.socket.close(code);
    const timer = setTimeout(() => live.socket.terminate(), CLOSES_WITHIN_MS).unref();
    live.socket.once('close', () => clearTimeout(timer));
  }

  function onFrame(live: Live, data: Buffer, isBinary: boolean): void {
    if (!all.has(live)) return;
    if (isBinary) return close(live, NO_TEXT);
    const text = data.length <= FRAME_BYTES ? String(data) : '';
    if ((text !== WRITES && text !== REPLIES) || ++live.frames > FRAMES) close(live, POLICY);
    else onWrites(live, text === REPLIES);
  }

  function add(socket: WebSocket, of: Pick<Live, 'session' | 'reader' | 'topics' | 'm'>): Live {
    const live: Live = { socket, ...of, audience: audienceOf(of.reader), isHere: true, frames: 0 };
    const [oldest] = byAccount.get(of.reader.id);
    if (oldest && byAccount.get(of.reader.id).size >= PER_ACCOUNT) close(oldest, LIVE_CLOSED.tooMany);
    all.add(live);
    for (const topic of live.topics) byTopic.add(topic, live);
    byAccount.add(live.reader.id, live);
    bySession.add(live.session, live);
    socket.on('close', () => forget(live));
    // The close that follows tells all that is to be told.
    socket.on('error', () => socket.terminate());
    socket.on('pong', () => (live.isHere = true));
    socket.on('message', (data: Buffer, isBinary: boolean) => onFrame(live, data, isBinary));
    return live;
  }

  /** @param text of a message; whoever does not read is let go: it comes again and is told all of it */
  function send({ socket }: Live, text: string): void {
    if (socket.readyState !== socket.OPEN) return;
    if (socket.bufferedAmount > UNREAD_BYTES) socket.terminate();
    else socket.send(text);
  }

  return {
    all: all as ReadonlySet<Live>,
    add,
    isOpen: (live: Live) => all.has(live) && live.socket.readyState === live.socket.OPEN,
    send,
    sendMessage: (live: Live, message: LiveMessage) => send(live, JSON.stringify(message)),
    watching: (topic: Topic) => byTopic.get(topic),
    ofAccount: (id: number) => byAccount.get(id),
    sessions: (): string[] => [...new Set([...all].map(({ session }) => session))],
    /** The session reads as this from now on; without a reader it is over, and its pages are closed. */
    renew(session: string, reader: Reader | undefined): void {
      for (const live of [...bySession.get(session)]) {
        if (!reader || reader.id !== live.reader.id) close(live, LIVE_CLOSED.signedOut);
        else {
          live.reader = reader;
          live.audience = audienceOf(reader);
        }
      }
    },
    /** Asks every page whether it is there, and lets go of those that did not say so since the last time. */
    ping(): void {
      for (const live of all) {
        if (!live.isHere) live.socket.terminate();
        live.isHere = false;
        live.frames = 0;
        if (live.socket.readyState === live.socket.OPEN) live.socket.ping();
      }
    },
  };
}
