import { Command } from 'commander';
import { loadDemo } from '../reach/demo/load.ts';
import { removeDemo, whatGoes } from '../reach/demo/remove.ts';
import { makeProgress } from '../platform/progress.ts';
import { actorAs } from '../rules/roles.ts';
import { withAdda } from './run.ts';

/** The operator at the machine may do what an admin may. */
const OPERATOR = actorAs(0, 'admin');

export function demoCommand(): Command {
  return new Command('demo')
    .description('Load the example community, or remove it again.')
    .option('--remove', 'remove it, with all that was written into its threads')
    .option('--yes', 'remove also what members wrote into its threads')
    .action((options: { remove?: boolean; yes?: boolean }) =>
      withAdda(async (adda) => {
        if (options.remove) {
          const { lostPosts, lost } = await whatGoes(adda, OPERATOR);
          if (lostPosts > 0 && !options.yes) {
            const where = lost.map(({ id, title, posts }) => `  /t/${id} ${title} (${posts})`).join('\n');
            throw new Error(
              `Members wrote ${lostPosts} ${lostPosts === 1 ? 'post' : 'posts'} into its threads, which go with them:\n${where}\nAdd --yes to remove them.`,
            );
          }
          await removeDemo(adda, OPERATOR);
          return console.log('The example community is removed.');
        }
        const { threads } = await loadDemo(adda, OPERATOR, makeProgress());
        console.log(`The example community is loaded: ${threads} threads. Remove it with adda demo --remove.`);
      }),
    );
}
