/**
 * One SQLite connection that writes: one transaction after the other, and those that wait for it share a commit, which
 * costs more than most of them. Each is a savepoint, so that one that fails takes nothing of the others with it.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type Database from 'better-sqlite3';
import { runCalmly } from './signals.ts';
import type { makeLock } from './sqlite-lock.ts';

/** So long transactions may follow one another before requests are looked at again. */
const TURN_MS = 5;
/** Whoever came first into a commit waits no longer than this, and one transaction, for those that came after. */
const GROUP_MS = 20;
const GROUP_SIZE = 64;

/** A transaction's work; what is to be done once it has landed goes into `after`. It awaits only its own statements. */
export type Work<T> = (after: (() => void)[]) => Promise<T>;

type Waiting = {
  /** Runs outside any transaction. */
  isApart: boolean;
  work: Work<unknown>;
  askedAt: number;
  resolve(value: unknown): void;
  reject(error: unknown): void;
};
type Done = { one: Waiting; value: unknown; after: (() => void)[] };

function land({ one, value, after }: Done): void {
  after.forEach(runCalmly);
  one.resolve(value);
}

/** @param lock of the writing connection `writer` @param landed is called when something was committed */
export function groupCommit(writer: Database.Database, lock: ReturnType<typeof makeLock>, landed: () => void) {
  const waiting: Waiting[] = [];
  let running: Promise<void> | null = null;
  let turnSince = 0;
  const [savepoint, release, back, end] = ['SAVEPOINT one', 'RELEASE one', 'ROLLBACK TO one', 'COMMIT'].map((text) =>
    writer.prepare(text),
  ) as [Database.Statement, Database.Statement, Database.Statement, Database.Statement];

  function commit(): void {
    end.run();
    landed();
  }

  /** Nothing here waits for anything but itself, so whoever writes one thing after the other would never let others in. */
  async function letOthersIn(): Promise<void> {
    await nextTurn();
    turnSince = performance.now();
  }

  /** Runs one within the transaction that is open; where it fails, it alone is taken back, and told. */
  async function runOne(one: Waiting): Promise<Done | null> {
    const after: (() => void)[] = [];
    savepoint.run();
    try {
      const value = await one.work(after);
      release.run();
      return { one, value, after };
    } catch (error) {
      // A disk that is full, and the like, ends the whole transaction.
      if (!writer.inTransaction) throw error;
      back.run();
      release.run();
      one.reject(error);
      return null;
    }
  }

  async function alone(one: Waiting): Promise<void> {
    try {
      await lock.begin(one.askedAt);
      const done = await runOne(one);
      commit();
      if (done) land(done);
    } catch (error) {
      if (writer.inTransaction) writer.exec('ROLLBACK');
      one.reject(error);
    }
  }

  async function apart({ work, resolve, reject }: Waiting): Promise<void> {
    await work([]).finally(landed).then(resolve, reject);
  }

  /** Those that wait, until one is to run apart or the others have waited long enough. */
  function* nextOnes(): Generator<Waiting> {
    const until = performance.now() + GROUP_MS;
    for (let n = 0; n < GROUP_SIZE && performance.now() < until; n++) {
      if (waiting.length === 0 || waiting[0]!.isApart) return;
      yield waiting.shift()!;
    }
  }

  /** One commit for all. Where it fails as a whole, each is tried alone, so that each has its own answer. */
  async function together(): Promise<void> {
    await lock.begin(waiting[0]!.askedAt).catch((error) => {
      waiting.shift()!.reject(error);
      throw error;
    });
    const untold: Waiting[] = [];
    const done: Done[] = [];
    try {
      for (const one of nextOnes()) {
        untold.push(one);
        const ended = await runOne(one);
        if (ended) done.push(ended);
        else untold.pop();
        if (performance.now() - turnSince > TURN_MS) await letOthersIn();
      }
      commit();
    } catch {
      if (writer.inTransaction) writer.exec('ROLLBACK');
      for (const one of untold) await alone(one);
      return;
    }
    done.forEach(land);
  }

  async function run(): Promise<void> {
    while (waiting.length > 0) {
      await letOthersIn();
      if (waiting[0]!.isApart) await apart(waiting.shift()!);
      // Whoever could not have the lock was told.
      else await together().catch(() => undefined);
      await lock.rest();
    }
    running = null;
  }

  function wait<T>(work: Work<T>, isApart: boolean): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const done = resolve as (value: unknown) => void;
      waiting.push({ isApart, work, askedAt: performance.now(), resolve: done, reject });
      running ??= run();
    });
  }

  return {
    /** Runs `work` in a transaction. @returns once it is on the disk @throws what `work` throws, or the database */
    write: <T>(work: Work<T>) => wait(work, false),
    /** Runs `work` while no transaction is open. */
    apart: <T>(work: () => Promise<T>) => wait(work, true),
    /** Once nothing waits any more. */
    async idle(): Promise<void> {
      while (running) await running;
    },
  };
}
