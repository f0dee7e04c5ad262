/** The `adda` command, once a good Node has been found: its sub-commands, a file each. */
import { Command, CommanderError } from 'commander';
import { installedVersion } from './platform/install.ts';

const USAGE = 2;

/** Each is loaded when it is asked for: most are a small part of Adda. */
const COMMANDS: Record<string, () => Promise<() => Command>> = {
  serve: async () => (await import('./cli/serve.ts')).serveCommand,
  migrate: async () => (await import('./cli/migrate.ts')).migrateCommand,
  import: async () => (await import('./cli/import.ts')).importCommand,
  demo: async () => (await import('./cli/demo.ts')).demoCommand,
  stats: async () => (await import('./cli/stats.ts')).statsCommand,
  user: async () => (await import('./cli/user.ts')).userCommand,
  job: async () => (await import('./cli/job.ts')).jobCommand,
  mail: async () => (await import('./cli/mail.ts')).mailCommand,
  moderate: async () => (await import('./cli/moderate.ts')).moderateCommand,
  page: async () => (await import('./cli/page.ts')).pageCommand,
  brand: async () => (await import('./cli/brand.ts')).brandCommand,
  setting: async () => (await import('./cli/setting.ts')).settingCommand,
  space: async () => (await import('./cli/space.ts')).spaceCommand,
  rank: async () => (await import('./cli/rank.ts')).rankCommand,
  audit: async () => (await import('./cli/audit.ts')).auditCommand,
  backup: async () => (await import('./cli/backup.ts')).backupCommand,
  restore: async () => (await import('./cli/backup.ts')).restoreCommand,
  export: async () => (await import('./cli/export.ts')).exportCommand,
  health: async () => (await import('./cli/health.ts')).healthCommand,
  config: async () => (await import('./cli/config.ts')).configCommand,
  doctor: async () => (await import('./cli/doctor.ts')).doctorCommand,
};

/** The one that is named, or all, to tell of them; the version is in none. */
function wanted(name: string | undefined): (() => Promise<() => Command>)[] {
  if (name === '--version' || name === '-V') return [];
  return name !== undefined && Object.hasOwn(COMMANDS, name) ? [COMMANDS[name]!] : Object.values(COMMANDS);
}

/** A command, and those in it, that is not understood ends with the one exit code for that. */
function strict(command: Command): Command {
  for (const inner of command.commands) strict(inner);
  return command.exitOverride().showHelpAfterError();
}

const program = new Command('adda')
  .description('A discussion forum organised around topics, problems, crafts and goals.')
  .version(installedVersion())
  .showHelpAfterError('(adda --help lists the commands)')
  .exitOverride()
  .addHelpText(
    'after',
    '\nExit codes: 0 done, 1 it could not be done, 2 the command was not understood.\nSettings: adda config',
  );
for (const load of wanted(process.argv[2])) program.addCommand(strict((await load())()));

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : USAGE;
  else {
    const { sentenceFor } = await import('./cli/sentences.ts');
    console.error(sentenceFor(error));
    process.exitCode = 1;
  }
}
