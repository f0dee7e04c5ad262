/** The letter that tells who reported something what became of it. */
import { letterKind, type LetterKind } from '../../platform/mail/letters.ts';
import type { Tx } from '../../platform/store/store.ts';
import { EVERYBODY } from '../../platform/audience/audience.ts';
import { audienceOfAccount } from '../../platform/audience/scope-queries.ts';
import { permalinkOf } from '../cases/report-view.ts';
import { subjectNow } from '../cases/subjects.ts';
import { spacePath } from '../../platform/http/paths.ts';
import { accountBy } from '../../people/accounts/queries.ts';
import { moderatorsOf } from '../../forum/keeping/queries.ts';
import { spaceById } from '../../forum/spaces/queries.ts';
import { actById } from '../acts/queries.ts';
import { caseById, type CaseRow, reportById } from '../cases/queries.ts';
import { LANGUAGES } from '../../../shared/words.ts';
import { outcomeOf } from './own-reports.ts';

/** The address of what it is about; '' for who cannot read it any more: members have their reports instead. */
async function pathOfCase(tx: Tx, reporterId: number | null, of: CaseRow): Promise<string> {
  const audience = reporterId === null ? EVERYBODY : await audienceOfAccount(tx, reporterId);
  const subject = await subjectNow(tx, audience, of, true);
  return subject ? permalinkOf(subject) : '';
}

export const reportLetters: readonly LetterKind[] = [
  letterKind({
    template: 'spaceReminded',
    on: ['space.reminded'],
    async recipients(tx, { spaceId, caseId, actorId }) {
      const others = (await moderatorsOf(tx, spaceId)).here.filter(({ id }) => id !== actorId);
      const accounts = [];
      for (const { id } of others) accounts.push(await accountBy(tx, { id }));
      return accounts.flatMap((one) =>
        one?.email && one.emailVerifiedAt !== null
          ? [{ to: one.email, accountId: one.id, facts: { caseId, accountId: one.id } }]
          : [],
      );
    },
    async write(tx, { facts }, { adda, site, m }) {
      const of = await caseById(tx, facts.caseId!);
      const space = of && (await spaceById(tx, of.subjectId));
      const account = await accountBy(tx, { id: facts.accountId! });
      if (!space || !account) return null;
      return m.mail.spaceReminded({
        ...{ forum: site.name, name: account.name, space: space.name, note: of.decision ?? '' },
        link: adda.config.origin + spacePath(space.slug),
      });
    },
  }),
  letterKind({
    template: 'reportDecided',
    on: ['report.decided'],
    async recipients(tx, { reportId }) {
      const report = (await reportById(tx, reportId))?.report;
      const facts = { reportId };
      if (report?.contact) {
        const language = LANGUAGES.find((one) => one === report.language);
        return [{ to: report.contact, ...(language && { language }), facts }];
      }
      const account = report?.reporterId ? await accountBy(tx, { id: report.reporterId }) : null;
      if (!account?.email || account.emailVerifiedAt === null) return [];
      return [{ to: account.email, accountId: account.id, facts }];
    },
    async write(tx, { facts }, { adda, site, m }) {
      const found = await reportById(tx, facts.reportId!);
      if (!found || found.report.state === 'open') return null;
      const { report, of } = found;
      const act = of.actId === null ? null : ((await actById(tx, of.actId))?.act ?? null);
      const { origin } = adda.config;
      const path = await pathOfCase(tx, report.reporterId, of);
      const reason = of.kind === 'edit' ? m.cases.edit : m.reports.reasons[report.reason].name;
      const what = `${m.cases.targets[of.target]} · ${reason}`;
      return m.mail.reportDecided({
        ...{ forum: site.name, what: path === '' ? what : `${what}\n${origin}${path}`, note: report.decision ?? '' },
        told: [m.reports.said[report.state], outcomeOf({ m }, act, of.spaceAct)].filter(Boolean).join(' '),
        link: report.reporterId === null ? '' : `${origin}/reports`,
      });
    },
  }),
];
