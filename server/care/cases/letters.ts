/** The letters to who gave notice of something unlawful: one whose link they follow, and the receipt. */
import { letterKind, type LetterKind } from '../../platform/mail/letters.ts';
import { hashSecret, randomSecret } from '../../platform/secrets.ts';
import { LANGUAGES } from '../../../shared/words.ts';
import { type Notice, noticeById, noticeOfReport, updateNotice } from './notice-queries.ts';

function toNotifier(notice: Notice | null) {
  if (!notice?.email) return [];
  const language = LANGUAGES.find((one) => one === notice.language);
  return [{ to: notice.email, ...(language && { language }), facts: { noticeId: notice.id } }];
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
      return m.mail.noticeLink({ forum: site.name, what: notice.address, link });
    },
  }),
  letterKind({
    template: 'noticeReceived',
    on: ['report.made'],
    recipients: async (tx, { reportId }) => toNotifier(await noticeOfReport(tx, reportId)),
    async write(tx, { facts }, { site, m }) {
      const notice = await noticeById(tx, facts.noticeId!);
      return notice && m.mail.noticeReceived({ forum: site.name, what: notice.address, id: m.number(notice.id) });
    },
  }),
];
