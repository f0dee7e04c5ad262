/** What a thread of the pool runs. */
import { type Input, TASKS, type TaskName } from './tasks.ts';

export default function run<Name extends TaskName>({ name, input }: { name: Name; input: Input<Name> }): unknown {
  return (TASKS[name] as (input: Input<Name>) => unknown)(input);
}
