/** Open pages of members, as a browser has them: their sockets, and what they are told. */
import { WebSocket } from 'ws';
import type { LiveMessage } from '../../shared/live.ts';
import { type Member, ORIGIN } from './forum.ts';

export type Page = {
  socket: WebSocket;
  told: LiveMessage[];
  /** The next message that it is told, beside the bell's. */
  next(): Promise<LiveMessage>;
  closed: Promise<number>;
};

/** @param port where the forum listens */
export function livePages(port: () => number) {
  const pages: Page[] = [];
  const opening = (query: string, headers: Record<string, string>, at = port()) =>
    new WebSocket(`ws://127.0.0.1:${at}/live?${query}`, { headers });

  async function open(who: Member, query: string, at = port(), cookie = who.cookie): Promise<Page> {
    const socket = opening(query, { cookie, origin: ORIGIN }, at);
    const told: LiveMessage[] = [];
    const waiting: ((message: LiveMessage) => void)[] = [];
    const came: LiveMessage[] = [];
    socket.on('message', (data) => {
      const message = JSON.parse(String(data)) as LiveMessage;
      told.push(message);
      if ('bell' in message) return;
      const first = waiting.shift();
      if (first) first(message);
      else came.push(message);
    });
    const closed = new Promise<number>((resolve) => socket.on('close', resolve));
    await new Promise<void>((resolve, reject) => socket.on('open', resolve).on('error', reject));
    const next = () => {
      const first = came.shift();
      return first ? Promise.resolve(first) : new Promise<LiveMessage>((resolve) => waiting.push(resolve));
    };
    const page = { socket, told, next, closed };
    pages.push(page);
    return page;
  }

  return {
    open,
    /** With which status a page is not let in. */
    refusal: (query: string, headers: Record<string, string>) =>
      new Promise<number>((resolve, reject) =>
        opening(query, headers)
          .on('unexpected-response', (_request, response) => resolve(response.statusCode!))
          .on('error', reject)
          .on('open', () => reject(new Error('It was let in.'))),
      ),
    closeAll: () => pages.splice(0).forEach(({ socket }) => socket.terminate()),
  };
}
