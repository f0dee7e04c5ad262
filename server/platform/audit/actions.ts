/** The log of what was done in office. Entries are written in the transaction of what they tell. */
import type { Adda } from '../adda.ts';
import { isOpenSpace } from '../audience/scope-queries.ts';
import { CHAIN_START, hashOf, placeOf, whatIsWrong } from '../../rules/chain.ts';
import { getSetting, putSetting } from '../site/queries.ts';
import type { Conn, Tx } from '../store/store.ts';
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
  'case_decided',
  'moderated',
  'asker_disputed',
  'appeal_decided',
  'space_kept',
  'raid_started',
  'raid_ended',
  'join_link_made',
  'join_link_ended',
  'role_changed',
  'moderator_named',
  'moderator_dismissed',
  'moderator_left',
  'moderator_vote',
  'nomination_objected',
  'example_loaded',
  'example_removed',
] as const;
export type AuditKind = (typeof AUDIT_KINDS)[number];

export type Entry = {
  kind: AuditKind;
  actorId: number | null;
  brandId: number | null;
  /** No names of people: those are looked up when the log is read, and go when the person goes. */
  facts?: Record<string, string | number | null>;
  /** Where it was; null, or left out, for what concerns the whole forum. A thread among the facts says it, too. */
  spaceId?: number | null;
};

const END_KEY = 'log_end';
const BATCH = 1_000;
const NOTED_ONCE_MS = 3_600_000;

/** The facts as they are hashed: with the space in which it was. */
async function textOf(tx: Tx, { facts = {}, spaceId }: Entry): Promise<string> {
  const there = spaceId ?? (typeof facts.thread === 'number' ? await queries.spaceOfThread(tx, facts.thread) : null);
  const all = there === null ? facts : { ...facts, spaceId: there };
  return JSON.stringify(all, Object.keys(all).sort());
}

/** @param facts as they are hashed */
async function append(tx: Tx, { kind, actorId, brandId }: Entry, facts: string): Promise<number> {
  const last = await queries.lastEntry(tx);
  const place = placeOf(facts);
  const link = {
    number: (last?.number ?? 0) + 1,
    at: tx.now,
    kind,
    actorId,
    brandId,
    // What is done in a space that not everybody reads is for those who do.
    isPublic: place.spaceId === null || (await isOpenSpace(tx, place.spaceId)),
    facts,
    previous: last?.hash ?? CHAIN_START,
  };
  const hash = hashOf(link);
  await queries.insertParticipant(tx, { ...link, ...place, hash });
  // Where the chain ends: otherwise nobody would miss what was cut off there.
  await putSetting(tx, END_KEY, { number: link.number, hash });
  return link.number;
}

/** Adds an entry to the chain. Call it last in a transaction: entries are written one at a time. @returns its number */
export async function record(tx: Tx, entry: Entry): Promise<number> {
  const facts = await textOf(tx, entry);
  await oneAtATime(tx, 'audit');
  return append(tx, entry, facts);
}

/** As `record`, but the same thing by the same person once an hour, so that nobody floods the log. */
export async function recordOnce(tx: Tx, entry: Entry & { actorId: number }): Promise<void> {
  const facts = await textOf(tx, entry);
  await oneAtATime(tx, 'audit');
  if (!(await queries.wasNoted(tx, entry.actorId, entry.kind, facts, tx.now - NOTED_ONCE_MS)))
    await append(tx, entry, facts);
}

export type Verdict = {
  entries: number;
  /** The hash of the last entry: note it elsewhere, and a log rewritten as a whole is found too. */
  head: string;
  wrong: { number: number; what: 'missing' | 'altered' } | null;
  /** Whether the hash that was asked for is in the chain; null when none was. */
  hasHead: boolean | null;
};

/** Where the chain ended when it was last written to. */
const noted = async (conn: Conn) =>
  (await getSetting<{ number: number; hash: string }>(conn, END_KEY)) ?? { number: 0, hash: CHAIN_START };

/** Walks the whole chain and says where it is broken, if it is. @param head a hash noted earlier */
export async function verifyLog(adda: Adda, head: string | null = null): Promise<Verdict> {
  const { read } = adda.store;
  // Asked before and after the walk: entries may come meanwhile, and none of them is a fault.
  const atStart = await noted(read);
  let atNoted = CHAIN_START;
  let before = { number: 0, hash: CHAIN_START };
  let hasHead = head === null ? null : false;
  for (;;) {
    const entries = await queries.entriesAfter(read, before.number, BATCH);
    for (const entry of entries) {
      const what = whatIsWrong(entry, before);
      if (what)
        return { entries: before.number, head: before.hash, wrong: { number: before.number + 1, what }, hasHead };
      before = { number: entry.number, hash: entry.hash };
      if (entry.hash === head) hasHead = true;
      if (entry.number === atStart.number) atNoted = entry.hash;
    }
    if (entries.length < BATCH) {
      const atEnd = await noted(read);
      const isCut = atStart.number > before.number;
      const isForged = !isCut && atNoted !== atStart.hash;
      const isStretched = before.number > atEnd.number;
      const wrong = isCut
        ? { number: before.number + 1, what: 'missing' as const }
        : isForged || isStretched
          ? { number: isForged ? atStart.number : atEnd.number + 1, what: 'altered' as const }
          : null;
      return { entries: before.number, head: before.hash, wrong, hasHead };
    }
  }
}
