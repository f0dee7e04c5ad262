/** Markdown to what is stored, without holding up others: short texts at once, long ones in a thread. */
import { type DrawOptions, plainText, type Referred, referredIn } from '../../../shared/markdown.ts';
import { render, type Rendered } from '../../../shared/render.ts';
import { type FoundText, type SnippetPart, snippets } from '../store/snippets.ts';
import { termsOf } from '../store/terms.ts';
import type { WorkerPool } from './pool.ts';

/** The worst text of this length takes a few milliseconds. */
const AT_ONCE = 2_000;
/** A page of hits in texts of an ordinary length, in letters. */
const SNIPPETS_AT_ONCE = 60_000;

/** @property terms its words for the search index, in order, cut as those of `language` */
export type Drawn = Rendered & { terms: string[]; language: string | null };

/** Up to a second for the worst of the longest texts: only for what is short, or in a thread. */
export function draw(markdown: string, options: DrawOptions = {}): Drawn {
  const rendered = render(markdown, options);
  const { language = null } = options;
  return { ...rendered, terms: termsOf(rendered.text, language), language };
}

type Words = Pick<Drawn, 'text' | 'terms' | 'language'>;

/** The words of HTML that is stored already. */
export function textOf({ html, language }: { html: string; language: string | null }): Words {
  const text = plainText(html);
  return { text, terms: termsOf(text, language), language };
}

/** Each sign of a table may be a cell: a full one takes ten times as long as words of its length. */
const SIGNS_AT_ONCE = 100;

/** A line under the head of a table, also within lists and quotations: no table is without one, and code has none. */
const UNDER_HEAD = /^[ \t>*+\d.):|-]+$/;
const mayHaveTable = (markdown: string) =>
  markdown.split(/[\r\n]/).some((line) => line.includes('-') && UNDER_HEAD.test(line));

/** Whether a text is drawn where it is asked for; formulas and wide tables take longer than their letters say. */
export const isShort = (markdown: string): boolean =>
  markdown.length <= AT_ONCE &&
  !markdown.includes('$') &&
  (markdown.split('|', SIGNS_AT_ONCE + 1).length <= SIGNS_AT_ONCE || !mayHaveTable(markdown));

/** @throws {AddaError} `busy` */
export async function drawAside(workers: WorkerPool, markdown: string, options?: DrawOptions): Promise<Drawn> {
  return isShort(markdown) ? draw(markdown, options) : workers.run('draw', { markdown, options });
}

/** Whom a text may refer to. @param origin the forum's own @throws {AddaError} `busy` */
export async function referredAside(
  workers: WorkerPool,
  markdown: string,
  origin: string | undefined,
): Promise<Referred> {
  return isShort(markdown) ? referredIn(markdown, origin) : workers.run('referredIn', { markdown, origin });
}

/** The parts of texts, kept as HTML, that show why they were found. @throws {AddaError} `busy` */
export async function snippetsAside(
  workers: WorkerPool,
  texts: FoundText[],
  terms: string[],
): Promise<SnippetPart[][]> {
  const areShort = texts.reduce((sum, { html }) => sum + html.length, 0) <= SNIPPETS_AT_ONCE;
  return areShort ? snippets({ texts, terms }) : workers.run('snippets', { texts, terms });
}

/** @throws {AddaError} `busy` */
export async function textOfAside(
  workers: WorkerPool,
  input: { html: string; language: string | null },
): Promise<Words> {
  return isShort(input.html) ? textOf(input) : workers.run('textOf', input);
}
