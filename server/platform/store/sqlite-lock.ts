/** SQLite's one lock for writers, which other processes take as well: waited for without holding up whoever reads. */
import { setTimeout as sleep } from 'node:timers/promises';
import type Database from 'better-sqlite3';
import { codeOf } from './unavailable.ts';

/** A try costs some microseconds. */
const TRY_EVERY_MS = 4;
/** The longest rest of a command after a transaction: a try of the server falls into it. */
const LONGEST_REST_MS = 20;
const SHORTEST_REST_MS = 6;

/**
 * How a process shares the file. The server gives a write up soon, so that whoever wrote is told; a command waits long,
 * and rests after each transaction as long as it took, so that the server gets its turn.
 */
export type Sharing = { waitMs: number; rests: boolean };
export const AS_SERVER: Sharing = { waitMs: 3_000, rests: false };
export const AS_COMMAND: Sharing = { waitMs: 60_000, rests: true };

/** The lock of one writing connection. SQLite itself must not wait on it: the whole process would. */
export function makeLock(writer: Database.Database, { waitMs, rests }: Sharing) {
  let hadAt = -Infinity;
  return {
    /**
     * Begins a transaction that may write.
     * @param askedAt since when it is wanted, as `performance.now()` says it
     * @throws `SQLITE_BUSY` when others have held the lock for too long
     */
    async begin(askedAt: number): Promise<void> {
      for (;;) {
        try {
          writer.exec('BEGIN IMMEDIATE');
          hadAt = performance.now();
          return;
        } catch (error) {
          const since = Math.max(askedAt, hadAt);
          if (!codeOf(error).startsWith('SQLITE_BUSY') || performance.now() - since > waitMs) throw error;
        }
        await sleep(TRY_EVERY_MS);
      }
    },
    /** After a transaction. */
    async rest(): Promise<void> {
      const took = performance.now() - hadAt;
      if (rests) await sleep(Math.min(Math.max(took, SHORTEST_REST_MS), LONGEST_REST_MS));
    },
  };
}
