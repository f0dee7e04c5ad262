import { Command } from 'commander';
import { archiveSpace } from '../forum/keeping/actions.ts';
import { writeOrder } from '../forum/spaces/order.ts';
import { everySpace, isArchived } from '../forum/spaces/queries.ts';
import { actorOf } from '../people/accounts/office-queries.ts';
import { memberNamed } from '../people/accounts/manage.ts';
import { withAdda } from './run.ts';

export function spaceCommand(): Command {
  const space = new Command('space').description('The order of spaces, and which are archived.');
  space
    .command('list')
    .description('The spaces in their order: address, kind, name.')
    .action(() =>
      withAdda(async ({ store }) => {
        for (const one of await everySpace(store.read))
          console.log(`${one.slug}\t${one.kind}\t${one.name}${isArchived(one) ? '\tarchived' : ''}`);
      }),
    );
  space
    .command('order <slugs...>')
    .description('Put these into this order among each other.')
    .action((slugs: string[]) => withAdda((adda) => writeOrder(adda, null, slugs)));
  for (const [verb, what, isSet] of [
    ['archive', 'Archive a space: it is read, and nothing is added.', true],
    ['reopen', 'Open an archived space again.', false],
  ] as const)
    space
      .command(`${verb} <slug>`)
      .description(`${what} It stands in the log.`)
      .requiredOption('--as <name>', 'the moderator in whose name it is done')
      .action((slug: string, { as: name }: { as: string }) =>
        withAdda(async (adda) => {
          const actor = await actorOf(adda.store.read, await memberNamed(adda.store.read, name));
          await archiveSpace(adda, actor, slug, isSet);
        }),
      );
  return space;
}
