/** The letters to who is nominated, and to them and who nominated them when it has ended. */
import { audienceOfAccount } from '../../platform/audience/scope-queries.ts';
import { AddaError } from '../../platform/errors.ts';
import { spacePath } from '../../platform/http/paths.ts';
import { letterKind, type LetterKind } from '../../platform/mail/letters.ts';
import type { Tx } from '../../platform/store/store.ts';
import { accountBy } from '../../people/accounts/queries.ts';
import { isOpen } from '../../rules/elections.ts';
import { type Space, spaceById, spaceToRead } from '../spaces/queries.ts';
import { nominationById } from './nomination-queries.ts';

async function lettersTo(tx: Tx, nominationId: number, accountIds: (number | null)[]) {
  const found = [];
  for (const id of new Set(accountIds)) {
    const account = id === null ? null : await accountBy(tx, { id });
    if (account?.email && account.emailVerifiedAt !== null)
      found.push({ to: account.email, accountId: account.id, facts: { nominationId, accountId: account.id } });
  }
  return found;
}

/** The space, as far as its reader may read it still. */
async function spaceFor(tx: Tx, spaceId: number, accountId: number): Promise<Space | null> {
  const slug = (await spaceById(tx, spaceId))?.slug ?? '';
  return spaceToRead(tx, await audienceOfAccount(tx, accountId), slug).catch((error: unknown) => {
    if (error instanceof AddaError) return null;
    throw error;
  });
}

export const nominationLetters: readonly LetterKind[] = [
  letterKind({
    template: 'nominated',
    on: ['space.nominated'],
    recipients: (tx, { nominationId, accountId, actorId }) =>
      lettersTo(tx, nominationId, accountId === actorId ? [] : [accountId]),
    async write(tx, { facts }, { adda, site, m }) {
      const nomination = await nominationById(tx, facts.nominationId!);
      const account = await accountBy(tx, { id: facts.accountId! });
      if (!nomination || !account || nomination.acceptedAt !== null || !isOpen(nomination, tx.now)) return null;
      const space = await spaceFor(tx, nomination.spaceId, account.id);
      if (!space) return null;
      const link = `${adda.config.origin}${spacePath(space.slug)}/moderators`;
      return m.mail.nominated({ forum: site.name, name: account.name, space: space.name, link });
    },
  }),
  letterKind({
    template: 'nominationEnded',
    on: ['space.nomination_ended'],
    async recipients(tx, { nominationId, actorId }) {
      const nomination = await nominationById(tx, nominationId);
      const both = [nomination?.nomineeId ?? null, nomination?.nominatorId ?? null];
      return lettersTo(
        tx,
        nominationId,
        both.filter((id) => id !== actorId),
      );
    },
    async write(tx, { facts }, { adda, site, m }) {
      const nomination = await nominationById(tx, facts.nominationId!);
      const account = await accountBy(tx, { id: facts.accountId! });
      if (!nomination || !account || nomination.decidedAt === null) return null;
      const space = await spaceFor(tx, nomination.spaceId, account.id);
      if (!space) return null;
      return m.mail.nominationEnded({
        ...{ forum: site.name, name: account.name, space: space.name, note: nomination.objection },
        told: m.keeping.nominations.states[nomination.state],
        link: `${adda.config.origin}${spacePath(space.slug)}/moderators`,
      });
    },
  }),
];
