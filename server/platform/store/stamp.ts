/**
 * PostgreSQL's stamp: a number that moves with every commit of every node. Each write transaction notifies the
 * others; a beat of our own, sent through the database and heard again, says that notifications still arrive.
 */
/** The channel on which commits are told. */
export const STAMP = 'adda_stamp';

const BEAT_EVERY_MS = 1_000;
/** A connection that was silent for longer is taken for lost. */
const SILENT_AFTER_MS = 3_500;
const BEAT = 'beat';

/** @param send a notification on the channel, through another connection than the one that listens */
export function makeStamp(send: (payload: string) => Promise<unknown>) {
  let number = 0;
  let isUp = false;
  let heardAt = 0;
  let timer: NodeJS.Timeout | undefined;

  // A beat that does not get through is not heard, and that is what it is for.
  const beat = () => void send(BEAT).catch(() => undefined);

  return {
    /** Another number after every commit; null while notifications may not reach us. */
    now: () => (isUp && performance.now() - heardAt < SILENT_AFTER_MS ? number : null),
    /** This process committed something, or may have: where a commit's answer was lost, nobody knows. */
    move(): void {
      number++;
    },
    heard(payload: string): void {
      // What was said into a silence may have been lost.
      if (performance.now() - heardAt >= SILENT_AFTER_MS) number++;
      heardAt = performance.now();
      if (payload !== BEAT) number++;
    },
    /** The connection that listens came up, or was lost: what was committed meanwhile nobody told us. */
    connected(up: boolean): void {
      number++;
      isUp = up;
      clearInterval(timer);
      if (!up) return;
      heardAt = performance.now();
      timer = setInterval(beat, BEAT_EVERY_MS).unref();
    },
    close(): void {
      isUp = false;
      clearInterval(timer);
    },
  };
}
