/** A quotation as Markdown: the line says who is quoted and leads to the post; drawing it, the server writes it anew. */
import { type AuthorFacts, authorLine } from '../../platform/authors/author-line.ts';
import { referredIn } from '../../../shared/markdown.ts';
import type { Messages } from '../../../shared/catalogue/index.ts';

const QUOTED_LINE = /^[ \t]{0,12}(?:(?:[-*+]|\d{1,9}[.)])[ \t]{1,4})?>/;

/**
 * A text without what it quotes of a post that was removed for good: whole quotations go, with what they quote in turn.
 * @param places of the post, as `referredIn` names them @param said what stands there instead
 */
export function withoutQuotesOf(markdown: string, places: ReadonlySet<string>, said: string, origin?: string): string {
  const out: string[] = [];
  let quote: string[] = [];
  const end = () => {
    const isOfIt =
      quote.length > 0 && referredIn(quote.join('\n'), origin).quoted.some(({ place }) => places.has(place));
    out.push(...(isOfIt ? [`> ${said}`] : quote));
    quote = [];
  };
  for (const line of markdown.split('\n')) {
    if (QUOTED_LINE.test(line)) quote.push(line);
    else {
      end();
      out.push(line);
    }
  }
  end();
  return out.join('\n');
}

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
