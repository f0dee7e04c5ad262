/**
 * A few threads beside the one that serves everybody. What takes long for one text of one member is done here, with
 * a queue that has an end and a time that runs out: the rest of the house goes on meanwhile.
 */
import { traced } from '../tracing.ts';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { Piscina } from 'piscina';
import type { ErrorCode } from '../errors.ts';
import { admission } from './admission.ts';
import type { Input, Result, TaskName } from './tasks.ts';

/** One core is left to the thread that serves everybody. */
const THREADS = Math.min(2, Math.max(1, availableParallelism() - 1));
/** So many wait at most; who comes later is asked to try again. */
const QUEUE = 64;
/** What takes longer is given up, also when it has only waited so long. */
const TIMEOUT_MS = 5_000;
/** While no thread is there yet: on a machine that has too much to do, beginning one takes longer than any task. */
const START_MS = 10_000;
/** A thread takes tens of megabytes, and is begun in a few hundredths of a second of another core. */
const IDLE_MS = 30_000;
/** A thread that needs more is ended, and the pool begins another. */
const MEMORY_MB = 256;
/** What was made just now is looked through so often; left to itself it grows to a hundred. */
const YOUNG_MB = 16;

export type WorkerPool = {
  /** Runs one task in a thread. @throws {AddaError} `busy` when the queue is full; `givenUpAs` when the time is over */
  run<Name extends TaskName>(name: Name, input: Input<Name>): Promise<Result<Name>>;
  /** How many there are now. */
  threads(): number;
  close(): Promise<void>;
};

/** The thread's program lies beside this file: as source, or as its own file of the build. */
function program(): { filename: string; execArgv?: string[] } {
  const isSource = import.meta.filename.endsWith('.ts');
  return isSource
    ? {
        filename: path.join(import.meta.dirname, 'worker.ts'),
        execArgv: ['--experimental-strip-types', '--no-warnings'],
      }
    : { filename: path.join(import.meta.dirname, 'worker.js') };
}

const isGivenUp = (error: unknown) =>
  (error as Error).name === 'AbortError' || (error as { code?: string }).code === 'ERR_WORKER_OUT_OF_MEMORY';

/**
 * @property givenUpAs what is thrown when time or memory ran out, `busy` where nothing else is said
 * @property file another program for the threads: one that fails, where that is tested
 */
type Limits = {
  queue?: number;
  timeoutMs?: number;
  startMs?: number;
  idleMs?: number;
  memoryMb?: number;
  givenUpAs?: ErrorCode;
  file?: string;
};

/** What costs nothing, for a thread to begin with. */
const NOTHING = { name: 'textOf', input: { html: '', language: null } } as const;

/** Nobody waits for this any more, and it is no reason to end the process. */
const onLateError = (error: Error) => process.emitWarning(error);

/** A pool whose threads begin when a task comes and end without any. A process needs one of a kind, whatever forums it serves. */
export function makeWorkerPool(limits: Limits = {}): WorkerPool {
  const { queue = QUEUE, timeoutMs = TIMEOUT_MS, startMs = START_MS, idleMs = IDLE_MS, givenUpAs } = limits;
  const { memoryMb = MEMORY_MB, file } = limits;
  let pool: Piscina | null = null;
  /** Whether one of the threads has done something. */
  let isRunning = false;
  let inside = 0;
  // Counted by us: the library does not count what waits for a thread that is still starting.
  const admit = admission(THREADS + queue, isGivenUp, givenUpAs);
  const started = () =>
    (pool ??= new Piscina({
      ...program(),
      ...(file !== undefined && { filename: file }),
      minThreads: 0,
      maxThreads: THREADS,
      idleTimeout: idleMs,
      resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: YOUNG_MB },
    }).on('error', onLateError));
  const known = new Set<Piscina['threads'][number]>();
  const note = () => pool?.threads.forEach((thread) => known.add(thread));
  /** Whether a thread has ended since that was asked before. */
  const hasEnded = () => {
    const gone = [...known].filter((thread) => !pool?.threads.includes(thread));
    gone.forEach((thread) => known.delete(thread));
    return gone.length > 0;
  };
  /** The library begins another thread only when a task comes: those that wait for one that ended would wait on. */
  const goOn = () => {
    if (!hasEnded() || inside <= 1) return;
    pool?.run(NOTHING).catch(() => undefined);
    note();
  };
  return {
    run: <Name extends TaskName>(name: Name, input: Input<Name>) =>
      admit(async () => {
        isRunning &&= (pool?.threads.length ?? 0) > 0;
        const signal = AbortSignal.timeout(isRunning ? timeoutMs : timeoutMs + startMs);
        inside += 1;
        try {
          const result = await traced(`worker ${name}`, () => {
            const running = started().run({ name, input }, { signal });
            note();
            return running;
          });
          isRunning = true;
          return result as Result<Name>;
        } catch (error) {
          goOn();
          throw error;
        } finally {
          inside -= 1;
        }
      }),
    threads: () => pool?.threads.length ?? 0,
    async close() {
      const ended = pool;
      pool = null;
      await ended?.destroy();
    },
  };
}
