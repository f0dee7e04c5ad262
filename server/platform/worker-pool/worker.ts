/** What a thread of the pool runs. */
import { keepThreadSmall, tidyMemory } from '../memory.ts';
import { type Input, TASKS, type TaskName } from './tasks.ts';

keepThreadSmall();

export default async function run<Name extends TaskName>({
  name,
  input,
}: {
  name: Name;
  input: Input<Name>;
}): Promise<unknown> {
  try {
    return await (TASKS[name] as (input: Input<Name>) => unknown)(input);
  } finally {
    tidyMemory();
  }
}
