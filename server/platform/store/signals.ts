/** Signals: short words between processes that something was committed. One may be lost; what must not be lost is a task. */

export type OnSignal = (ids: readonly number[]) => void;

export type Signals = {
  /** Calls `fn` for each signal of the channel, until the returned function is called. */
  on(channel: string, fn: OnSignal): () => void;
  /** Calls everybody who asked for the channel. */
  call(channel: string, ids: readonly number[]): void;
};

export function makeSignals(): Signals {
  const heard = new Map<string, Set<OnSignal>>();
  return {
    on(channel, fn) {
      const all = heard.get(channel) ?? new Set<OnSignal>();
      heard.set(channel, all.add(fn));
      return () => all.delete(fn);
    },
    call(channel, ids) {
      for (const fn of heard.get(channel) ?? []) runCalmly(() => fn(ids));
    },
  };
}

/** What is done after a commit cannot undo it: its failure is shown by the process, not by whoever committed. */
export function runCalmly(work: () => void): void {
  try {
    work();
  } catch (error) {
    process.emitWarning(error instanceof Error ? error : String(error));
  }
}
