import { Command } from 'commander';
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { exportLines } from '../reach/export/export.ts';
import { withAdda } from './run.ts';

export function exportCommand(): Command {
  return new Command('export')
    .description('Write all public posts to a file, one JSON object a line, with authors and labels.')
    .argument('<file>', 'where to; it must not exist yet')
    .action((file: string) =>
      withAdda(async (adda) => {
        let count = 0;
        async function* lines() {
          for await (const line of exportLines(adda)) {
            count++;
            yield `${line}\n`;
          }
        }
        await pipeline(Readable.from(lines()), createWriteStream(file, { flags: 'wx' }));
        console.log(`${count} posts in ${file}.`);
      }),
    );
}
