import { Command } from 'commander';
import { isLater, receiveMail } from '../reach/mail-replies/receive.ts';
import { HEAD_AT_MOST, LARGEST_MAIL } from '../rules/mail-replies.ts';
import { loadConfig } from '../platform/config.ts';
import { withAdda } from './run.ts';
import { sentenceFor } from './sentences.ts';

/** Of sysexits.h: the mail server keeps the letter and brings it again. */
const TEMPFAIL = 75;

/** The whole of what a mail server hands over; of what is too large only the beginning is kept, and all of it is read. */
async function readStdin(): Promise<{ raw: Buffer; size: number }> {
  let chunks: Buffer[] = [];
  let [size, kept] = [0, 0];
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= LARGEST_MAIL || kept < HEAD_AT_MOST) {
      chunks.push(chunk);
      kept += chunk.length;
    } else if (kept > HEAD_AT_MOST) {
      chunks = [Buffer.concat(chunks).subarray(0, HEAD_AT_MOST)];
      kept = HEAD_AT_MOST;
    }
  }
  return { raw: Buffer.concat(chunks), size };
}

/** Whatever is not the letter's fault is no reason to lose it: the settings, the database, a machine that is busy. */
async function receive(): Promise<void> {
  try {
    const { raw, size } = await readStdin();
    const config = loadConfig();
    if (config.mailReply === '') throw new Error('ADDA_MAIL_REPLY is not set: no letter can be answered by mail.');
    await withAdda(async (adda) => {
      const taken = await receiveMail(adda, { raw, size });
      console.error('why' in taken ? `${taken.what}: ${taken.why}` : taken.what);
    }, config);
  } catch (error) {
    console.error(isLater(error) ? `It is to be brought again. ${sentenceFor(error)}` : sentenceFor(error));
    process.exitCode = TEMPFAIL;
  }
}

export function mailCommand(): Command {
  const mail = new Command('mail').description('Take answers by mail.');
  mail
    .command('receive')
    .description('Take one letter from standard input, as a mail server pipes it.')
    .addHelpText(
      'after',
      '\nExit codes: 0 the letter was taken (posted, refused by a letter to the member, or ignored), 75 bring it again later.',
    )
    .action(() => receive());
  return mail;
}
