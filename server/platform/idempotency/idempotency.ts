/**
 * A write that is sent twice under one key is done once. Each write transaction of an action is a step: that it was
 * done, and what came of it, is written in the same transaction, so that either both land or neither does. Sent
 * again, the steps give back what came of them, and the action comes to the same end.
 */
import { createHash } from 'node:crypto';
import type { Adda } from '../adda.ts';
import { AddaError } from '../errors.ts';
import type { Conn, Store, Tx } from '../store/store.ts';
import { oneAtATime } from '../store/transaction.ts';
import { doneUnder, forgetDone, noteDone } from './queries.ts';

/** A request with a key. @property key already that of one address; with the content in it where other content is another act */
export type Keyed = { accountId: number; key: string; contentHash: string };
export type Answer = { status: number; body: unknown };

/**
 * @param address method and address, with what is in its place of parameters: a key is good for one address
 * @param isStrict whether other content under the same key is refused (the API) or another act (a form, brought back
 *   by the browser and sent with other words)
 */
export function keyedBy(
  accountId: number,
  address: string,
  sent: string,
  contentHash: string,
  isStrict: boolean,
): Keyed {
  const parts = isStrict ? ['api', address, sent] : ['form', address, sent, contentHash];
  const key = createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
  return { accountId, key, contentHash };
}

async function found(conn: Conn, { accountId, contentHash }: Keyed, key: string) {
  const row = await doneUnder(conn, accountId, key);
  if (row && row.contentHash !== contentHash) throw new AddaError('idempotency_mismatch');
  return row;
}

/** The key of each write transaction of an action. */
const stepKey = ({ key }: Keyed, step: number): string => `${key}#${step}`;

/** Whether the first of it was done under its key: what came along is kept already. @throws {AddaError} `idempotency_mismatch` */
export const isBegun = async (conn: Conn, keyed: Keyed): Promise<boolean> =>
  (await found(conn, keyed, stepKey(keyed, 1))) !== null || (await found(conn, keyed, keyed.key)) !== null;

/**
 * Runs `work` in this transaction unless it was done under this key; then what came of it comes back.
 * @throws {AddaError} `idempotency_mismatch` when something else was sent under the key
 */
async function idempotent<T>(tx: Tx, keyed: Keyed, key: string, work: () => Promise<T>, onNew: () => void): Promise<T> {
  await oneAtATime(tx, `once:${keyed.accountId}:${key}`);
  const before = await found(tx, keyed, key);
  if (before) return (before.result as { value: T }).value;
  const value = await work();
  await noteDone(tx, keyed.accountId, key, keyed.contentHash, { value });
  onNew();
  return value;
}

/**
 * Runs an action whose write transactions are done once under the key. One that is refused in the end leaves no
 * trace of its key, so that it can be sent again.
 * @param run gets an Adda to write with
 */
export async function once<R>(adda: Adda, keyed: Keyed, run: (adda: Adda) => Promise<R>): Promise<R> {
  const { store } = adda;
  const own: string[] = [];
  let steps = 0;
  const write: Store['write'] = (work) => {
    const key = stepKey(keyed, ++steps);
    return store.write((tx) =>
      idempotent(
        tx,
        keyed,
        key,
        () => work(tx),
        () => void own.push(key),
      ),
    );
  };
  const stepwise: Store = Object.assign(Object.create(store) as Store, { write });
  try {
    return await run({ ...adda, store: stepwise });
  } catch (error) {
    if (own.length > 0) await store.write((tx) => forgetDone(tx, keyed.accountId, own));
    throw error;
  }
}

/**
 * The same for the API, where the answer itself is kept: sent again, status and body are those of the first time,
 * whatever happened since.
 * @throws {AddaError} `idempotency_mismatch`
 */
export async function answeredOnce(adda: Adda, keyed: Keyed, run: (adda: Adda) => Promise<Answer>): Promise<Answer> {
  const before = await found(adda.store.read, keyed, keyed.key);
  if (before) return before.result as Answer;
  const answer = await once(adda, keyed, run);
  await adda.store.write((tx) => noteDone(tx, keyed.accountId, keyed.key, keyed.contentHash, answer));
  return answer;
}
