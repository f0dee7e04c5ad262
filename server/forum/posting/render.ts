/** A post's Markdown as it is stored: quotes say who is quoted, with their label; whom it names is linked; links of staff are marked. */
import { isDeepStrictEqual } from 'node:util';
import type { DrawOptions } from '../../../shared/markdown.ts';
import { NEW_POST, withNotesOf } from '../../../shared/markdown-notes.ts';
import { type QuotedPost, type Referred, referredIn, renderMarkdown } from '../../../shared/markdown.ts';
import type { Adda } from '../../platform/adda.ts';
import { draw, drawAside, type Drawn, isShort, referredAside } from '../../platform/worker-pool/render.ts';
import { AddaError } from '../../platform/errors.ts';
import { authorLine } from '../../platform/authors/author-line.ts';
import type { Exception } from '../../brands/identity.ts';
import { whyNotLinkInSafety } from '../../rules/safety.ts';
import { brandLinksIn, linksIn } from '../../rules/brand-links.ts';
import { limitsFrom } from '../../rules/posting.ts';
import { ownOrigin } from '../../platform/site/origin.ts';
import { site, wordsFor } from '../../platform/site/queries.ts';
import { audienceOfSpace } from '../../platform/audience/audience.ts';
import type { Conn, Tx } from '../../platform/store/store.ts';
import { mentionedBy } from './mentions.ts';
import { drawnIn } from '../spaces/drawn-in.ts';
import { authorsOfPosts, updatePost } from '../threads/post-queries.ts';

const MAX_QUOTES = 50;

// Most posts quote and name nobody, and need not be parsed twice.
const mayRefer = (markdown: string) => markdown.includes('@') || (markdown.includes('>') && markdown.includes('/'));
const NOBODY: Referred = { quoted: [], named: [] };

/** Where a text stands: what it is drawn with depends on that. @property threadId, postId null for what is not there yet */
export type DrawnFor = { spaceId: number; threadId: number | null; postId: number | null; isForBrand: boolean };

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

const optionsOf = async (conn: Conn, place: DrawnFor, { quoted, named }: Referred): Promise<DrawOptions> => ({
  quotes: await quotedLines(conn, place.spaceId, quoted),
  mentions: await mentionedBy(conn, named, place),
  origin: ownOrigin(),
  docId: `${place.postId ?? NEW_POST}`,
  isSponsored: place.isForBrand,
  ...(await drawnIn(conn, place.spaceId)),
});

/** A long text as it was drawn before its transaction, whom it refers to, and what was known of them then. */
export type DrawnAhead = { referred: Referred; options: DrawOptions; drawn: Drawn } | null;

/**
 * Draws a long text, before its transaction begins: a transaction waits for nothing else. A short one is drawn within.
 * @throws {AddaError} `busy`
 */
export async function drawAhead(adda: Adda, place: DrawnFor, markdown: string): Promise<DrawnAhead> {
  if (isShort(markdown)) return null;
  const referred = mayRefer(markdown) ? await referredAside(adda.workerPool, markdown, ownOrigin()) : NOBODY;
  const options = await optionsOf(adda.store.read, place, referred);
  return { referred, options, drawn: await drawAside(adda.workerPool, markdown, options) };
}

/** Draws a text for its writer as it will be drawn once posted: a line over a quotation is not believed here either. @throws {AddaError} `busy` */
export async function drawAsPosted(adda: Adda, place: DrawnFor, markdown: string): Promise<Drawn> {
  const referred = mayRefer(markdown) ? await referredAside(adda.workerPool, markdown, ownOrigin()) : NOBODY;
  return drawAside(adda.workerPool, markdown, await optionsOf(adda.store.read, place, referred));
}

/**
 * Draws a member's post, or one that speaks for a brand. Who is quoted is said where all who may read the post may
 * read what is quoted too.
 * @param ahead what was drawn before; it holds where what was known then is still so
 */
export async function renderPost(
  conn: Conn,
  place: DrawnFor,
  markdown: string,
  ahead: DrawnAhead = null,
): Promise<Drawn & Pick<DrawOptions, 'mentions'>> {
  const referred = ahead?.referred ?? (mayRefer(markdown) ? referredIn(markdown, ownOrigin()) : NOBODY);
  const options = await optionsOf(conn, place, referred);
  const drawn = ahead && isDeepStrictEqual(ahead.options, options) ? ahead.drawn : draw(markdown, options);
  return { ...drawn, mentions: options.mentions };
}

/** A new post has its number only once it is kept: two on one page must not lead into each other's footnotes. */
export async function nameNotes(tx: Tx, post: { id: number; html: string }): Promise<void> {
  const html = withNotesOf(post.html, post.id);
  if (html !== post.html) await updatePost(tx, post.id, { html });
}

/** What files are called goes by the rules of the text beside them. @param names without their endings */
export const withNames = (html: string, names: readonly string[]): string =>
  names.length > 0 ? html + renderMarkdown(names.join('\n\n')) : html;

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
