import { Command } from 'commander';

export function importCommand(): Command {
  return new Command('import').description('Bring a community over from elsewhere.');
}
