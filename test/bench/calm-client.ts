/** The client of `calm.ts`, in a thread of its own: what it does must not hold the clock of those who wait. */
import { parentPort, workerData } from 'node:worker_threads';
import { type Target, WORST } from './calm-kinds.ts';

/** Requests of the client that are under way together. */
const TOGETHER = 4;

const { kind, target, milliseconds } = workerData as { kind: string; target: Target; milliseconds: number };
const until = performance.now() + milliseconds;
const answers = new Map<number | string, number>();
let n = 0;
async function client(): Promise<void> {
  while (performance.now() < until) {
    const status = await WORST[kind]!(target, n++).then(
      async (response) => (await response.arrayBuffer(), response.status),
      (error: Error) => error.name,
    );
    answers.set(status, (answers.get(status) ?? 0) + 1);
  }
}
await Promise.all(Array.from({ length: TOGETHER }, client));
parentPort!.postMessage(answers, []);
