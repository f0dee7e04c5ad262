/** How letters leave: by one pooled SMTP transport, or as .eml files into data/outbox until SMTP is set. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createTransport } from 'nodemailer';
import type { Adda } from '../adda.ts';
import { PRIVATE_FILE, privateFolder } from '../store/private-files.ts';

export type Message = {
  from: string | { name: string; address: string };
  to: string;
  replyTo?: string;
  subject: string;
  text: string;
  html: string;
  date: Date;
  messageId: string;
  headers: Record<string, string>;
};

const SECOND = 1_000;
/**
 * How long a mail server may take for each step; all steps of a letter together take less than it is held (`HOLD_MS`).
 * What the address of the server says itself holds.
 */
export const PATIENCE = {
  connectionTimeout: 15 * SECOND,
  greetingTimeout: 15 * SECOND,
  dnsTimeout: 10 * SECOND,
  socketTimeout: 30 * SECOND,
};

/** Letters that are on their way at once: in all, and to one domain, so that a slow one takes no other's turn. */
export const AT_ONCE = { all: 8, perDomain: 2 };

const makeSmtp = (url: string) => createTransport({ url, pool: true, maxConnections: AT_ONCE.all, ...PATIENCE });
const kept = new WeakMap<Adda, ReturnType<typeof makeSmtp>>();

/** The process's one transport, which keeps its connections open. */
function smtpOf(adda: Adda): ReturnType<typeof makeSmtp> {
  let smtp = kept.get(adda);
  if (!smtp) kept.set(adda, (smtp = makeSmtp(adda.config.smtpUrl)));
  return smtp;
}

/** Hangs up. */
export async function closeTransport(adda: Adda): Promise<void> {
  kept.get(adda)?.close();
  kept.delete(adda);
}

async function writeEml(adda: Adda, id: number, message: Message): Promise<void> {
  const folder = path.join(adda.config.dataFolder, 'outbox');
  privateFolder(folder);
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'unix' });
  const { message: eml } = await transport.sendMail(message);
  const name = `${String(id).padStart(6, '0')}-${message.to.replace(/[^\w.@-]/g, '_')}.eml`;
  await writeFile(path.join(folder, name), eml as Buffer, { mode: PRIVATE_FILE });
}

/** Sends one letter. @param id of its row, which names its file */
export async function deliver(adda: Adda, id: number, message: Message): Promise<void> {
  if (adda.config.smtpUrl) await smtpOf(adda).sendMail(message);
  else await writeEml(adda, id, message);
}
