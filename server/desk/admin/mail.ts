/** How mail goes out and comes in, and what an admin does about it. */
import type { Adda } from '../../platform/adda.ts';
import { AddaError } from '../../platform/errors.ts';
import { giveUpMail, queueFigures, retriedMail } from '../../platform/mail/figure-queries.ts';
import { letterKind, type LetterKind } from '../../platform/mail/letters.ts';
import { enqueueMail, givenUpMail } from '../../platform/mail/queries.ts';
import { consume } from '../../platform/rate-limit/rate-limit.ts';
import { accountBy } from '../../people/accounts/queries.ts';
import { pushFigures } from '../../insight/push/queries.ts';
import { receivingOf } from '../../reach/mail-replies/state.ts';
import { withoutAddresses } from '../../rules/addresses.ts';
import { TEST_LETTERS } from '../../rules/rate-limits.ts';
import { type Actor, whyNotAdminister } from '../../rules/roles.ts';

const SHOWN = 100;
const TEST = 'test';

type Failed = { id: number; template: string | null; tries: number; error: string | null; at: number };
const shown = (letter: Failed) => ({ ...letter, error: letter.error && withoutAddresses(letter.error) });

/** @returns what the page of mail shows: no address of a member is in it */
export async function mailState({ config, store }: Adda) {
  const conn = store.read;
  return {
    bySmtp: config.smtpUrl !== '',
    queue: await queueFigures(conn),
    retried: (await retriedMail(conn, SHOWN)).map(shown),
    givenUp: (await givenUpMail(conn, SHOWN)).map(shown),
    push: await pushFigures(conn, Date.now()),
    receiving: { isOn: config.mailReply !== '', byImap: config.imapUrl !== '', ...(await receivingOf(conn)) },
  };
}

export type MailState = Awaited<ReturnType<typeof mailState>>;

/** Sends a letter to whoever asks for it. @throws {AddaError} `forbidden`, `verify_first`, `too_many` */
export async function sendTestLetter(adda: Adda, actor: Actor): Promise<void> {
  const no = whyNotAdminister(actor);
  if (no || !actor) throw new AddaError(no ?? 'forbidden');
  await adda.store.write(async (tx) => {
    const account = await accountBy(tx, { id: actor.id });
    if (!account?.email || account.emailVerifiedAt === null) throw new AddaError('verify_first');
    await consume(tx, TEST_LETTERS, actor.id);
    const facts = { accountId: actor.id };
    await enqueueMail(tx, { to: account.email, accountId: actor.id, template: TEST, facts, eventId: null });
  });
}

/** Tries a letter no more that failed. @throws {AddaError} `forbidden`, `not_found` */
export async function giveUpLetter(adda: Adda, actor: Actor, id: number): Promise<void> {
  const no = whyNotAdminister(actor);
  if (no) throw new AddaError(no);
  await adda.store.write(async (tx) => {
    if (!(await giveUpMail(tx, id))) throw new AddaError('not_found');
  });
}

export const testLetters: readonly LetterKind[] = [
  letterKind({
    template: TEST,
    on: [],
    recipients: async () => [],
    async write(tx, { facts }, { adda, site, m }) {
      const account = await accountBy(tx, { id: facts.accountId! });
      return account && m.mail.test({ forum: site.name, name: account.name, link: `${adda.config.origin}/admin/mail` });
    },
  }),
];
