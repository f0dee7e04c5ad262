/**
 * Keeps the memory of a process flat. Imports and requests make a lot of garbage that dies at once; left to itself, V8 on
 * a machine with much memory lets that pile up to several times of what is live.
 */
import { performance } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';
import { getHeapSpaceStatistics, getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const MB = 1_048_576;
const HEAP_BYTES = 110 * MB;
const THREAD_HEAP_BYTES = 48 * MB;
/** Room for young objects: with less, collecting takes a sixth of the time; with more, memory grows. */
const YOUNG_BYTES = 12 * MB;
const AT_MOST_EVERY_MS = 400;
/** What lives outside of the heap (prepared statements) is freed only by a collection. */
const AT_LEAST_EVERY_MS = 4_000;

/** Of all collections only this one gives the system back what V8 keeps for later, and the room for young objects. */
const GIVE_BACK = { type: 'major', execution: 'sync', flavor: 'last-resort' } as const;
/** It takes several times as long as another. */
const GIVE_BACK_EVERY_MS = 600_000;

type Collect = (how?: typeof GIVE_BACK) => void;

let collect: Collect | undefined;
let gaveBackAt = -Infinity;
let heapBytes = HEAP_BYTES;
let isBounded = false;
let collectedAt = 0;

/** In a process of its own, before an import or once a server has started: gives back the memory that start-up took, and a way to do it again. */
export function keepMemorySmall(): void {
  collect = collector();
  collect(GIVE_BACK);
}

/** In a thread of the pool: a way to collect between two tasks. It looks at nothing else, so V8 has no idle time there. */
export function keepThreadSmall(): void {
  collect = collector();
  heapBytes = THREAD_HEAP_BYTES;
  isBounded = true;
}

function collector(): Collect {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as Collect;
}

const LOOK_MS = 500;

/** A server is quiet when it had so little to do since the last look. */
const QUIET_SHARE = 0.05;
const QUIET_LOOK_MS = 5_000;
/** So much larger than what the last collection left, it is worth the moment that another one takes. */
const GROWN = 1.5;

/** For a server, once it has started. Its room for young objects grows with the first requests, and no further than this. */
export function keepServerSmall(): void {
  keepMemorySmall();
  tidyWhenQuiet();
  const looking = setInterval(() => {
    boundYoung();
    if (isBounded) clearInterval(looking);
  }, LOOK_MS);
  looking.unref();
}

/** V8 collects by what is allocated: after a busy hour it would keep the garbage of it for as long as little happens. */
function tidyWhenQuiet(): void {
  let left = getHeapStatistics().total_heap_size;
  let before = performance.eventLoopUtilization();
  const look = () => {
    const now = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(now, before);
    before = now;
    if (utilization > QUIET_SHARE || getHeapStatistics().total_heap_size < left * GROWN) return;
    const isDue = performance.now() - gaveBackAt >= GIVE_BACK_EVERY_MS;
    if (isDue) gaveBackAt = performance.now();
    collect?.(isDue ? GIVE_BACK : undefined);
    left = getHeapStatistics().total_heap_size;
  };
  setInterval(look, QUIET_LOOK_MS).unref();
}

function boundYoung(): void {
  const young = getHeapSpaceStatistics().find((space) => space.space_name === 'new_space');
  if (isBounded || !young || young.space_size < YOUNG_BYTES) return;
  setFlagsFromString('--semi-space-growth-factor=1');
  isBounded = true;
}

/** Between two steps of an import, or two tasks of a thread: collects garbage when much has come together. */
export function tidyMemory(): void {
  if (!collect) return;
  boundYoung();
  const since = Date.now() - collectedAt;
  if (since < AT_MOST_EVERY_MS || (since < AT_LEAST_EVERY_MS && getHeapStatistics().total_heap_size < heapBytes))
    return;
  collect();
  collectedAt = Date.now();
}

/** The same, with a turn of the event loop: only there what dead statements hold in SQLite is given back. */
export async function tidyAndTurn(): Promise<void> {
  tidyMemory();
  await setImmediate();
}
