/** Workers: what runs at once when it is woken after a commit, and now and then in case the waking was lost. */
import type { Adda } from '../adda.ts';
import type { Worker } from '../feature.ts';

/** Starts every feature's workers. `stop` waits for what is running. */
export function startWorkers(adda: Adda): { stop(): Promise<void> } {
  const all = adda.features.flatMap(({ workers = [] }) => workers).map((worker) => startWorker(adda, worker));
  return { stop: async () => void (await Promise.all(all.map((one) => one.stop()))) };
}

function startWorker(adda: Adda, { name, wokenBy, everyMs, run }: Worker): { stop(): Promise<void> } {
  let running: Promise<void> | null = null;
  let isWoken = false;
  let isStopped = false;

  /** Until nothing is left, and nobody woke it meanwhile. */
  async function work(): Promise<void> {
    do {
      isWoken = false;
      while (!isStopped && (await run(adda)) > 0);
    } while (isWoken && !isStopped);
  }

  function wake(): void {
    isWoken = true;
    if (running || isStopped) return;
    running = work()
      .catch((error) => adda.log.error({ worker: name, err: error }, 'a worker failed; it runs again later'))
      .finally(() => (running = null));
  }

  const forget = adda.store.onSignal(wokenBy, wake);
  const timer = setInterval(wake, everyMs);
  wake();
  return {
    async stop() {
      isStopped = true;
      forget();
      clearInterval(timer);
      await running;
    },
  };
}
