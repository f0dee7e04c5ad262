/** A post's Markdown as it is stored: quotes say who is quoted, with their label; links of staff are marked. */
import { isDeepStrictEqual } from 'node:util';
import type { DrawOptions } from '../../../shared/markdown.ts';
import { quotedPosts } from '../../../shared/markdown.ts';
import type { Adda } from '../../platform/adda.ts';
import { draw, drawAside, type Drawn, isShort } from '../../platform/worker-pool/render.ts';
import { AddaError } from '../../platform/errors.ts';
import { authorLine } from '../../platform/authors/author-line.ts';
import { brandLinksIn } from '../../rules/brand-links.ts';
import { limitsFrom } from '../../rules/posting.ts';
import { site, wordsFor } from '../../platform/site/queries.ts';
import { audienceOfSpace } from '../../platform/audience/audience.ts';
import type { Conn } from '../../platform/store/store.ts';
import { drawnIn } from '../spaces/drawn-in.ts';
import { authorsOfPosts } from '../threads/post-queries.ts';

const MAX_QUOTES = 50;

/** The line over each quoted post, by its id: what was typed there is not believed. */
async function quotedLines(conn: Conn, spaceId: number, markdown: string): Promise<Map<number, string>> {
  // Most posts quote nobody, and need not be parsed twice.
  const ids = markdown.includes('/p/') ? quotedPosts(markdown).slice(0, MAX_QUOTES) : [];
  if (ids.length === 0) return new Map();
  const m = wordsFor(await site(conn));
  const authors = await authorsOfPosts(conn, audienceOfSpace(spaceId), ids);
  return new Map(authors.map((author) => [author.postId, authorLine(m, author, 'quote').text]));
}

const optionsOf = async (conn: Conn, spaceId: number, markdown: string, isStaff: boolean): Promise<DrawOptions> => ({
  quotes: await quotedLines(conn, spaceId, markdown),
  isSponsored: isStaff,
  ...(await drawnIn(conn, spaceId)),
});

/** A long text as it was drawn before its transaction, and what was known then. */
export type DrawnAhead = { options: DrawOptions; drawn: Drawn } | null;

/**
 * Draws a long text in a thread, before its transaction begins: a transaction waits for nothing else. A short one is
 * drawn within.
 * @throws {AddaError} `busy`
 */
export async function drawAhead(adda: Adda, spaceId: number, markdown: string, isStaff: boolean): Promise<DrawnAhead> {
  if (isShort(markdown)) return null;
  const options = await optionsOf(adda.store.read, spaceId, markdown, isStaff);
  return { options, drawn: await drawAside(adda.workerPool, markdown, options) };
}

/**
 * Draws a member's post, or one that speaks for a brand. Who is quoted is said where all who may read the post may
 * read what is quoted too.
 * @param spaceId where the post stands
 * @param ahead what was drawn before; it holds where what was known then is still so
 */
export async function renderPost(
  conn: Conn,
  spaceId: number,
  markdown: string,
  isStaff: boolean,
  ahead: DrawnAhead = null,
): Promise<Drawn> {
  const options = await optionsOf(conn, spaceId, markdown, isStaff);
  return ahead && isDeepStrictEqual(ahead.options, options) ? ahead.drawn : draw(markdown, options);
}

/**
 * Checks the links of a post that speaks for a brand.
 * @throws {AddaError} `brand_links`, `referral_code`
 */
export async function checkLinks(conn: Conn, html: string, domains: readonly string[]): Promise<void> {
  const { count, hasReferral } = brandLinksIn(html, domains);
  const { linksPerPost } = limitsFrom((await site(conn)).staffLimits);
  if (count > linksPerPost) throw new AddaError('brand_links', { sum: { used: count, limit: linksPerPost } });
  if (hasReferral) throw new AddaError('referral_code');
}
