/** Sends what lies in the mailQueue: by SMTP, or as .eml files into data/mailQueue until SMTP is set. */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createTransport } from 'nodemailer';
import type { Adda } from '../adda.ts';
import { dueMail, markFailed, markSent, claimMail } from './queries.ts';

const BATCH = 20;
/** After the n-th failure a letter waits this long: 1, 4, 16 … minutes, at most a day. */
const waitMs = (attempts: number) => Math.min(4 ** attempts * 60_000, 86_400_000);

type Message = {
  from: string | { name: string; address: string };
  to: string;
  subject: string;
  text: string;
  date: Date;
};

/** The address in `Name <address>`. */
const addressIn = (from: string) => /<([^>]+)>/.exec(from)?.[1] ?? from;

async function writeEml(adda: Adda, id: number, message: Message) {
  const folder = path.join(adda.config.dataFolder, 'outbox');
  await mkdir(folder, { recursive: true });
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'unix' });
  const { message: eml } = await transport.sendMail(message);
  await writeFile(
    path.join(folder, `${String(id).padStart(6, '0')}-${message.to.replace(/[^\w.@-]/g, '_')}.eml`),
    eml as Buffer,
  );
}

/** Sends every letter that is due. Failures are kept with their error and tried again later. */
export async function sendDueMail(adda: Adda): Promise<void> {
  const { store, config } = adda;
  const smtp = config.smtpUrl ? createTransport(config.smtpUrl) : null;
  for (const letter of await dueMail(store.read, Date.now(), BATCH)) {
    const taken = await store.write((tx) =>
      claimMail(tx, letter.id, letter.attempts, tx.now + waitMs(letter.attempts)),
    );
    if (!taken) continue;
    const message = {
      from: letter.sender === null ? config.mailFrom : { name: letter.sender, address: addressIn(config.mailFrom) },
      to: letter.recipient,
      subject: letter.subject,
      text: letter.body,
      date: new Date(letter.createdAt),
    };
    try {
      if (smtp) await smtp.sendMail(message);
      else await writeEml(adda, letter.id, message);
      await store.write((tx) => markSent(tx, letter.id));
    } catch (error) {
      adda.log.warn({ letter: letter.id, err: String(error) }, 'mail could not be sent; it will be tried again');
      await store.write((tx) => markFailed(tx, letter.id, String(error)));
    }
  }
}
