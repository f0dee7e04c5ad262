import { Command } from 'commander';
import { verifyLog } from '../platform/audit/actions.ts';
import { withAdda } from './run.ts';

export function auditCommand(): Command {
  const audit = new Command('audit').description('Check the public log.');
  audit
    .command('verify')
    .description('Walk the chain of the public log and say where it is broken, if it is.')
    .option('--head <hash>', 'a hash that was noted earlier, which must still be in the chain')
    .option('--json', 'as JSON')
    .action((options: { head?: string; json?: boolean }) =>
      withAdda(async (adda) => {
        const verdict = await verifyLog(adda, options.head ?? null);
        const isWhole = verdict.wrong === null && verdict.hasHead !== false;
        if (options.json) console.log(JSON.stringify(verdict));
        else if (verdict.wrong)
          console.log(
            `Entry ${verdict.wrong.number} is ${verdict.wrong.what}; the ${verdict.entries} before it are as they were written.`,
          );
        else {
          console.log(`${verdict.entries} entries, none missing or altered. Last hash: ${verdict.head}`);
          if (verdict.hasHead === false)
            console.log(`But ${options.head} is not among them: the log was written anew.`);
        }
        if (!isWhole) process.exitCode = 1;
      }),
    );
  return audit;
}
