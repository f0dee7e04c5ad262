/** What a brand's public page shows: its use of every limit, its grants, and its part of the log. */
import { entryCounts, type PublicEntry, publicEntries } from '../../platform/audit/queries.ts';
import { threadsInLog } from '../../care/log/parts.ts';
import { AddaError } from '../../platform/errors.ts';
import { brandDayLimit, DAY, type Limits, limitsFrom, SAFETY_WINDOW, spaceShare, WEEK } from '../../rules/posting.ts';
import { site } from '../../platform/site/queries.ts';
import { labelsSince, safetySince, shareOfVoice } from '../../brands/activity-queries.ts';
import type { Audience } from '../../platform/audience/audience.ts';
import type { Conn } from '../../platform/store/store.ts';
import { type Brand, brandBy, type Grant, grantsOf } from '../../brands/queries.ts';

const ENTRIES_SHOWN = 30;

export type BrandPage = {
  brand: Brand;
  limits: Limits;
  /** Posts in 24 hours: as the desk of who speaks for it says. */
  dayLimit: number;
  /** Posts, withdrawn ones too. */
  posts: { day: number; week: number; month: number };
  shares: { name: string; slug: string; used: number; limit: number; posts: number }[];
  safety: number;
  /** Refusals by a limit in the last 30 days. */
  limitsHit: number;
  grants: Grant[];
  entries: PublicEntry[];
  /** The threads in those that this reader may read. */
  there: Set<number>;
};

/** @throws {AddaError} `not_found` */
export async function loadBrandPage(conn: Conn, audience: Audience, slug: string): Promise<BrandPage> {
  const brand = await brandBy(conn, { slug });
  if (!brand) throw new AddaError('not_found');
  const now = Date.now();
  const limits = limitsFrom((await site(conn)).staffLimits);
  const month = await labelsSince(conn, brand.id, now - SAFETY_WINDOW);
  const since = (ms: number) => month.filter(({ at }) => at > now - ms).length;
  const shares = await shareOfVoice(conn, audience, brand.id, now - WEEK);
  const grants = await grantsOf(conn, brand.id);
  const active = grants.flatMap(({ state, startedAt }) => (state === 'active' && startedAt !== null ? startedAt : []));
  const entries = await publicEntries(conn, audience, { brandId: brand.id }, null, ENTRIES_SHOWN);
  const counts = await entryCounts(conn, brand.id, now - SAFETY_WINDOW);
  return {
    brand,
    limits,
    dayLimit: brandDayLimit(limits, active, now),
    posts: { day: since(DAY), week: since(WEEK), month: month.length },
    shares: shares.map(({ name, slug: where, used, posts }) => ({
      name,
      slug: where,
      used,
      posts,
      limit: spaceShare(limits, posts),
    })),
    safety: (await safetySince(conn, brand.id, now - SAFETY_WINDOW)).length,
    limitsHit: counts.find(({ kind }) => kind === 'limit_hit')?.count ?? 0,
    grants: grants.filter(({ startedAt }) => startedAt !== null),
    entries,
    there: await threadsInLog(conn, audience, entries),
  };
}
