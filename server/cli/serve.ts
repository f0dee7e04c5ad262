import { Command } from 'commander';
import { loadConfig } from '../platform/config.ts';
import { withoutPassword } from '../platform/shown-url.ts';
import { keepServerSmall } from '../platform/memory.ts';
import { serve } from '../serve.ts';

/** The one thing that whoever starts a new forum has to see, in a frame of its own. */
function setupNotice(address: string, code: string): string {
  const lines = ['This forum is not set up yet. Open', `${address}/setup`, 'and type the set-up code:', '', code];
  const width = Math.max(...lines.map(({ length }) => length));
  const edge = `  +${'-'.repeat(width + 4)}+`;
  return [edge, ...lines.map((line) => `  |  ${line.padEnd(width)}  |`), edge, ''].join('\n');
}

export function serveCommand(): Command {
  return new Command('serve').description('Start the forum.').action(async () => {
    const config = loadConfig();
    const running = await serve(config);
    keepServerSmall();
    const lines = [
      `Adda is at ${running.address}`,
      `Data:     ${config.dataFolder}`,
      `Database: ${withoutPassword(config.databaseUrl)}`,
    ];
    console.error(`\n${lines.map((line) => `  ${line}`).join('\n')}\n`);
    if (running.setupCode) console.error(setupNotice(running.address, running.setupCode));
    let stopping = false;
    const stop = () => {
      if (stopping) return;
      stopping = true;
      running.stop().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
    // Started by an older Node: when that one is gone, nobody could end this one any more.
    process.on('disconnect', stop);
  });
}
