/** What must not come back with a backup: people who were erased since, sessions that were ended, letters that went out. */
import type { Adda } from '../../platform/adda.ts';
import { type Erased, noteErased } from '../../platform/backup/erased.ts';
import type { Consumer } from '../../platform/events/consumers.ts';
import { mediaFolder } from '../../platform/config.ts';
import { endAllSessions } from '../../platform/sessions/queries.ts';
import { dropWaitingMail } from '../../platform/mail/figure-queries.ts';
import { AddaError } from '../../platform/errors.ts';
import { erase } from './erase.ts';
import { accountBy } from './queries.ts';

export const erasedConsumer: Consumer = {
  name: 'erased list',
  kinds: ['account.erased'],
  async handle(tx, event, { config }) {
    if (event.kind !== 'account.erased') return;
    const { accountId } = event;
    const account = await accountBy(tx, { id: accountId });
    if (account?.erasedAt)
      noteErased(mediaFolder(config), { accountId, createdAt: account.createdAt, erasedAt: account.erasedAt });
  },
};

/** @property notErased accounts that could not be erased again, being the only admin of that time */
export type Afterwards = { erased: number; notErased: number[]; sessions: number; letters: number };

/**
 * Erases again whom a list names, ends all sessions, and lets go of letters that waited: they went out long ago.
 * @param list of whoever was erased, of before and after the backup
 */
export async function afterRestore(adda: Adda, list: readonly Erased[]): Promise<Afterwards> {
  const { store, features } = adda;
  const { sessions, letters } = await store.write(async (tx) => ({
    sessions: await endAllSessions(tx),
    letters: await dropWaitingMail(tx),
  }));
  const notErased = new Set<number>();
  let erased = 0;
  for (const { accountId, createdAt } of list) {
    const account = await accountBy(store.read, { id: accountId });
    if (!account || account.erasedAt !== null || account.createdAt !== createdAt) continue;
    try {
      await store.write((tx) => erase(tx, features, accountId));
      erased++;
    } catch (error) {
      if (!(error instanceof AddaError) || error.code !== 'last_admin') throw error;
      notErased.add(accountId);
    }
  }
  return { erased, notErased: [...notErased], sessions, letters };
}
