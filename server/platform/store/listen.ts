/** PostgreSQL's LISTEN: one connection of its own, which listens again after it was lost and knows whether it is up. */
import postgres from 'postgres';
import { runCalmly } from './signals.ts';

/** How long to wait before the n-th try to connect again: 100, 200, 400 … milliseconds, at most five seconds. */
const waitMs = (tries: number) => Math.min(100 * 2 ** tries, 5_000);

export type Listener = {
  /** Whether notifications reach us at this moment. False before the first connection, and from a loss until the next. */
  isUp(): boolean;
  /** Rises each time the connection comes up: between two numbers, notifications may have been lost. */
  epoch(): number;
  /** Resolves when the connection is up; at once where it is. */
  whenUp(): Promise<void>;
  close(): Promise<void>;
};

type NotifyOptions = postgres.Options<Record<string, never>> & { onnotify(channel: string, payload: string): void };

/**
 * Begins to listen on these channels.
 * @param onNotify is called with the channel and the payload of every notification
 * @param onState is called when the connection comes up and when it is lost
 */
export function listenOn(
  url: string,
  channels: readonly string[],
  onNotify: (channel: string, payload: string) => void,
  onState: (isUp: boolean) => void = () => undefined,
): Listener {
  let client: postgres.Sql | null = null;
  let timer: NodeJS.Timeout | undefined;
  let tries = 0;
  let epoch = 0;
  let isUp = false;
  let isClosed = false;
  const waiting: (() => void)[] = [];

  function setUp(up: boolean) {
    if (isUp === up) return;
    isUp = up;
    if (up) {
      epoch++;
      tries = 0;
      for (const resolve of waiting.splice(0)) resolve();
    }
    runCalmly(() => onState(up));
  }

  function lose(lost: postgres.Sql) {
    if (client !== lost) return;
    client = null;
    setUp(false);
    lost.end({ timeout: 0 }).catch(() => undefined);
    if (isClosed) return;
    timer = setTimeout(connect, waitMs(tries++));
    timer.unref();
  }

  function connect() {
    const options: NotifyOptions = {
      max: 1,
      idle_timeout: 0,
      max_lifetime: null,
      fetch_types: false,
      onnotice: () => undefined,
      onclose: () => lose(mine),
      onnotify: (channel, payload) => runCalmly(() => onNotify(channel, payload)),
    };
    const mine = postgres(url, options as never) as unknown as postgres.Sql;
    client = mine;
    const names = channels.map((channel) => `listen "${channel.replaceAll('"', '""')}"`);
    mine.unsafe(names.join(';')).then(
      () => client === mine && setUp(true),
      () => lose(mine),
    );
  }

  connect();
  return {
    isUp: () => isUp,
    epoch: () => epoch,
    whenUp: () => (isUp ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
    async close() {
      isClosed = true;
      clearTimeout(timer);
      const last = client;
      client = null;
      isUp = false;
      for (const resolve of waiting.splice(0)) resolve();
      await last?.end({ timeout: 0 });
    },
  };
}
