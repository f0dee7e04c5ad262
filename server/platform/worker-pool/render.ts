/** Markdown to what is stored, without holding up others: short texts at once, long ones in a thread. */
import { type DrawOptions, plainText } from '../../../shared/markdown.ts';
import { render, type Rendered } from '../../../shared/render.ts';
import { termsOf } from '../store/terms.ts';
import type { WorkerPool } from './pool.ts';

/** The worst text of this length takes a few milliseconds. */
const AT_ONCE = 2_000;

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

/** @throws {AddaError} `busy` */
export async function textOfAside(workers: WorkerPool, html: string): Promise<Pick<Drawn, 'text' | 'terms'>> {
  return isShort(html) ? textOf(html) : workers.run('textOf', html);
}
