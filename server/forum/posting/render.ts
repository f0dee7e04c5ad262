/** A post's Markdown as it is stored: quotes say who is quoted, with their label; links of staff are marked. */
import { isDeepStrictEqual } from 'node:util';
import type { DrawOptions } from '../../../shared/markdown.ts';
import { type QuotedPost, quotedPosts } from '../../../shared/markdown.ts';
import type { Adda } from '../../platform/adda.ts';
import { draw, drawAside, type Drawn, isShort, quotedAside } from '../../platform/worker-pool/render.ts';
import { AddaError } from '../../platform/errors.ts';
import { authorLine } from '../../platform/authors/author-line.ts';
import type { Exception } from '../../brands/identity.ts';
import { whyNotLinkInSafety } from '../../rules/safety.ts';
import { brandLinksIn, linksIn } from '../../rules/brand-links.ts';
import { limitsFrom } from '../../rules/posting.ts';
import { ownOrigin } from '../../platform/site/origin.ts';
import { site, wordsFor } from '../../platform/site/queries.ts';
import { audienceOfSpace } from '../../platform/audience/audience.ts';
import type { Conn } from '../../platform/store/store.ts';
import { drawnIn } from '../spaces/drawn-in.ts';
import { authorsOfPosts } from '../threads/post-queries.ts';

const MAX_QUOTES = 50;

// Most posts quote nobody, and need not be parsed twice.
const mayQuote = (markdown: string) => markdown.includes('>') && markdown.includes('/');

/** The line over each quoted post, by its id: what was typed there is not believed. */
async function quotedLines(conn: Conn, spaceId: number, quoted: QuotedPost[]): Promise<Map<string, string>> {
  const posts = quoted.slice(0, MAX_QUOTES);
  if (posts.length === 0) return new Map();
  const m = wordsFor(await site(conn));
  const lines = new Map<string, string>();
  for (const author of await authorsOfPosts(conn, audienceOfSpace(spaceId), posts)) {
    const line = authorLine(m, author, 'quote').text;
    lines.set(`p/${author.postId}`, line).set(`t/${author.threadId}/${author.number}`, line);
  }
  return new Map(posts.flatMap(({ place }) => (lines.has(place) ? [[place, lines.get(place)!] as const] : [])));
}

const optionsOf = async (
  conn: Conn,
  spaceId: number,
  quoted: QuotedPost[],
  isStaff: boolean,
): Promise<DrawOptions> => ({
  quotes: await quotedLines(conn, spaceId, quoted),
  origin: ownOrigin(),
  isSponsored: isStaff,
  ...(await drawnIn(conn, spaceId)),
});

/** A long text as it was drawn before its transaction, whom it quotes, and what was known of them then. */
export type DrawnAhead = { quoted: QuotedPost[]; options: DrawOptions; drawn: Drawn } | null;

/**
 * Draws a long text in a thread, before its transaction begins: a transaction waits for nothing else. A short one is
 * drawn within.
 * @throws {AddaError} `busy`
 */
export async function drawAhead(adda: Adda, spaceId: number, markdown: string, isStaff: boolean): Promise<DrawnAhead> {
  if (isShort(markdown)) return null;
  const quoted = mayQuote(markdown) ? await quotedAside(adda.workerPool, markdown, ownOrigin()) : [];
  const options = await optionsOf(adda.store.read, spaceId, quoted, isStaff);
  return { quoted, options, drawn: await drawAside(adda.workerPool, markdown, options) };
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
  const quoted = ahead?.quoted ?? (mayQuote(markdown) ? quotedPosts(markdown, ownOrigin()) : []);
  const options = await optionsOf(conn, spaceId, quoted, isStaff);
  return ahead && isDeepStrictEqual(ahead.options, options) ? ahead.drawn : draw(markdown, options);
}

/**
 * Checks the links of a post that speaks for a brand.
 * @throws {AddaError} `brand_links`, `referral_code`; `safety_links` for a safety notice
 */
export async function checkLinks(
  conn: Conn,
  html: string,
  domains: readonly string[],
  exception: Exception | null = null,
): Promise<void> {
  const isSafety = exception?.kind === 'safety';
  const no = isSafety ? whyNotLinkInSafety(exception.reason, linksIn(html)) : null;
  if (no) throw new AddaError(no);
  const { count, hasReferral } = brandLinksIn(html, domains);
  const { linksPerPost } = limitsFrom((await site(conn)).staffLimits);
  if (count > linksPerPost) throw new AddaError('brand_links', { sum: { used: count, limit: linksPerPost } });
  if (hasReferral) throw new AddaError('referral_code');
}
