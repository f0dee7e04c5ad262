import { Command } from 'commander';
import { withAdda } from './run.ts';

export function migrateCommand(): Command {
  return new Command('migrate')
    .description('Bring the database to this version of Adda (serve does it too).')
    .action(async () => {
      await withAdda(async (adda) => console.log(`The database (${adda.store.engine}) is up to date.`));
    });
}
