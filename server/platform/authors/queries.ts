/** What queries select of an author, wherever a name is shown. */
import { sql } from 'drizzle-orm';
import type { Tables } from '../store/define.ts';
import { saw } from '../store/seen.ts';
import type { Conn } from '../store/store.ts';

/**
 * What a page shows of an author: of a query that joins the account, and the post's label with its brand and grant.
 * @param of what says which affiliation was declared with the words themselves
 */
export const authorColumns = (
  { accounts: a, postLabels: l, brands: b, grants: g }: Tables,
  of: Tables['posts'] | Tables['threads'],
) => ({
  authorName: a.name,
  authorSlug: a.slug,
  authorRole: a.role,
  authorSolved: a.solvedCount,
  authorWorked: a.workedCount,
  authorVersion: a.version,
  authorPicture: a.picture,
  label: l.label,
  labelBrand: l.brandName,
  labelBrandNow: b.name,
  labelBrandSlug: b.slug,
  labelEndedAt: g.endedAt,
  affiliation: sql<string | null>`coalesce(nullif(${of.affiliation}, ''), ${a.affiliation})`,
  stakes: of.stakes,
  accountStakes: a.stakes,
});

/** Notes the authors that a query returned. @returns the same rows */
export function sawAuthors<Row extends { authorId: number | null; authorVersion: number | null }>(
  conn: Conn,
  rows: Row[],
): Row[] {
  for (const { authorId, authorVersion } of rows) saw(conn, 'accounts', authorId, authorVersion);
  return rows;
}
