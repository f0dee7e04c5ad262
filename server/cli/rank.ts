import { Command } from 'commander';
import { makeProgress, stepsOf } from '../platform/progress.ts';
import { rebuildAll } from '../forum/upkeep/rebuild.ts';
import { withAdda } from './run.ts';

export function rankCommand(): Command {
  const rank = new Command('rank').description('The order of threads among members.');
  rank
    .command('rebuild')
    .description('Count the rank of every thread afresh from what passed between members in it.')
    .action(() =>
      withAdda(async (adda) => {
        const progress = makeProgress();
        const done = await rebuildAll(adda, stepsOf(progress, 'Ranking threads'));
        progress.stop();
        console.log(`${done} ${done === 1 ? 'thread' : 'threads'} ranked.`);
      }),
    );
  return rank;
}
