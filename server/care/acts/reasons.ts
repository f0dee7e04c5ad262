/** Why something is done: the reasons that every forum begins with, as an admin changed them, and the forum's own. */
import type { Adda } from '../../platform/adda.ts';
import { AddaError, type FieldFault, invalid } from '../../platform/errors.ts';
import { raise } from '../../platform/events/raise.ts';
import type { Conn } from '../../platform/store/store.ts';
import { actorOf } from '../../people/accounts/office-queries.ts';
import { lengthFaults } from '../../rules/lengths.ts';
import { type Actor, whyNotAdminister } from '../../rules/roles.ts';
import { LIMITS } from '../../../shared/limits.ts';
import { cleanLine, cleanText, slugify } from '../../../shared/text.ts';
import { ACT_REASONS } from '../../../shared/words.ts';
import { changedReasons, putReason } from './queries.ts';

/** @property name null for one whose name is in the catalogue @property rule the house rule behind it, or '' */
export type Reason = { slug: string; name: string | null; rule: string; isActive: boolean };

/** All reasons of the forum, those that were put away too. */
export async function allReasons(conn: Conn): Promise<Reason[]> {
  const changed = new Map((await changedReasons(conn)).map((one) => [one.slug, one]));
  const usual = ACT_REASONS.map((slug) => {
    const { rule = '', isActive = true } = changed.get(slug) ?? {};
    return { slug, name: null, rule, isActive };
  });
  const own = [...changed.values()].filter(({ name }) => name !== null);
  return [...usual, ...own.map(({ slug, name, rule, isActive }) => ({ slug, name, rule, isActive }))];
}

/** Those that may be given. */
export const givenReasons = async (conn: Conn): Promise<Reason[]> =>
  (await allReasons(conn)).filter(({ isActive }) => isActive);

/** Adds a reason of the forum's own, or changes one. @throws {AddaError} `forbidden`, `invalid` */
export async function setReason(
  adda: Adda,
  actor: Actor,
  input: { slug?: string; name?: string; rule: string; isActive: boolean },
): Promise<void> {
  const rule = cleanText(input.rule).trim();
  const name = cleanLine(input.name ?? '');
  const isUsual = ACT_REASONS.some((one) => one === input.slug);
  const faults: FieldFault[] = lengthFaults('rule', rule, { max: LIMITS.reason.max });
  if (!isUsual) faults.push(...lengthFaults('name', name, LIMITS.reasonName));
  const slug = input.slug || `own-${slugify(name)}`;
  await adda.store.write(async (tx) => {
    const no = whyNotAdminister(actor && (await actorOf(tx, actor)));
    if (no) throw new AddaError(no);
    if (faults.length > 0) throw invalid(...faults);
    const isKnown = (await changedReasons(tx)).some((one) => one.slug === slug);
    if (input.slug && !isUsual && !isKnown) throw new AddaError('not_found');
    if (!input.slug && isKnown) throw invalid({ field: 'name', fault: 'taken' });
    await putReason(tx, { slug, name: isUsual ? null : name, rule, isActive: input.isActive });
    await raise(tx, { kind: 'forum.changed', actorId: actor!.id });
  });
}
