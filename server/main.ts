/** The `adda` command, once a good Node has been found: its sub-commands, a file each. */
import { Command, CommanderError } from 'commander';
import { auditCommand } from './cli/audit.ts';
import { backupCommand, restoreCommand } from './cli/backup.ts';
import { brandCommand } from './cli/brand.ts';
import { configCommand } from './cli/config.ts';
import { demoCommand } from './cli/demo.ts';
import { doctorCommand } from './cli/doctor.ts';
import { exportCommand } from './cli/export.ts';
import { healthCommand } from './cli/health.ts';
import { importCommand } from './cli/import.ts';
import { jobCommand } from './cli/job.ts';
import { mailCommand } from './cli/mail.ts';
import { migrateCommand } from './cli/migrate.ts';
import { moderateCommand } from './cli/moderate.ts';
import { pageCommand } from './cli/page.ts';
import { rankCommand } from './cli/rank.ts';
import { sentenceFor } from './cli/run.ts';
import { serveCommand } from './cli/serve.ts';
import { settingCommand } from './cli/setting.ts';
import { spaceCommand } from './cli/space.ts';
import { statsCommand } from './cli/stats.ts';
import { userCommand } from './cli/user.ts';
import { installedVersion } from './platform/install.ts';

const USAGE = 2;

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
for (const command of [
  serveCommand,
  migrateCommand,
  importCommand,
  demoCommand,
  statsCommand,
  userCommand,
  jobCommand,
  mailCommand,
  moderateCommand,
  pageCommand,
  brandCommand,
  settingCommand,
  spaceCommand,
  rankCommand,
  auditCommand,
  backupCommand,
  restoreCommand,
  exportCommand,
  healthCommand,
  configCommand,
  doctorCommand,
]) {
  program.addCommand(strict(command()));
}

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : USAGE;
  else {
    console.error(sentenceFor(error));
    process.exitCode = 1;
  }
}
