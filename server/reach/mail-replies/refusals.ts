/** Why an answer by mail was not posted, said by a letter to the account's own address, with what was written. */
import type { Adda } from '../../platform/adda.ts';
import { AddaError, type ErrorCode, type ErrorDetails } from '../../platform/errors.ts';
import { doneUnder, noteDone } from '../../platform/idempotency/queries.ts';
import { faultSentence, sentenceOf } from '../../platform/http/sentences.ts';
import { postPath } from '../../platform/http/paths.ts';
import { audienceOfAccount } from '../../platform/audience/scope-queries.ts';
import { letterKind, type LetterKind } from '../../platform/mail/letters.ts';
import { enqueueMail } from '../../platform/mail/queries.ts';
import type { MailHead } from '../../platform/mail/head.ts';
import type { ReadMail } from '../../platform/mail/read.ts';
import type { ReplyPlace } from '../../platform/mail/reply-address.ts';
import { oneAtATime } from '../../platform/store/transaction.ts';
import { tryConsume } from '../../platform/rate-limit/rate-limit.ts';
import { threadById } from '../../forum/threads/queries.ts';
import { postFor } from '../../forum/threads/post-queries.ts';
import { type Account, accountBy } from '../../people/accounts/queries.ts';
import { FORGED_MAIL, MAIL_REFUSALS } from '../../rules/rate-limits.ts';
import type { Messages } from '../../../shared/catalogue/index.ts';
import { cleanWords } from '../../../shared/text.ts';

const REFUSED = 'reply_refused';
const FORGED = 'reply_forged';
/** More than any post has. */
const WORDS_KEPT = 40_000;
const SHOWN_ADDRESS = /^[\w.+-]{1,64}@[a-z\d.-]{1,100}$/;
const MESSAGE_ID = /^<[^<>\s]{1,200}>$/;

/** What waits with the letter: it is written in the language that its reader has by then. */
type Kept = { code: ErrorCode; details: ErrorDetails; words: string; messageId: string };

/** Queues the letter, once for each that came, and within limits. @param refused what came, and why it is not posted */
export async function refuseByLetter(
  adda: Adda,
  account: Account,
  refused: { key: string; place: ReplyPlace; mail: ReadMail; head: MailHead; error: AddaError },
): Promise<void> {
  const { key, place, mail, head, error } = refused;
  const isForged = error.code === 'mail_forged';
  const { faults, retryAfter, sum } = error.details;
  const details = { ...(faults && { faults }), ...(retryAfter && { retryAfter }), ...(sum && { sum }) };
  // Where it is its words that are missed, all that came is given back.
  const words = error.code === 'mail_quotes_letter' ? mail.text : mail.words || mail.text;
  const kept: Kept = {
    code: error.code,
    details,
    words: words.slice(0, WORDS_KEPT),
    messageId: head.messageId.slice(0, 500),
  };
  // Of a forged letter nothing is told but the address that it says it is from: its words would come in our name.
  const shown = head.from !== null && SHOWN_ADDRESS.test(head.from) ? head.from : '';
  await adda.store.write(async (tx) => {
    await oneAtATime(tx, key);
    if (await doneUnder(tx, account.id, key)) return;
    // Who is told no more is kept no more of either: whoever forges letters makes as many as they like.
    if (!(await tryConsume(tx, isForged ? FORGED_MAIL : MAIL_REFUSALS, account.id))) return;
    await noteDone(tx, account.id, key, '', { value: { refused: error.code } });
    await enqueueMail(tx, {
      ...{ to: account.email!, accountId: account.id, template: isForged ? FORGED : REFUSED, eventId: null },
      words: isForged ? shown : JSON.stringify(kept),
      facts: { accountId: account.id, postId: place.postId },
    });
  });
}

function whyOf({ code, details }: Kept, m: Messages): string {
  const faults = details.faults?.map((fault) => faultSentence(fault, m));
  return faults && faults.length > 0 ? faults.join(' ') : sentenceOf(new AddaError(code, details), m);
}

/** Our letters say themselves that a machine wrote them; this one also what it answers. */
const headersFor = (messageId: string): Record<string, string> => ({
  'Auto-Submitted': 'auto-replied',
  ...(MESSAGE_ID.test(messageId) && { 'In-Reply-To': messageId, References: messageId }),
});

export const refusalLetters: readonly LetterKind[] = [
  letterKind({
    template: REFUSED,
    on: [],
    recipients: async () => [],
    async write(tx, { facts, words }, { adda, site, m }) {
      const account = await accountBy(tx, { id: facts.accountId! });
      if (!account || account.erasedAt !== null) return null;
      const kept = JSON.parse(words) as Kept;
      const audience = await audienceOfAccount(tx, account.id);
      const post = await postFor(tx, audience, { id: facts.postId! });
      const thread = post && (await threadById(tx, audience, post.threadId));
      const letter = m.mail.replyRefused({
        ...{ forum: site.name, name: account.name, title: thread?.title ?? '', why: whyOf(kept, m) },
        words: cleanWords(kept.words),
        link: thread ? adda.config.origin + postPath(thread, post.number) : '',
      });
      return { ...letter, headers: headersFor(kept.messageId) };
    },
  }),
  letterKind({
    template: FORGED,
    on: [],
    recipients: async () => [],
    async write(tx, { facts, words }, { site, m }) {
      const account = await accountBy(tx, { id: facts.accountId! });
      if (!account || account.erasedAt !== null) return null;
      return { ...m.mail.forgedReply({ forum: site.name, name: account.name, from: words }), headers: headersFor('') };
    },
  }),
];
