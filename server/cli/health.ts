import { Command, InvalidArgumentError } from 'commander';
import { rebuildHealth, refreshHealth } from '../insight/health/actions.ts';
import { reportJson, reportText } from '../insight/health/report.ts';
import { makeProgress } from '../platform/progress.ts';
import { UNITS, type Unit } from '../rules/health.ts';
import { spaceBySlug } from '../forum/spaces/queries.ts';
import { withAdda } from './run.ts';

type Options = { from: number; to: number; space?: string; by: Unit; json?: boolean };

function date(text: string): number {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(at)) throw new InvalidArgumentError('Write the day as YYYY-MM-DD.');
  return at;
}

function unit(text: string): Unit {
  if (!(UNITS as readonly string[]).includes(text))
    throw new InvalidArgumentError(`Choose one of ${UNITS.join(', ')}.`);
  return text as Unit;
}

export function healthCommand(): Command {
  const health = new Command('health').description('Community health: print the figures, or count them anew.');
  health
    .command('report')
    .description('Print the figures of the periods that begin from one day up to another.')
    .requiredOption('--from <day>', 'the first day, YYYY-MM-DD (UTC)', date)
    .requiredOption('--to <day>', 'the day after the last, YYYY-MM-DD (UTC)', date)
    .option('--space <name>', 'of one space, by the name in its address; without it of the whole forum')
    .option('--by <unit>', `one of ${UNITS.join(', ')}`, unit, 'week' as Unit)
    .option('--json', 'as JSON')
    .action((options: Options) =>
      withAdda(async (adda) => {
        await refreshHealth(adda);
        const space = options.space === undefined ? null : await spaceBySlug(adda.store.read, options.space);
        if (options.space !== undefined && !space) throw new Error(`There is no space ${options.space}.`);
        const report = { scope: space, unit: options.by, from: options.from, to: options.to };
        console.log(options.json ? await reportJson(adda, report) : await reportText(adda, report));
      }),
    );
  health
    .command('rebuild')
    .description('Count every week and month anew.')
    .action(() => withAdda((adda) => rebuildHealth(adda, makeProgress())));
  return health;
}
