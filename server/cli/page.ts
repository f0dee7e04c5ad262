import { readFileSync } from 'node:fs';
import { Argument, Command } from 'commander';
import { writePage } from '../desk/pages/actions.ts';
import { pageNow } from '../platform/site/page-queries.ts';
import { LANGUAGES, type Language, SITE_PAGES, type SitePage } from '../../shared/words.ts';
import { withAdda } from './run.ts';

const page = () => new Argument('<page>', 'which page').choices(SITE_PAGES);
const language = () => new Argument('<language>', 'in which language').choices(LANGUAGES);

export function pageCommand(): Command {
  const command = new Command('page').description('What the forum says of itself: about, rules, privacy, terms.');
  command
    .command('show')
    .description('Print a page as it stands.')
    .addArgument(page())
    .addArgument(language())
    .action((name: SitePage, tongue: Language) =>
      withAdda(async (adda) => {
        const now = await pageNow(adda.store.read, name, tongue);
        process.stdout.write(now?.markdown ? `${now.markdown}\n` : '');
      }),
    );
  command
    .command('set')
    .description('Take what a page says from a Markdown file; an empty one takes the page away.')
    .addArgument(page())
    .addArgument(language())
    .argument('<file>', 'the file; /dev/stdin for what is piped in')
    .action((name: SitePage, tongue: Language, file: string) => {
      const text = readFileSync(file, 'utf8');
      return withAdda((adda) => writePage(adda, null, name, tongue, { text, version: null }));
    });
  return command;
}
