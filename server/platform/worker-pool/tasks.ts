/** What threads of the pool can do: functions of plain data to plain data, that know neither database nor request. */
import { difference } from '../../../shared/difference.ts';
import { render } from '../../../shared/render.ts';
import type { DrawOptions } from '../../../shared/markdown.ts';

export const TASKS = {
  render: ({ markdown, options }: { markdown: string; options?: DrawOptions }) => render(markdown, options),
  difference,
};

export type TaskName = keyof typeof TASKS;
export type Input<Name extends TaskName> = Parameters<(typeof TASKS)[Name]>[0];
export type Result<Name extends TaskName> = ReturnType<(typeof TASKS)[Name]>;
