import { Command } from 'commander';
import { stats } from '../reach/stats/queries.ts';
import { withAdda } from './run.ts';

export function statsCommand(): Command {
  return new Command('stats')
    .description('Count members, and the spaces, threads and posts that everybody may read.')
    .option('--json', 'as JSON')
    .action((options: { json?: boolean }) =>
      withAdda(async (adda) => {
        const counts = await stats(adda.store.read);
        if (options.json) return console.log(JSON.stringify(counts));
        for (const [name, count] of Object.entries(counts)) console.log(`${name.padEnd(10)} ${count}`);
      }),
    );
}
