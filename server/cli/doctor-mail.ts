/** What is wrong with mail, in words: nothing is sent, and what could not be checked is said. */
import { resolveMx, resolveTxt } from 'node:dns/promises';
import { createTransport } from 'nodemailer';
import type { Config } from '../platform/config.ts';
import { PATIENCE } from '../platform/mail/transport.ts';
import { imapClient } from '../reach/mail-replies/mailbox.ts';
import { withoutAddresses } from '../rules/addresses.ts';
import type { Finding } from './doctor.ts';

const LOOK_UP_MS = 5_000;
const LOCAL = /^(localhost|.*\.localhost|.*\.local|[\d.]+)$/;

const said = (error: unknown) =>
  withoutAddresses(String((error as Error).message ?? error).split('\n')[0]!).slice(0, 200);
const hostOf = (url: string) => new URL(url).host;
const domainOf = (address: string) => address.slice(address.lastIndexOf('@') + 1).replace(/>.*$/, '');

/** Connects, with TLS where it is asked for or offered, and signs in. */
async function checkSmtp({ smtpUrl }: Config): Promise<Finding[]> {
  if (smtpUrl === '') return [];
  const smtp = createTransport({ url: smtpUrl, ...PATIENCE });
  try {
    await smtp.verify();
    const user = new URL(smtpUrl).username === '' ? 'without signing in' : 'and the password is right';
    return [{ good: true, text: `The mail server ${hostOf(smtpUrl)} answers, ${user}. Nothing was sent.` }];
  } catch (error) {
    const { code = '' } = error as { code?: string };
    const what =
      { EAUTH: 'refuses the user or the password', ESOCKET: 'cannot be spoken to', ETLS: 'has no good TLS' }[code] ??
      'does not answer as it should';
    return [{ good: false, text: `The mail server ${hostOf(smtpUrl)} ${what}: ${said(error)}` }];
  } finally {
    smtp.close();
  }
}

/** The same for the mailbox of answers; no letter in it is read or marked. */
async function checkImap({ imapUrl, mailReply }: Config): Promise<Finding[]> {
  if (mailReply === '') return [{ good: true, text: 'No ADDA_MAIL_REPLY: letters cannot be answered by mail.' }];
  if (imapUrl === '')
    return [
      {
        good: true,
        text: `No ADDA_IMAP_URL: answers come where the mail server pipes what it gets for ${mailReply} into adda mail receive. Whether it does was not checked.`,
      },
    ];
  const { client, mailbox } = await imapClient(imapUrl);
  client.on('error', () => undefined);
  try {
    await client.connect();
    const status = await client.status(mailbox, { messages: true, unseen: true });
    if (!status) throw new Error('there is no such mailbox');
    const { messages = 0, unseen = 0 } = status;
    await client.logout();
    return [
      {
        good: true,
        text: `The mailbox ${mailbox} at ${hostOf(imapUrl)} opens: ${messages} letters, ${unseen} unseen. Whether letters to ${mailReply} come there was not checked.`,
      },
    ];
  } catch (error) {
    const { authenticationFailed } = error as { authenticationFailed?: boolean };
    const what = authenticationFailed ? 'refuses the user or the password' : 'cannot be opened';
    return [{ good: false, text: `The mailbox ${mailbox} at ${hostOf(imapUrl)} ${what}: ${said(error)}` }];
  } finally {
    client.close();
  }
}

/** The records of a name that begin so; null where they could not be looked up. */
async function records(name: string, begin: string): Promise<string[] | null> {
  const tooLong = new Promise<null>((resolve) => setTimeout(resolve, LOOK_UP_MS, null).unref());
  const found = resolveTxt(name).then(
    (all) => all.map((parts) => parts.join('')).filter((text) => text.toLowerCase().startsWith(begin)),
    (error: { code?: string }) => (error.code === 'ENOTFOUND' || error.code === 'ENODATA' ? [] : null),
  );
  return Promise.race([found, tooLong]);
}

async function checkRecord(name: string, begin: string, what: string, wanted: string): Promise<Finding> {
  const found = await records(name, begin);
  const copy = `${name}. TXT "${wanted}"`;
  if (found === null)
    return { good: true, text: `${what} of ${name} could not be looked up, so it was not checked. Usual: ${copy}` };
  if (found.length === 0)
    return { good: false, text: `${name} has no ${what}: other servers take our letters for spam. Usual: ${copy}` };
  if (found.length > 1)
    return { good: false, text: `${name} has ${found.length} records of ${what}, and so none that counts.` };
  return { good: true, text: `${what} of ${name}: ${found[0]}` };
}

/** Does any server take mail for the domain of the reply address? */
async function checkMx(mailReply: string): Promise<Finding[]> {
  if (mailReply === '' || LOCAL.test(domainOf(mailReply))) return [];
  const domain = domainOf(mailReply);
  const tooLong = new Promise<null>((resolve) => setTimeout(resolve, LOOK_UP_MS, null).unref());
  const hosts = resolveMx(domain).then(
    (all) => all.map(({ exchange }) => exchange),
    (error: { code?: string }) => (error.code === 'ENODATA' ? [] : null),
  );
  const found = await Promise.race([hosts, tooLong]);
  if (found === null) return [{ good: true, text: `MX of ${domain} could not be looked up, so it was not checked.` }];
  return found.length > 0
    ? [{ good: true, text: `Mail for ${domain} goes to ${found.join(', ')}.` }]
    : [{ good: false, text: `${domain} has no MX record: whether answers by mail reach it is doubtful.` }];
}

/** Records by which other servers know that letters are ours. */
async function checkDns({ mailFrom, smtpUrl }: Config): Promise<Finding[]> {
  const domain = domainOf(mailFrom);
  if (smtpUrl === '') return [];
  if (LOCAL.test(domain))
    return [
      { good: true, text: `No DNS records were checked: letters are from ${domain}, which is no public domain.` },
    ];
  const host = new URL(smtpUrl).hostname;
  return [
    await checkRecord(domain, 'v=spf1', 'SPF', `v=spf1 mx a:${host} ~all`),
    await checkRecord(
      `_dmarc.${domain}`,
      'v=dmarc1',
      'DMARC',
      `v=DMARC1; p=quarantine; rua=mailto:postmaster@${domain}`,
    ),
    {
      good: true,
      text: `DKIM was not checked: the mail server signs, under a selector that only it knows. It tells you a record like SELECTOR._domainkey.${domain}. TXT "v=DKIM1; k=rsa; p=KEY"`,
    },
  ];
}

/** Everything about mail. It may take some seconds where servers do not answer. */
export async function checkMailServers(config: Config): Promise<Finding[]> {
  const all = [checkSmtp(config), checkImap(config), checkMx(config.mailReply), checkDns(config)];
  return (await Promise.all(all)).flat();
}
