/** Markdown to what is stored, without holding up others: short texts at once, long ones in a thread. */
import { type DrawOptions, plainText, type QuotedPost, quotedPosts } from '../../../shared/markdown.ts';
import { render, type Rendered } from '../../../shared/render.ts';
import { type SnippetPart, snippets } from '../store/snippets.ts';
import { termsOf } from '../store/terms.ts';
import type { WorkerPool } from './pool.ts';

/** The worst text of this length takes a few milliseconds. */
const AT_ONCE = 2_000;
/** A page of hits in texts of an ordinary length, in letters. */
const SNIPPETS_AT_ONCE = 60_000;

/** @property terms its words for the search index, in order */
export type Drawn = Rendered & { terms: string[] };

/** Up to a second for the worst of the longest texts: only for what is short, or in a thread. */
export function draw(markdown: string, options: DrawOptions = {}): Drawn {
  const rendered = render(markdown, options);
  return { ...rendered, terms: termsOf(rendered.text) };
}

/** The words of HTML that is stored already. */
export function textOf(html: string): Pick<Drawn, 'text' | 'terms'> {
  const text = plainText(html);
  return { text, terms: termsOf(text) };
}

/** Whether a text is drawn where it is asked for. */
export const isShort = (markdown: string): boolean => markdown.length <= AT_ONCE;

/** @throws {AddaError} `busy` */
export async function drawAside(workers: WorkerPool, markdown: string, options?: DrawOptions): Promise<Drawn> {
  return isShort(markdown) ? draw(markdown, options) : workers.run('draw', { markdown, options });
}

/** The posts that a text quotes. @param origin the forum's own @throws {AddaError} `busy` */
export async function quotedAside(
  workers: WorkerPool,
  markdown: string,
  origin: string | undefined,
): Promise<QuotedPost[]> {
  return isShort(markdown) ? quotedPosts(markdown, origin) : workers.run('quotedPosts', { markdown, origin });
}

/** The parts of texts, kept as HTML, that show why they were found. @throws {AddaError} `busy` */
export async function snippetsAside(workers: WorkerPool, texts: string[], terms: string[]): Promise<SnippetPart[][]> {
  const areShort = texts.reduce((sum, { length }) => sum + length, 0) <= SNIPPETS_AT_ONCE;
  return areShort ? snippets({ texts, terms }) : workers.run('snippets', { texts, terms });
}

/** @throws {AddaError} `busy` */
export async function textOfAside(workers: WorkerPool, html: string): Promise<Pick<Drawn, 'text' | 'terms'>> {
  return isShort(html) ? textOf(html) : workers.run('textOf', html);
}
