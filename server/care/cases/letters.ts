/** The letters to who gave notice of something unlawful: one whose link they follow, and the receipt. */
import { EVERYBODY } from '../../platform/audience/audience.ts';
import type { Tx } from '../../platform/store/store.ts';
import type { Messages } from '../../../shared/catalogue/index.ts';
import { letterKind, type LetterKind } from '../../platform/mail/letters.ts';
import { hashSecret, randomSecret } from '../../platform/secrets.ts';
import { LANGUAGES } from '../../../shared/words.ts';
import { subjectNow } from './subjects.ts';
import { type Notice, noticeById, noticeOfReport, updateNotice } from './notice-queries.ts';

function toNotifier(notice: Notice | null) {
  if (!notice?.email) return [];
  const language = LANGUAGES.find((one) => one === notice.language);
  return [{ to: notice.email, ...(language && { language }), facts: { noticeId: notice.id } }];
}

/** What it is about: its address while anybody can open it. */
async function subjectOf(tx: Tx, notice: Notice, m: Messages): Promise<string> {
  const isThere = (await subjectNow(tx, EVERYBODY, notice, true)) !== null;
  return isThere ? notice.address : m.cases.targets[notice.target];
}

export const noticeLetters: readonly LetterKind[] = [
  letterKind({
    template: 'noticeLink',
    on: ['notice.made'],
    recipients: async (tx, { noticeId }) => toNotifier(await noticeById(tx, noticeId)),
    async write(tx, { facts }, { adda, site, m }) {
      const notice = await noticeById(tx, facts.noticeId!);
      if (!notice || notice.expiresAt <= tx.now) return null;
      const secret = randomSecret();
      await updateNotice(tx, notice.id, { linkHash: hashSecret(secret) });
      const link = `${adda.config.origin}/notice/${secret}`;
      return m.mail.noticeLink({ forum: site.name, what: await subjectOf(tx, notice, m), link });
    },
  }),
  letterKind({
    template: 'noticeReceived',
    on: ['report.made'],
    recipients: async (tx, { reportId }) => toNotifier(await noticeOfReport(tx, reportId)),
    async write(tx, { facts }, { site, m }) {
      const notice = await noticeById(tx, facts.noticeId!);
      if (!notice) return null;
      const what = await subjectOf(tx, notice, m);
      return m.mail.noticeReceived({ forum: site.name, what, id: m.number(notice.id) });
    },
  }),
];
