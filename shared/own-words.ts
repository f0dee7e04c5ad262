/** What a post itself says, where one line stands for it: not the quotation that it begins with, nor numbers of footnotes. */
import { oneLine, plainText } from './markdown.ts';
import { shorten } from './text.ts';

const QUOTE = /<(\/?)blockquote\b[^>]*>/gi;
const NOTE = /<sup class="footnote-ref">.*?<\/sup>/gs;
/** A quotation that is longer hides what follows it, as far as one line goes. */
const LETTERS_READ = 40_000;

/** Where the quotation ends that this HTML begins with; 0 where it begins with none. */
function endOfQuote(html: string): number {
  if (!/^\s*<blockquote\b/i.test(html)) return 0;
  let depth = 0;
  for (const match of html.matchAll(QUOTE)) {
    depth += match[1] ? -1 : 1;
    if (depth === 0) return match.index + match[0].length;
  }
  return 0;
}

/** HTML without the quotations that it begins with; whole, where nothing else is there. */
export function ownWords(html: string): string {
  const read = html.slice(0, LETTERS_READ).replace(/<[^>]*$/, '');
  let own = read.replace(NOTE, '');
  for (let end = endOfQuote(own); end > 0; end = endOfQuote(own)) own = own.slice(end);
  return plainText(own) === '' ? read : own;
}

/** The first `max` letters of what it says itself. */
export const ownBeginningOf = (html: string, max: number): string => shorten(oneLine(ownWords(html)), max);
