/** The letter to whom an act concerns, and the one that tells them what became of their appeal. */
import { letterKind, type LetterKind } from '../../platform/mail/letters.ts';
import { hashSecret, randomSecret } from '../../platform/secrets.ts';
import { signedIn } from '../../platform/site/signing.ts';
import type { Tx } from '../../platform/store/store.ts';
import { accountBy } from '../../people/accounts/queries.ts';
import { actRule, givesBack } from '../../rules/moderation.ts';
import type { ActTarget, ActVerb } from '../../../shared/words.ts';
import { threadPath } from '../../platform/http/paths.ts';
import { mayDispute } from './duplicate.ts';
import { actById, appealById, setKey } from './queries.ts';
import { allReasons } from './reasons.ts';
import { STATEMENT } from './statement-keys.ts';
import { originalOf, toldText, whyText } from './told.ts';

async function toMember(tx: Tx, accountId: number | null, actId: number) {
  const account = accountId === null ? null : await accountBy(tx, { id: accountId });
  if (!account?.email || account.emailVerifiedAt === null) return [];
  return [{ to: account.email, accountId: account.id, facts: { actId } }];
}

type Told = { actId: number; accountId: number | null; target: ActTarget; verb: ActVerb; actorId: number | null };
const recipients = async (tx: Tx, { actId, accountId, target, verb, actorId }: Told) =>
  actRule(target, verb)?.tells && accountId !== actorId && !(await followsAppeal(tx, actId))
    ? toMember(tx, accountId, actId)
    : [];

/** What takes an act back for an appeal is in the appeal's own letter. */
async function followsAppeal(tx: Tx, actId: number): Promise<boolean> {
  const undoesId = (await actById(tx, actId))?.act.undoesId ?? null;
  return undoesId !== null && (await actById(tx, undoesId))?.appeal?.state === 'upheld';
}

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
      const told = toldText(m, found);
      // Nobody appeals against being read.
      if (act.verb === 'approve')
        return m.mail.postApproved({ ...about, told, link: `${adda.config.origin}/p/${act.postId}` });
      const secret = randomSecret();
      await setKey(tx, act.id, hashSecret(secret));
      const { origin } = adda.config;
      const original = await originalOf(tx, found);
      const dispute = (await mayDispute(tx, act.accountId, act)) ? `${origin}/t/${act.threadId}` : '';
      return m.mail.decision({
        ...{ ...about, told, rule: act.rule ?? '', reason: whyText(m, found, await allReasons(tx)) ?? '' },
        ...{ original: original ? `${original.title}\n${origin}${threadPath(original)}` : '', dispute },
        ...{ link: `${origin}/statements/${act.id}?key=${secret}`, isGivenBack: givesBack(act.verb) },
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
        // Also for who may not sign in meanwhile.
        link: `${adda.config.origin}/statements/${found.act.id}?key=${await signedIn(tx, STATEMENT, String(found.act.id))}`,
      });
    },
  }),
];
