/** What the forum said of itself before, and who wrote it: for its admins. */
import { and, desc, eq } from 'drizzle-orm';
import type { Conn } from '../../platform/store/store.ts';
import type { Language, SitePage } from '../../../shared/words.ts';

/** Older versions are kept, and not shown. */
const VERSIONS_SHOWN = 20;

/** The newest versions of a page in one language, the one that stands first. */
export async function pageVersions(conn: Conn, page: SitePage, language: Language) {
  const { sitePages: s, accounts: a } = conn.t;
  return conn.q
    .select({ id: s.id, markdown: s.markdown, createdAt: s.createdAt, editorName: a.name, editorSlug: a.slug })
    .from(s)
    .leftJoin(a, eq(a.id, s.editorId))
    .where(and(eq(s.page, page), eq(s.language, language)))
    .orderBy(desc(s.id))
    .limit(VERSIONS_SHOWN);
}

export type PageVersion = Awaited<ReturnType<typeof pageVersions>>[number];
