/** The letter to whom an act concerns, and the one that tells them what became of their appeal. */
import { letterKind, type LetterKind } from '../../platform/mail/letters.ts';
import { hashSecret, randomSecret } from '../../platform/secrets.ts';
import type { Tx } from '../../platform/store/store.ts';
import { accountBy } from '../../people/accounts/queries.ts';
import { actRule } from '../../rules/moderation.ts';
import type { ActTarget, ActVerb } from '../../../shared/words.ts';
import { actById, appealById, setKey } from './queries.ts';
import { allReasons } from './reasons.ts';
import { actWords, reasonName } from './words.ts';

async function toMember(tx: Tx, accountId: number | null, actId: number) {
  const account = accountId === null ? null : await accountBy(tx, { id: accountId });
  if (!account?.email || account.emailVerifiedAt === null) return [];
  return [{ to: account.email, accountId: account.id, facts: { actId } }];
}

type Told = { actId: number; accountId: number | null; target: ActTarget; verb: ActVerb; actorId: number | null };
const recipients = async (tx: Tx, { actId, accountId, target, verb, actorId }: Told) =>
  actRule(target, verb)?.tells && accountId !== actorId ? toMember(tx, accountId, actId) : [];

export const actLetters: readonly LetterKind[] = [
  letterKind({
    template: 'decision',
    on: ['moderated', 'member.moderated'],
    recipients: (tx, event) => recipients(tx, event),
    async write(tx, { facts }, { adda, site, m }) {
      const found = await actById(tx, facts.actId!);
      // What was taken back meanwhile need frighten nobody.
      if (!found?.act.accountId || found.act.undoneById !== null) return null;
      const { act, title } = found;
      const account = await accountBy(tx, { id: act.accountId! });
      const about = { forum: site.name, name: account?.name ?? '', title: title ?? '', note: act.note };
      const { told } = actWords(m, act.target, act.verb);
      // Nobody appeals against being read.
      if (act.verb === 'approve')
        return m.mail.postApproved({ ...about, told, link: `${adda.config.origin}/p/${act.postId}` });
      const secret = randomSecret();
      await setKey(tx, act.id, hashSecret(secret));
      const reasons = await allReasons(tx);
      return m.mail.decision({
        ...{ ...about, told, rule: act.rule ?? '' },
        reason: act.reason === null ? '' : reasonName(m, act.reason, reasons),
        link: `${adda.config.origin}/statements/${act.id}?key=${secret}`,
      });
    },
  }),
  letterKind({
    template: 'appealDecided',
    on: ['appeal.decided'],
    async recipients(tx, { appealId }) {
      const found = await appealById(tx, appealId);
      const to = found ? await toMember(tx, found.appeal.accountId, found.act.id) : [];
      return to.map((one) => ({ ...one, facts: { appealId } }));
    },
    async write(tx, { facts }, { adda, site, m }) {
      const found = await appealById(tx, facts.appealId!);
      if (!found?.appeal.accountId || found.appeal.state === 'open') return null;
      const account = await accountBy(tx, { id: found.appeal.accountId });
      const { upheld, dismissed } = m.acts.appeal;
      return m.mail.appealDecided({
        ...{ forum: site.name, name: account?.name ?? '', note: found.appeal.decision ?? '' },
        told: found.appeal.state === 'upheld' ? upheld : dismissed,
        link: `${adda.config.origin}/statements/${found.act.id}`,
      });
    },
  }),
];
