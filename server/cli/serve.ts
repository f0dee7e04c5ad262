import { Command } from 'commander';
import { loadConfig, withoutPassword } from '../platform/config.ts';
import { serve } from '../serve.ts';

export function serveCommand(): Command {
  return new Command('serve').description('Start the forum.').action(async () => {
    const config = loadConfig();
    const running = await serve(config);
    const lines = [
      `Adda is at ${running.address}`,
      `Data:     ${config.dataFolder}`,
      `Database: ${withoutPassword(config.databaseUrl)}`,
    ];
    if (running.setupCode) lines.push(`Set-up code (once, for the first visit): ${running.setupCode}`);
    console.error(`\n${lines.map((line) => `  ${line}`).join('\n')}\n`);
    let stopping = false;
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.on(signal, () => {
        if (stopping) return;
        stopping = true;
        running.stop().then(
          () => process.exit(0),
          () => process.exit(1),
        );
      });
    }
  });
}
