/** What a space and its forum add to how a text is drawn. */
import type { DrawOptions } from '../../../shared/markdown.ts';
import { tagsPath } from '../../platform/http/paths.ts';
import { site, wordsFor } from '../../platform/site/queries.ts';
import type { Conn } from '../../platform/store/store.ts';
import { writtenIn } from './queries.ts';

/** The words on what is hidden are those of the forum: they are stored with the post. */
export async function drawnIn(conn: Conn, spaceId: number): Promise<DrawOptions> {
  const { slug, language, maths } = await writtenIn(conn, spaceId);
  return {
    language,
    maths,
    ...(slug && { tags: tagsPath(slug) }),
    hidden: wordsFor(await site(conn)).thread.hiddenWords,
  };
}
