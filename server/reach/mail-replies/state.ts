/** How receiving goes: when a letter was taken last, and what went wrong last. */
import type { Adda } from '../../platform/adda.ts';
import { getSetting, putSetting } from '../../platform/site/queries.ts';
import { withoutAddresses } from '../../rules/addresses.ts';
import type { Conn, Tx } from '../../platform/store/store.ts';
import { oneAtATime } from '../../platform/store/transaction.ts';

const KEY = 'mail_received';
const LONGEST_FAULT = 300;

/** @property faults how many in a row @property fault of the last of them, whatever came since */
export type Receiving = {
  takenAt: number | null;
  lookedAt: number | null;
  faultAt: number | null;
  fault: string | null;
  faults: number;
};
const NOTHING: Receiving = { takenAt: null, lookedAt: null, faultAt: null, fault: null, faults: 0 };

export const receivingOf = async (conn: Conn): Promise<Receiving> => ({
  ...NOTHING,
  ...(await getSetting<Partial<Receiving>>(conn, KEY)),
});

const change = (adda: Adda, changes: (now: Receiving, tx: Tx) => Partial<Receiving>) =>
  adda.store.write(async (tx) => {
    await oneAtATime(tx, KEY);
    const now = await receivingOf(tx);
    await putSetting(tx, KEY, { ...now, ...changes(now, tx) });
  });

export async function noteTaken(adda: Adda): Promise<void> {
  await change(adda, (_, tx) => ({ takenAt: tx.now }));
}

/** The mailbox was looked into, and all of it was taken. */
export async function noteLooked(adda: Adda): Promise<void> {
  await change(adda, (_, tx) => ({ lookedAt: tx.now, faults: 0 }));
}

export async function noteFault(adda: Adda, error: unknown): Promise<void> {
  const fault = withoutAddresses(error instanceof Error ? error.message : String(error)).slice(0, LONGEST_FAULT);
  await change(adda, ({ faults }, tx) => ({ faultAt: tx.now, fault, faults: faults + 1 }));
}
