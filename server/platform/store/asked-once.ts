/** What a transaction asked already. For what it only reads: whoever changes it asks anew. */
import type { Conn } from './store.ts';
import { isTransaction } from './transaction.ts';

const asked = new WeakMap<Conn, Map<string, Promise<unknown>>>();

/** Asks once in each transaction; outside of one, each time. @param key of the question, with what it is about */
export function askedOnce<T>(conn: Conn, key: string, ask: () => Promise<T>): Promise<T> {
  if (!isTransaction(conn)) return ask();
  const answers = asked.get(conn) ?? new Map<string, Promise<unknown>>();
  asked.set(conn, answers);
  if (!answers.has(key)) answers.set(key, ask());
  return answers.get(key) as Promise<T>;
}
