/** Who does something after what happened. */
import { setOwnOrigin } from '../site/origin.ts';
import type { Adda } from '../adda.ts';
import type { Feature } from '../feature.ts';
import { openFiles } from '../files/files.ts';
import { openAside } from '../worker-pool/aside.ts';
import { makeWorkerPool } from '../worker-pool/pool.ts';
import type { Store, Tx } from '../store/store.ts';
import type { AddaEvent, EventKind, StoredEvent } from './kinds.ts';

/**
 * What it does, it does in the transaction that also takes its task away: so it happens once, however often it is tried.
 * What is outside the database (a letter, a call to another server) it puts into a queue of its own.
 */
export type Consumer = {
  /** Stored with its tasks: it stays the same over releases. */
  name: string;
  /** What it wants to know of; it may depend on what other features bring. */
  kinds: readonly EventKind[] | ((features: readonly Feature[]) => readonly EventKind[]);
  /** Whether it has anything to do after an event of these; without it, after each. */
  wants?(event: AddaEvent): boolean;
  /**
   * May await only its `tx`. Whatever it throws lets it be tried again later.
   * @param doneTo what it returned last: much is done in pieces, a transaction each; 0 at first
   * @returns how far it got where something is left
   */
  handle(tx: Tx, event: StoredEvent, adda: Adda, doneTo: number): Promise<number | void>;
};

type Wanted = ReadonlyMap<EventKind, readonly Consumer[]>;
const wantedIn = new WeakMap<Store, Wanted>();

/** Tells a store which consumers there are: from then on, each event there leaves a task for those that want it. */
export function wireConsumers(store: Store, features: readonly Feature[]): void {
  const wanted = new Map<EventKind, Consumer[]>();
  for (const consumer of features.flatMap(({ consumers = [] }) => consumers)) {
    const { kinds } = consumer;
    for (const kind of typeof kinds === 'function' ? kinds(features) : kinds)
      wanted.set(kind, [...(wanted.get(kind) ?? []), consumer]);
  }
  wantedIn.set(store, wanted);
}

/** The names of those who want an event. @throws when nobody said which consumers there are: tasks would be lost */
export function consumersOf(store: Store, event: AddaEvent): string[] {
  const wanted = wantedIn.get(store);
  if (!wanted) throw new Error('No consumers were wired to this store: make Adda with makeAdda().');
  return (wanted.get(event.kind) ?? []).filter((one) => one.wants?.(event) ?? true).map(({ name }) => name);
}

const workerPool = makeWorkerPool();

/** Puts the parts together, and tells the store who does something after what happens. */
export function makeAdda(parts: Omit<Adda, 'workerPool' | 'aside' | 'files'>): Adda {
  wireConsumers(parts.store, parts.features);
  setOwnOrigin(parts.config.origin);
  return { ...parts, workerPool, aside: openAside(parts.store), files: openFiles(parts.config) };
}
