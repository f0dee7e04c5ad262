/** Settings of prevention, watch rules, and raid mode. */
import type { Adda } from '../../platform/adda.ts';
import { record } from '../../platform/audit/actions.ts';
import { AddaError, type FieldFault, invalid } from '../../platform/errors.ts';
import { raise } from '../../platform/events/raise.ts';
import { mustBeSeen } from '../../platform/seen-values.ts';
import { site, updateSite } from '../../platform/site/queries.ts';
import { oneAtATime } from '../../platform/store/transaction.ts';
import type { Tx } from '../../platform/store/store.ts';
import { actorOf } from '../../people/accounts/office-queries.ts';
import { PRINTS_MS, type Prevention, raidAt } from '../../rules/prevention.ts';
import { type Actor, whyNotAdminister, whyNotModerate } from '../../rules/roles.ts';
import { readPatterns, WATCH_LIMITS } from '../../rules/watch.ts';
import { writtenLanguage } from '../../../shared/written.ts';
import type { WatchAction, WatchKind } from '../../../shared/words.ts';
import { deletePrints } from './queries.ts';
import * as rules from './watch-queries.ts';

/** Does something in the name of an admin, who changed the forum by it. */
function asAdmin<T>(adda: Adda, actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> {
  return adda.store.write(async (tx) => {
    const no = whyNotAdminister(actor && (await actorOf(tx, actor)));
    if (no) throw new AddaError(no);
    const done = await work(tx);
    await raise(tx, { kind: 'forum.changed', actorId: actor!.id });
    return done;
  });
}

/** @param was what the form says of the values that it showed @throws {AddaError} `forbidden`, `not_signed_in`, `stale_values` */
export const savePrevention = (adda: Adda, actor: Actor, prevention: Prevention, was?: string): Promise<void> =>
  asAdmin(adda, actor, async (tx) => {
    await oneAtATime(tx, 'site');
    mustBeSeen(was, (await site(tx)).prevention, prevention);
    await updateSite(tx, { prevention }, { actorId: actor!.id });
  });

export type RuleInput = { kind: WatchKind; action: WatchAction; language: string; patterns: string };

/** Keeps a rule, switched off: it is tried first. @throws {AddaError} `forbidden`, `invalid` */
export async function addRule(adda: Adda, actor: Actor, input: RuleInput): Promise<number> {
  const { patterns, faults } = readPatterns(input.kind, input.patterns);
  const language = writtenLanguage(input.language);
  if (input.language !== '' && language === null) faults.push({ field: 'language', fault: 'wrong' });
  return asAdmin(adda, actor, async (tx) => {
    if (faults.length > 0) throw invalid(...faults);
    await oneAtATime(tx, 'watch rules');
    const length = (await rules.allRules(tx)).length + 1;
    const full: FieldFault = { field: 'patterns', fault: 'too_many', limit: WATCH_LIMITS.rules, length };
    if (length > WATCH_LIMITS.rules) throw invalid(full);
    return rules.insertRule(tx, { kind: input.kind, action: input.action, language, patterns });
  });
}

/** @throws {AddaError} `forbidden`, `not_found` */
export const switchRule = (adda: Adda, actor: Actor, id: number, isActive: boolean): Promise<void> =>
  asAdmin(adda, actor, async (tx) => {
    if (!(await rules.setActive(tx, id, isActive))) throw new AddaError('not_found');
  });

/** @throws {AddaError} `forbidden`, `not_found` */
export const dropRule = (adda: Adda, actor: Actor, id: number): Promise<void> =>
  asAdmin(adda, actor, async (tx) => {
    if (!(await rules.deleteRule(tx, id))) throw new AddaError('not_found');
  });

const HOUR = 3_600_000;

/**
 * Switches raid mode on for a time, or off. Whoever moderates the whole forum may; everybody reads it in the log.
 * @param input null to end it
 * @throws {AddaError} `forbidden`, `no_change` for what is off
 */
export async function setRaid(adda: Adda, actor: Actor, input: { hours: number; days: number } | null): Promise<void> {
  await adda.store.write(async (tx) => {
    const now = actor && (await actorOf(tx, actor));
    const no = whyNotModerate(now, null);
    if (no) throw new AddaError(no);
    await oneAtATime(tx, 'raid');
    if (!input && !raidAt((await site(tx)).raid, tx.now)) throw new AddaError('no_change');
    const raid = input && { until: tx.now + input.hours * HOUR, days: input.days };
    await updateSite(tx, { raid });
    const kind = raid ? 'raid_started' : 'raid_ended';
    await record(tx, { kind, actorId: now!.id, brandId: null, facts: { until: raid?.until ?? null } });
    await raise(tx, { kind: 'forum.changed', actorId: now!.id });
  });
}

/** What is over goes: raid mode whose time has come, which the log says, and texts that are not compared any more. */
export async function endWhatIsOver(adda: Adda): Promise<void> {
  await adda.store.write(async (tx) => {
    await deletePrints(tx, tx.now - PRINTS_MS);
    await oneAtATime(tx, 'raid');
    const { raid } = await site(tx);
    if (!raid || raidAt(raid, tx.now)) return;
    await updateSite(tx, { raid: null });
    await record(tx, { kind: 'raid_ended', actorId: null, brandId: null, facts: { until: null } });
    await raise(tx, { kind: 'forum.changed', actorId: null });
  });
}
