/** Who does something after what happened. */
import { setOwnOrigin } from '../site/origin.ts';
import type { Adda } from '../adda.ts';
import type { Feature } from '../feature.ts';
import { openFiles } from '../files/files.ts';
import { openAside } from '../worker-pool/aside.ts';
import { makeWorkerPool } from '../worker-pool/pool.ts';
import type { Store, Tx } from '../store/store.ts';
import type { EventKind, StoredEvent } from './kinds.ts';

/**
 * What it does, it does in the transaction that also takes its task away: so it happens once, however often it is tried.
 * What is outside the database (a letter, a call to another server) it puts into a queue of its own.
 */
export type Consumer = {
  /** Stored with its tasks: it stays the same over releases. */
  name: string;
  /** What it wants to know of; it may depend on what other features bring. */
  kinds: readonly EventKind[] | ((features: readonly Feature[]) => readonly EventKind[]);
  /**
   * May await only its `tx`. Whatever it throws lets it be tried again later.
   * @param doneTo what it returned last: much is done in pieces, a transaction each; 0 at first
   * @returns how far it got where something is left
   */
  handle(tx: Tx, event: StoredEvent, adda: Adda, doneTo: number): Promise<number | void>;
};

type Wanted = ReadonlyMap<EventKind, readonly string[]>;
const wantedIn = new WeakMap<Store, Wanted>();

/** Tells a store which consumers there are: from then on, each event there leaves a task for those that want it. */
export function wireConsumers(store: Store, features: readonly Feature[]): void {
  const wanted = new Map<EventKind, string[]>();
  for (const { name, kinds } of features.flatMap(({ consumers = [] }) => consumers))
    for (const kind of typeof kinds === 'function' ? kinds(features) : kinds)
      wanted.set(kind, [...(wanted.get(kind) ?? []), name]);
  wantedIn.set(store, wanted);
}

/** The names of those who want this kind. @throws when nobody said which consumers there are: tasks would be lost */
export function consumersOf(store: Store, kind: EventKind): readonly string[] {
  const wanted = wantedIn.get(store);
  if (!wanted) throw new Error('No consumers were wired to this store: make Adda with makeAdda().');
  return wanted.get(kind) ?? [];
}

const workerPool = makeWorkerPool();

/** Puts the parts together, and tells the store who does something after what happens. */
export function makeAdda(parts: Omit<Adda, 'workerPool' | 'aside' | 'files'>): Adda {
  wireConsumers(parts.store, parts.features);
  setOwnOrigin(parts.config.origin);
  return { ...parts, workerPool, aside: openAside(parts.store), files: openFiles(parts.config) };
}
