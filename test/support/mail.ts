/** What goes out by mail in a test: the consumers run, and the letters that wait are written, at once and without sending. */
import { runDueTasks } from '../../server/platform/events/run.ts';
import { dueMail, markSent } from '../../server/platform/mail/queries.ts';
import { writeLetter } from '../../server/platform/mail/send.ts';
import type { Adda } from '../../server/platform/adda.ts';

export type SentLetter = { recipient: string; subject: string; body: string; sender: string | null };

const sent = new WeakMap<Adda, SentLetter[]>();
const FAR = 1_000_000;

/** All letters so far, oldest first. */
export async function lettersOf(adda: Adda): Promise<SentLetter[]> {
  const all = sent.get(adda) ?? [];
  sent.set(adda, all);
  while ((await runDueTasks(adda)) > 0);
  for (const mail of await dueMail(adda.store.read, Date.now() + FAR, FAR)) {
    const letter = await writeLetter(adda, mail);
    await adda.store.write((tx) => markSent(tx, mail.id));
    if (letter)
      all.push({
        recipient: mail.recipient,
        subject: letter.subject,
        body: letter.text,
        sender: letter.sender ?? null,
      });
  }
  return all;
}
