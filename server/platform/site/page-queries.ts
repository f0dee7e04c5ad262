/** What the forum says of itself. */
import { and, desc, eq } from 'drizzle-orm';
import type { Language, SitePage } from '../../../shared/words.ts';
import type { Conn, Tx } from '../store/store.ts';

/** What a page says in one language; null where it never said anything. It may be empty. */
export async function pageNow(conn: Conn, page: SitePage, language: Language) {
  const { sitePages: s } = conn.t;
  const [row] = await conn.q
    .select({ id: s.id, markdown: s.markdown, createdAt: s.createdAt })
    .from(s)
    .where(and(eq(s.page, page), eq(s.language, language)))
    .orderBy(desc(s.id))
    .limit(1);
  return row ?? null;
}

export async function insertPageVersion(
  tx: Tx,
  version: { page: SitePage; language: Language; markdown: string; editorId: number | null },
): Promise<number> {
  const { sitePages: s } = tx.t;
  const [row] = await tx.q
    .insert(s)
    .values({ ...version, createdAt: tx.now })
    .returning({ id: s.id });
  return row!.id;
}
