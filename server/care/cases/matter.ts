/** What is reported and decided of one thing goes one after the other. */
import type { Tx } from '../../platform/store/store.ts';
import { oneAtATime } from '../../platform/store/transaction.ts';
import type { CaseKind, CaseTarget } from '../../../shared/words.ts';

/** Locks several in one order, so that two who lock the same never wait for each other. */
export async function lockMatters(tx: Tx, matters: OnMatter[]): Promise<void> {
  const keys = new Set(matters.map(({ kind, target, subjectId }) => `case:${kind}:${target}:${subjectId}`));
  for (const key of [...keys].sort()) await oneAtATime(tx, key);
}

export type OnMatter = { kind: CaseKind; target: CaseTarget; subjectId: number };

/** Until the transaction ends nobody else reports this, claims its case or decides it. */
export const lockMatter = (tx: Tx, { kind, target, subjectId }: OnMatter): Promise<void> =>
  oneAtATime(tx, `case:${kind}:${target}:${subjectId}`);
