/** Registering brands, and what admins decide about brand staff as a whole. */
import type { Adda } from '../platform/adda.ts';
import { record } from '../platform/audit/actions.ts';
import { AddaError, type FieldFault, invalid } from '../platform/errors.ts';
import { LIMIT_NAMES, LIMIT_RANGES, type LimitName, limitsFrom } from '../rules/posting.ts';
import { type Actor, whyNotAdminister } from '../rules/roles.ts';
import { mustBeSeen } from '../platform/seen-values.ts';
import { site, updateSite } from '../platform/site/queries.ts';
import type { ChangedBy } from '../platform/site/setting-queries.ts';
import { isTaken, type Tx } from '../platform/store/store.ts';
import { oneAtATime } from '../platform/store/transaction.ts';
import { type BrandInput, checkBrand } from './check.ts';
import * as queries from './queries.ts';
import { raise } from '../platform/events/raise.ts';

function mustAdminister(actor: Actor): asserts actor is NonNullable<Actor> {
  const no = whyNotAdminister(actor);
  if (no) throw new AddaError(no);
}

/** @throws {AddaError} `forbidden`, `invalid` */
export async function registerBrand(adda: Adda, actor: Actor, input: BrandInput): Promise<queries.Brand> {
  mustAdminister(actor);
  const checked = checkBrand(input);
  try {
    return await adda.store.write(async (tx) => {
      const brand = await queries.insertBrand(tx, { ...checked, createdAt: tx.now });
      await updateSite(tx, { hasBrands: true });
      await raise(tx, { kind: 'brand.registered', actorId: actor.id, brandId: brand.id });
      const facts = { name: brand.name, domains: brand.domains.join(' ') };
      await record(tx, { kind: 'brand_registered', actorId: actor.id, brandId: brand.id, facts });
      return brand;
    });
  } catch (error) {
    if (isTaken(error)) throw invalid({ field: 'name', fault: 'taken' });
    throw error;
  }
}

/**
 * Changes a brand. Labels that were written before stay as they are; where they are shown, the new name is
 * added.
 * @throws {AddaError} `forbidden`, `not_found`, `invalid`
 */
export async function saveBrand(
  adda: Adda,
  actor: Actor,
  slug: string,
  { was, ...input }: BrandInput & { was?: string | undefined },
): Promise<{ slug: string }> {
  mustAdminister(actor);
  const checked = checkBrand({ ...input, slug: input.slug || slug });
  try {
    await adda.store.write(async (tx) => {
      await oneAtATime(tx, `brand:${slug}`);
      const brand = await queries.brandBy(tx, { slug });
      if (!brand) throw new AddaError('not_found');
      mustBeSeen(was, queries.saidOf(brand), queries.saidOf({ ...brand, ...checked }));
      await queries.updateBrand(tx, brand.id, checked);
      const { operator } = await site(tx);
      const isOperator = operator?.id === brand.id;
      if (isOperator) await updateSite(tx, { operator: operatorFrom({ ...brand, ...checked }) });
      await raise(tx, { kind: 'brand.changed', actorId: actor.id, brandId: brand.id });
      const facts = { from: brand.name, to: checked.name, domains: checked.domains.join(' ') };
      await record(tx, { kind: 'brand_changed', actorId: actor.id, brandId: brand.id, facts });
    });
  } catch (error) {
    if (isTaken(error)) throw invalid({ field: 'slug', fault: 'taken' });
    throw error;
  }
  return { slug: checked.slug };
}

const operatorFrom = ({ id, name, slug, domains }: queries.Brand) => ({ id, name, slug, domains });

/**
 * Says which brand runs the forum, if one does: then its admins speak for it. When none does any more they carry the
 * former one's label for as long as a former member of staff has a stake.
 * @param slug of the brand, or nothing
 * @throws {AddaError} `forbidden`, `not_found`
 */
export async function setOperator(adda: Adda, actor: Actor, slug: string, was?: string): Promise<void> {
  mustAdminister(actor);
  await adda.store.write(async (tx) => {
    await oneAtATime(tx, 'site');
    mustBeSeen(was, { operator: (await site(tx)).operator?.slug ?? '' }, { operator: slug });
    const brand = slug ? await queries.brandBy(tx, { slug }) : null;
    if (slug && !brand) throw new AddaError('not_found');
    await setOperatorIn(tx, brand, { actorId: actor.id });
  });
}

/** The same in this transaction. */
export async function setOperatorIn(tx: Tx, brand: queries.Brand | null, by: ChangedBy): Promise<void> {
  const { operator, formerOperator } = await site(tx);
  const isOther = operator !== null && operator.id !== brand?.id;
  const changes = {
    operator: brand && operatorFrom(brand),
    formerOperator: isOther ? { ...operator, until: tx.now } : formerOperator,
  };
  await updateSite(tx, changes, by);
  await raise(tx, { kind: 'forum.changed', actorId: by.actorId });
  const facts = { name: brand?.name ?? null };
  await record(tx, { kind: 'operator_changed', actorId: by.actorId, brandId: brand?.id ?? null, facts });
}

/**
 * Makes limits stricter, or brings them back to the standard; nothing makes them looser.
 * @throws {AddaError} `forbidden`, `invalid`
 */
export async function setLimits(
  adda: Adda,
  actor: Actor,
  input: Partial<Record<LimitName, number>>,
  was?: string,
): Promise<Record<LimitName, number>> {
  mustAdminister(actor);
  const faults: FieldFault[] = [];
  for (const name of LIMIT_NAMES) {
    const value = input[name];
    const { min, max } = LIMIT_RANGES[name];
    if (value !== undefined && (value < min || value > max))
      faults.push({ field: name, fault: 'out_of_range', length: min, limit: max });
  }
  if (faults.length > 0) throw invalid(...faults);
  return adda.store.write(async (tx) => {
    await oneAtATime(tx, 'site');
    const now = limitsFrom((await site(tx)).staffLimits);
    mustBeSeen(was, now, { ...now, ...input });
    return setLimitsIn(tx, input, { actorId: actor.id });
  });
}

/** The same in this transaction. @param input within the ranges */
export async function setLimitsIn(
  tx: Tx,
  input: Partial<Record<LimitName, number>>,
  by: ChangedBy,
): Promise<Record<LimitName, number>> {
  const before = limitsFrom((await site(tx)).staffLimits);
  const limits = limitsFrom({ ...before, ...input });
  const changed = LIMIT_NAMES.filter((name) => limits[name] !== before[name]);
  if (changed.length === 0) return limits;
  await updateSite(tx, { staffLimits: limits }, by);
  await raise(tx, { kind: 'forum.changed', actorId: by.actorId });
  const facts = Object.fromEntries(changed.map((name) => [name, limits[name]]));
  await record(tx, { kind: 'limits_changed', actorId: by.actorId, brandId: null, facts });
  return limits;
}
