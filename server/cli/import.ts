import { Command, InvalidArgumentError } from 'commander';
import { isHealthStale, rebuildHealth } from '../insight/health/actions.ts';
import { keepMemorySmall } from '../platform/memory.ts';
import { makeProgress } from '../platform/progress.ts';
import { reportText } from '../reach/importers/report.ts';
import { KINDS, type Kind } from '../../shared/words.ts';
import { withAdda } from './run.ts';

type Options = { space?: string; kind: Kind; origin?: string; as?: string; pictures?: string; json?: boolean };

function kind(text: string): Kind {
  if (!(KINDS as readonly string[]).includes(text))
    throw new InvalidArgumentError(`Choose one of ${KINDS.join(', ')}.`);
  return text as Kind;
}

function stackExchange(): Command {
  return new Command('stackexchange')
    .description('Bring in a Stack Exchange data dump. It can be repeated: only what is not there yet comes in.')
    .argument(
      '<dir>',
      'folder with Posts.xml and, if there, Users.xml, Comments.xml, Votes.xml, PostHistory.xml, PostLinks.xml',
    )
    .option('--space <name>', "name of the space that is made (default: the folder's)")
    .option('--kind <kind>', `kind of the space: ${KINDS.join(', ')}`, kind, 'problem' as Kind)
    .option('--origin <url>', "the community's address; links to it become links within the forum")
    .option(
      '--as <name>',
      "the community's own name; dumps of the same community need the same one (default: the folder's)",
    )
    .option(
      '--pictures <dir|fetch>',
      'bring the pictures too: from a folder of files, or fetched from where they lie (default: links to them)',
    )
    .option('--json', 'print the report as JSON too (the text then goes to stderr)')
    .action((folder: string, { json, ...options }: Options) =>
      withAdda(async (adda) => {
        keepMemorySmall();
        // Readers of XML, HTML and languages, which no other command needs.
        const { importStackExchange } = await import('../reach/importers/stackexchange/import.ts');
        const report = await importStackExchange(adda, { folder, ...options }, makeProgress());
        (json ? console.error : console.log)(reportText(report));
        if (json) console.log(JSON.stringify(report, null, 2));
        if (await isHealthStale(adda.store.read)) await rebuildHealth(adda, makeProgress());
        if (report.isBroken) process.exitCode = 1;
      }),
    );
}

export function importCommand(): Command {
  return new Command('import')
    .description('Bring in a community from elsewhere.')
    .addCommand(stackExchange().exitOverride().showHelpAfterError());
}
