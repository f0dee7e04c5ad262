/** A thread of the pool that ends in the ways in which threads end, where a text asks it to. */
import work from '../../server/platform/worker-pool/worker.ts';

type Task = Parameters<typeof work>[0];

/** Words of a text to draw, and what becomes of the thread. */
const ENDS: Record<string, () => void> = {
  'please exit': () => process.exit(3),
  'please fail': () => void setImmediate(() => unheard()),
  'please eat': () => {
    const eaten: unknown[] = [];
    for (;;) eaten.push(Array.from({ length: 100_000 }, Math.random));
  },
  'please wait': () => undefined,
};

function unheard(): never {
  throw new Error('nobody catches this');
}

export default async function run(task: Task): Promise<unknown> {
  const { markdown } = task.input as { markdown?: string };
  const asked = Object.keys(ENDS).findLast((words) => markdown?.includes(words));
  if (asked !== undefined) ENDS[asked]!();
  // It dies in the middle of its task, and not after it.
  if (asked === 'please fail' || asked === 'please wait') await new Promise((resolve) => setTimeout(resolve, 60_000));
  return work(task);
}
