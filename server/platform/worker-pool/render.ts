/** Markdown to what is stored, without holding up others: short texts at once, long ones in a thread. */
import { type DrawOptions, plainText } from '../../../shared/markdown.ts';
import { render, type Rendered } from '../../../shared/render.ts';
import { termsOf } from '../store/terms.ts';
import type { WorkerPool } from './pool.ts';

/** The worst text of this length takes a few milliseconds. */
const AT_ONCE = 2_000;

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

/** Whether a text is drawn where it is asked for. */
export const isShort = (markdown: string): boolean => markdown.length <= AT_ONCE;

/** @throws {AddaError} `busy` */
export async function drawAside(workers: WorkerPool, markdown: string, options?: DrawOptions): Promise<Drawn> {
  return isShort(markdown) ? draw(markdown, options) : workers.run('draw', { markdown, options });
}

/** @throws {AddaError} `busy` */
export async function textOfAside(
  workers: WorkerPool,
  input: { html: string; language: string | null },
): Promise<Words> {
  return isShort(input.html) ? textOf(input) : workers.run('textOf', input);
}
