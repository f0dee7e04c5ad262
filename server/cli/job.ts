import { Command } from 'commander';
import { bringJobForward } from '../desk/overview/jobs.ts';
import { jobRuns } from '../platform/jobs/queries.ts';
import { withAdda } from './run.ts';

const when = (at: number | null) => (at === null ? 'never' : new Date(at).toISOString());

export function jobCommand(): Command {
  const job = new Command('job').description('What the forum does by itself, again and again.');
  job
    .command('list')
    .description('Each job: when it ended last, when it is due, and what went wrong.')
    .action(() =>
      withAdda(async ({ store }) => {
        for (const { name, finishedAt, dueAt, lastError } of await jobRuns(store.read))
          console.log(
            `${name}: ended ${when(finishedAt)}, due ${when(dueAt)}${lastError ? `, FAILED: ${lastError}` : ''}`,
          );
      }),
    );
  job
    .command('run <name>')
    .description('Make a job due; a running server takes it within half a minute.')
    .action((name: string) => withAdda((adda) => bringJobForward(adda, name)));
  return job;
}
