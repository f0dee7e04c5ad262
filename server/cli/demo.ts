import { Command } from 'commander';
import { loadDemo, removeDemo } from '../reach/demo/load.ts';
import { actorAs } from '../rules/roles.ts';
import { withAdda } from './run.ts';

/** The operator at the machine may do what an admin may. */
const OPERATOR = actorAs(0, 'admin');

export function demoCommand(): Command {
  return new Command('demo')
    .description('Load the example community, or remove it again.')
    .option('--remove', 'remove it, with everything in its spaces')
    .action((options: { remove?: boolean }) =>
      withAdda(async (adda) => {
        if (options.remove) {
          await removeDemo(adda, OPERATOR);
          return console.log('The example community is removed.');
        }
        const { threads } = await loadDemo(adda, OPERATOR);
        console.log(`The example community is loaded: ${threads} threads. Remove it with adda demo --remove.`);
      }),
    );
}
