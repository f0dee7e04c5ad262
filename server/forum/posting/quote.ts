/** A quotation as Markdown: the line says who is quoted and leads to the post; drawing it, the server writes it anew. */
import { type AuthorFacts, authorLine } from '../../platform/authors/author-line.ts';
import type { Messages } from '../../../shared/catalogue/index.ts';

/** A quotation after what was typed already. */
export function appended(typed: string, quote: string): string {
  const before = typed.trimEnd();
  return before ? `${before}\n\n${quote}` : quote;
}

/** @returns the post's Markdown as a quotation, ready to be answered below */
export function quoteOf(m: Messages, post: { id: number; markdown: string }, author: AuthorFacts): string {
  const line = authorLine(m, author, 'quote').text.replace(/[[\]\\]/g, '\\$&');
  const quoted = post.markdown
    .split('\n')
    .map((text) => `> ${text}`.trimEnd())
    .join('\n');
  return `> [${line}](/p/${post.id})\n>\n${quoted}\n\n`;
}
