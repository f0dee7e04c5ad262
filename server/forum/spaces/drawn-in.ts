/** What a space and its forum add to how a text is drawn. */
import type { DrawOptions } from '../../../shared/markdown.ts';
import { tagsPath } from '../../platform/http/paths.ts';
import { siteOnce, wordsFor } from '../../platform/site/queries.ts';
import type { Conn } from '../../platform/store/store.ts';
import { writtenOnce } from './queries.ts';

/** What the forum itself writes on what is drawn: in its language, as that is stored. */
export async function forumWords(conn: Conn): Promise<Pick<DrawOptions, 'hidden' | 'code' | 'table' | 'noteBack'>> {
  const { thread } = wordsFor(await siteOnce(conn));
  return { hidden: thread.hiddenWords, code: thread.codeBlock, table: thread.tableBlock, noteBack: thread.noteBack };
}

/** All that a text in a space is drawn with. */
export async function drawnIn(conn: Conn, spaceId: number): Promise<DrawOptions> {
  const { slug, language, maths } = await writtenOnce(conn, spaceId);
  return { language, maths, ...(slug && { tags: tagsPath(slug) }), ...(await forumWords(conn)) };
}
