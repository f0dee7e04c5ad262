/**
 * Reads from a streaming replica of PostgreSQL, as long as it holds everything that this process knows was committed;
 * otherwise the primary is asked. So nobody misses what they wrote, and what is kept is never drawn from less than is known.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type postgres from 'postgres';
import { type Client, openPool } from './postgres-pool.ts';
import { codeOf } from './unavailable.ts';

/** A replica on the same network is behind by a millisecond or two. */
const FIRST_LOOK_MS = 2;
const LONGEST_LOOK_MS = 250;
/** A commit is acknowledged when the replica has it, or after so long: by then every node has been told, and asks the primary. */
const COMMIT_WAITS_MS = 50;
/** After a failure the primary is asked alone for so long. */
const REST_MS = 1_000;
/** What a replica cannot answer while it lives: a statement in the way of what it replays, or one that writes. */
const PRIMARY_ANSWERS = /^(40001|40P01|25006|CONNECTION_|CONNECT_TIMEOUT|E[A-Z]+$|57P0|25P03|53300)/;

const WHERE = {
  primary: 'select system_identifier::text as id, pg_current_wal_lsn()::text as lsn from pg_control_system()',
  replica: `select system_identifier::text as id, pg_is_in_recovery() as follows,
    pg_wal_lsn_diff($1::pg_lsn, pg_last_wal_replay_lsn())::bigint as behind from pg_control_system()`,
};

/** @property behind bytes that it had not replayed; below 0 where it has more than the primary had when that was asked */
type State = { isSame: boolean; follows: boolean; behind: number };

/** How far a replica is with what the primary has by now, whether it follows one, and whether it is this one's. */
async function stateOf(primary: Pick<Client, 'unsafe'>, replica: Pick<Client, 'unsafe'>): Promise<State> {
  const [here] = await primary.unsafe(WHERE.primary);
  const [there] = await replica.unsafe(WHERE.replica, [here!.lsn]);
  return { isSame: there!.id === here!.id, follows: there!.follows, behind: Number(there!.behind) };
}

/** The same, asked once, of two addresses. @throws whatever the driver does where one does not answer */
export async function stateOfReplica(primaryUrl: string, replicaUrl: string): Promise<State> {
  const [primary, replica] = [openPool(primaryUrl, 1), openPool(replicaUrl, 1)];
  return stateOf(primary, replica).finally(() => Promise.all([primary.end(), replica.end()]));
}

type Unsafe = postgres.Sql['unsafe'];
type Asked = ReturnType<Unsafe>;
type Shape = (query: Asked) => PromiseLike<unknown>;

export type Replica = {
  /** What reads go through. */
  reader: Client;
  /** How many reads each has answered since the start, and how far the replica was behind when it was last asked, in bytes. */
  figures(): { fromReplica: number; fromPrimary: number; bytesBehind: number | null };
  /** After a commit of this process: until the replica has it, and whoever is told of it reads it through any node. */
  settle(): Promise<void>;
  close(): Promise<void>;
};

/**
 * @param stamp of the store: another number after each commit that this process knows of, null while it may miss some
 */
export function openReplica(primary: Client, url: string, poolSize: number, stamp: () => number | null): Replica {
  const pool = openPool(url, poolSize);
  /** The stamp up to which the replica holds everything. */
  let holds: number | null = null;
  let chase: NodeJS.Timeout | null = null;
  let restsUntil = 0;
  let isClosed = false;
  const asked = { fromReplica: 0, fromPrimary: 0, bytesBehind: null as number | null };

  function rest(): void {
    holds = null;
    restsUntil = performance.now() + REST_MS;
  }

  /** Asks how far both are; the replica holds what the primary had when it was asked, not what came meanwhile. */
  async function look(): Promise<boolean> {
    const upTo = stamp();
    if (upTo === null) return false;
    const { isSame, follows, behind } = await stateOf(primary, pool);
    // What follows nobody, or somebody else, goes its own way.
    if (!follows || !isSame) return (rest(), false);
    asked.bytesBehind = Math.max(0, behind);
    if (behind > 0) return false;
    holds = upTo;
    return true;
  }

  let looking: Promise<boolean> = Promise.resolve(false);
  let next: Promise<boolean> | null = null;
  /** A look that begins from now on; those who ask while one runs share the one after it. */
  function lookAnew(): Promise<boolean> {
    next ??= looking
      .catch(() => false)
      .then(() => {
        next = null;
        return (looking = look().catch(() => (rest(), false)));
      });
    return next;
  }

  function follow(waitMs: number): void {
    if (isClosed) return;
    chase = setTimeout(async () => {
      const isThere = await lookAnew();
      chase = null;
      if (!isThere)
        follow(Math.min(Math.max(waitMs * 2, restsUntil - performance.now()), Math.max(LONGEST_LOOK_MS, REST_MS)));
    }, waitMs).unref();
  }

  function isCaughtUp(): boolean {
    const now = stamp();
    if (now !== null && holds === now && performance.now() >= restsUntil) return true;
    if (!chase) follow(FIRST_LOOK_MS);
    return false;
  }

  async function answer(shape: Shape, ...statement: Parameters<Unsafe>): Promise<unknown> {
    if (isCaughtUp()) {
      try {
        const rows = await shape(pool.unsafe(...statement) as Asked);
        asked.fromReplica++;
        return rows;
      } catch (error) {
        if (!PRIMARY_ANSWERS.test(codeOf(error))) throw error;
        rest();
      }
    }
    asked.fromPrimary++;
    return shape(primary.unsafe(...statement) as Asked);
  }

  /** As the driver's own: rows by name, or as lists where `values()` is called at once. */
  const unsafe = ((...statement: Parameters<Unsafe>) => {
    let shape: Shape = (query) => query;
    const answered = Promise.resolve().then(() => answer(shape, ...statement));
    return Object.assign(answered, {
      values() {
        shape = (query) => query.values();
        return answered;
      },
    });
  }) as unknown as Unsafe;

  return {
    reader: { unsafe, options: primary.options },
    figures: () => ({ ...asked }),
    async settle() {
      const until = performance.now() + COMMIT_WAITS_MS;
      while (performance.now() < until && performance.now() >= restsUntil)
        if (await lookAnew()) return;
        else await sleep(FIRST_LOOK_MS);
    },
    async close() {
      isClosed = true;
      if (chase) clearTimeout(chase);
      await pool.end();
    },
  };
}
