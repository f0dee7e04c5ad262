/** What adda doctor finds out about mail, without sending any. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { checkMailServers } from '../../../server/cli/doctor-mail.ts';
import { loadConfig } from '../../../server/platform/config.ts';
import { type Imap, startImap } from '../../support/imap.ts';
import { type Smtp, startSmtp } from '../../support/smtp.ts';

let smtp: Smtp;
let imap: Imap;
beforeAll(async () => {
  [smtp, imap] = [await startSmtp(), await startImap()];
});
afterAll(async () => {
  await smtp.stop();
  await imap.stop();
});

const look = async (env: Record<string, string>) => {
  const found = await checkMailServers(loadConfig({ ADDA_CONFIG: undefined, ADDA_ORIGIN: 'http://localhost', ...env }));
  return found.map(({ good, text }) => `${good ? 'ok' : 'look'} ${text}`).join('\n');
};
const REPLY = { ADDA_MAIL_REPLY: 'replies+%@localhost' };

it('connects to the mail server and sends nothing', async () => {
  const found = await look({ ADDA_SMTP_URL: smtp.url });
  expect(found).toMatch(/ok The mail server 127\.0\.0\.1:\d+ answers/);
  expect(found).toContain('No DNS records were checked');
  expect(smtp.taken).toEqual([]);
});

it('says which server does not answer, or refuses the password, and shows none', async () => {
  const found = await look({
    ADDA_SMTP_URL: 'smtp://adda:zz-secret@127.0.0.1:1',
  });
  expect(found).toMatch(/look The mail server 127\.0\.0\.1:1 /);
  imap.password = 'another';
  const refused = await look({ ...REPLY, ADDA_IMAP_URL: imap.url.replace('secret', 'zz-wrong') });
  imap.password = 'secret';
  expect(refused).toMatch(/look The mailbox INBOX at 127\.0\.0\.1:\d+ refuses the user or the password/);
  expect(found + refused).not.toMatch(/zz-|secret/);
});

it('opens the mailbox and marks nothing', async () => {
  imap.deliver('Subject: Hello\r\n\r\nHello\r\n');
  expect(await look({ ...REPLY, ADDA_IMAP_URL: imap.url })).toMatch(
    /ok The mailbox INBOX at .* opens: 1 letters, 1 unseen/,
  );
  expect(imap.letters[0]!.seen).toBe(false);
});

it('gives the records of a domain as text to copy, and says what it could not look up', async () => {
  const found = await look({ ADDA_SMTP_URL: smtp.url, ADDA_MAIL_FROM: 'adda@adda-forum.invalid' });
  for (const words of [
    'adda-forum.invalid. TXT "v=spf1 mx a:127.0.0.1 ~all"',
    '_dmarc.adda-forum.invalid. TXT "v=DMARC1; p=quarantine',
    'SELECTOR._domainkey.adda-forum.invalid. TXT "v=DKIM1',
    'DKIM was not checked',
  ])
    expect(found).toContain(words);
});
