/** The log of what was done in office. Entries are written in the transaction of what they tell. */
import type { Adda } from '../adda.ts';
import { CHAIN_START, hashOf, whatIsWrong } from '../rules/chain.ts';
import { getSetting, putSetting } from '../site/queries.ts';
import type { Tx } from '../store/store.ts';
import { oneAtATime } from '../store/transaction.ts';
import * as queries from './queries.ts';

export const AUDIT_KINDS = [
  'brand_registered',
  'brand_changed',
  'grant_proposed',
  'grant_confirmed',
  'grant_started',
  'grant_renewed',
  'grant_ended',
  'limit_hit',
  'door_opened',
  'exception_used',
  'safety_notice',
  'limits_changed',
  'operator_changed',
  'space_overridden',
  'report_made',
  'report_decided',
] as const;
export type AuditKind = (typeof AUDIT_KINDS)[number];

export type Entry = {
  kind: AuditKind;
  actorId: number | null;
  brandId: number | null;
  /** No names of people: those are looked up when the log is read, and go when the person goes. */
  facts?: Record<string, string | number | null>;
  isPublic?: boolean;
};

const END_KEY = 'log_end';
const BATCH = 1_000;
const NOTED_ONCE_MS = 3_600_000;

function textOf(facts: NonNullable<Entry['facts']>): string {
  return JSON.stringify(facts, Object.keys(facts).sort());
}

/** Adds an entry to the chain. Call it last in a transaction: entries are written one at a time. */
export async function record(tx: Tx, { kind, actorId, brandId, facts = {}, isPublic = true }: Entry): Promise<void> {
  await oneAtATime(tx, 'audit');
  const last = await queries.lastEntry(tx);
  const link = {
    number: (last?.number ?? 0) + 1,
    at: tx.now,
    kind,
    actorId,
    brandId,
    isPublic,
    facts: textOf(facts),
    previous: last?.hash ?? CHAIN_START,
  };
  const hash = hashOf(link);
  await queries.insertEntry(tx, { ...link, hash });
  // Where the chain ends: otherwise nobody would miss what was cut off there.
  await putSetting(tx, END_KEY, { number: link.number, hash });
}

/** As `record`, but the same thing by the same person once an hour, so that nobody floods the log. */
export async function recordOnce(tx: Tx, entry: Entry & { actorId: number }): Promise<void> {
  await oneAtATime(tx, 'audit');
  const isKnown = await queries.wasNoted(
    tx,
    entry.actorId,
    entry.kind,
    textOf(entry.facts ?? {}),
    tx.now - NOTED_ONCE_MS,
  );
  if (!isKnown) await record(tx, entry);
}

export type Verdict = {
  entries: number;
  /** The hash of the last entry: note it elsewhere, and a log rewritten as a whole is found too. */
  head: string;
  wrong: { number: number; what: 'missing' | 'altered' } | null;
  /** Whether the hash that was asked for is in the chain; null when none was. */
  hasHead: boolean | null;
};

/** Walks the whole chain and says where it is broken, if it is. @param head a hash noted earlier */
export async function verifyLog(adda: Adda, head: string | null = null): Promise<Verdict> {
  let before = { number: 0, hash: CHAIN_START };
  let hasHead = head === null ? null : false;
  for (;;) {
    const entries = await queries.entriesAfter(adda.store.read, before.number, BATCH);
    for (const entry of entries) {
      const what = whatIsWrong(entry, before);
      if (what)
        return { entries: before.number, head: before.hash, wrong: { number: before.number + 1, what }, hasHead };
      before = { number: entry.number, hash: entry.hash };
      if (entry.hash === head) hasHead = true;
    }
    if (entries.length < BATCH) {
      const end = await getSetting<{ number: number }>(adda.store.read, END_KEY);
      const isCut = (end?.number ?? 0) > before.number;
      const wrong = isCut ? { number: before.number + 1, what: 'missing' as const } : null;
      return { entries: before.number, head: before.hash, wrong, hasHead };
    }
  }
}
