/** All brands as a table of numbers, for admins: what each has said, what it may still say, how it was received. */
import { setImmediate as breathe } from 'node:timers/promises';
import { activeGrants, declaredTexts, postsOfBrands, refusalsOfBrands } from '../../brands/figure-queries.ts';
import { allBrands, type Brand } from '../../brands/queries.ts';
import { site } from '../../platform/site/queries.ts';
import type { Conn } from '../../platform/store/store.ts';
import { brandInSpace } from '../../rules/brand-spaces.ts';
import { brandDayLimit, DAY, limitsFrom } from '../../rules/posting.ts';

export const WINDOW_DAYS = [7, 30, 90, 365] as const;
export type WindowDays = (typeof WINDOW_DAYS)[number];

/** What the table has of each brand, in the order of its columns. */
export const NUMBERS = ['staff', 'posts', 'notes', 'today', 'refused', 'worked', 'declared'] as const;
export type NumberName = (typeof NUMBERS)[number];
export const SORTS = ['name', ...NUMBERS] as const;
export type Sort = (typeof SORTS)[number];

/** @property dayLimit posts in 24 hours, of which `today` are used */
export type BrandNumbers = { slug: string; name: string; dayLimit: number } & Record<NumberName, number>;

/** More different declarations than these are not looked at. */
const DECLARATIONS = 300;
/** So many are read before others have their turn. */
const READ_TOGETHER = 10;

/** How many members declare something that names each brand. */
async function declaredBy(conn: Conn, brands: Brand[]): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  for (const [i, { text, count }] of (await declaredTexts(conn, DECLARATIONS)).entries()) {
    if (i % READ_TOGETHER === READ_TOGETHER - 1) await breathe();
    const brand = brandInSpace({ name: text, slug: '', charter: '' }, brands)?.brand;
    if (brand) found.set(brand, (found.get(brand) ?? 0) + count);
  }
  return found;
}

export async function brandNumbers(conn: Conn, days: WindowDays, now: number): Promise<BrandNumbers[]> {
  const brands = await allBrands(conn);
  const ids = brands.map(({ id }) => id);
  const window = now - days * DAY;
  const posts = new Map((await postsOfBrands(conn, ids, { window, day: now - DAY })).map((row) => [row.brandId, row]));
  const refused = new Map((await refusalsOfBrands(conn, window)).map((row) => [row.brandId, row.refused]));
  const grants = await activeGrants(conn, ids);
  const declared = await declaredBy(conn, brands);
  const limits = limitsFrom((await site(conn)).staffLimits);
  return brands.map(({ id, slug, name }) => {
    const started = grants.flatMap(({ brandId, startedAt }) => (brandId === id ? startedAt : []));
    const said = posts.get(id);
    return {
      ...{ slug, name, staff: started.length, dayLimit: brandDayLimit(limits, started, now) },
      ...{ posts: said?.posts ?? 0, notes: said?.notes ?? 0, today: said?.today ?? 0, worked: said?.worked ?? 0 },
      ...{ refused: refused.get(id) ?? 0, declared: declared.get(slug) ?? 0 },
    };
  });
}

/** In the order of a column; those that are alike by name. */
export function sorted(rows: BrandNumbers[], sort: Sort, isDown: boolean): BrandNumbers[] {
  const byName = (a: BrandNumbers, b: BrandNumbers) => a.name.localeCompare(b.name);
  const sign = isDown ? -1 : 1;
  return rows.toSorted((a, b) => sign * (sort === 'name' ? byName(a, b) : a[sort] - b[sort]) || byName(a, b));
}
