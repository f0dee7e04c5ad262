/** What threads of the pool can do: functions of plain data to plain data, that know nothing of who asks. */
import { referredIn } from '../../../shared/markdown.ts';
import { snippets } from '../store/snippets.ts';
import { read } from '../store/read.ts';
import { difference } from '../../../shared/difference.ts';
import type { readMail } from '../mail/read.ts';
import type { embedHead, pageHead } from '../outside/page-head.ts';
import type { writeBackup } from '../backup/write.ts';
import { readRanked } from './ranked.ts';
import { draw, textOf } from './render.ts';
import type { DrawOptions } from '../../../shared/markdown.ts';

export const TASKS = {
  draw: ({ markdown, options }: { markdown: string; options?: DrawOptions }) => draw(markdown, options),
  difference,
  embedHead: async (input: Parameters<typeof embedHead>[0]) =>
    (await import('../outside/page-head.ts')).embedHead(input),
  pageHead: async (input: Parameters<typeof pageHead>[0]) => (await import('../outside/page-head.ts')).pageHead(input),
  read,
  readRanked,
  // What few threads need is loaded by those alone.
  readMail: async (input: Parameters<typeof readMail>[0]) => (await import('../mail/read.ts')).readMail(input),
  referredIn: ({ markdown, origin }: { markdown: string; origin: string | undefined }) => referredIn(markdown, origin),
  snippets,
  textOf,
  writeBackup: async (input: Parameters<typeof writeBackup>[0]) =>
    (await import('../backup/write.ts')).writeBackup(input),
};

export type TaskName = keyof typeof TASKS;
export type Input<Name extends TaskName> = Parameters<(typeof TASKS)[Name]>[0];
export type Result<Name extends TaskName> = Awaited<ReturnType<(typeof TASKS)[Name]>>;
