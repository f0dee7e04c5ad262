import { Command } from 'commander';
import { loadConfig, SETTINGS } from '../platform/config.ts';
import { withoutPassword } from '../platform/shown-url.ts';

const shown = (value: unknown): string =>
  Array.isArray(value) ? value.join(', ') : typeof value === 'object' ? JSON.stringify(value) : String(value);

export function configCommand(): Command {
  return new Command('config')
    .description('List every setting, what it does and what it is now.')
    .option('--json', 'as JSON')
    .action((options: { json?: boolean }) => {
      const config = loadConfig();
      const now = {
        ...config,
        databaseUrl: withoutPassword(config.databaseUrl),
        databaseReadUrl: withoutPassword(config.databaseReadUrl),
        smtpUrl: withoutPassword(config.smtpUrl),
        imapUrl: withoutPassword(config.imapUrl),
        metricsToken: config.metricsToken && '…',
        s3: config.s3 && { ...config.s3, secret: '…' },
      };
      if (options.json) return console.log(JSON.stringify(now, null, 2));
      console.log('Set by environment, or as NAME=value lines in adda.env beside Adda:\n');
      for (const { name, fallback, help } of SETTINGS) {
        console.log(`  ${name.padEnd(21)} ${help}${fallback ? ` (default ${fallback})` : ''}`);
      }
      console.log('\nIn force now:\n');
      for (const [name, value] of Object.entries(now)) console.log(`  ${name.padEnd(18)} ${shown(value)}`);
    });
}
