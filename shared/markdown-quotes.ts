/** Which lines of a text say again what a post said: by the blocks that Markdown reads, as they are drawn. */
import { parsed, postAt, type Tokens } from './markdown.ts';

/** What somebody else's words are put into. */
const QUOTING = new Set(['blockquote_open', 'hidden_open', 'fence', 'code_block']);
/** An author's name under what they said. */
const NAMED_BELOW = /^\s*(?:[—–-]|\()/;

type Asked = { places: ReadonlySet<string>; origin: string };

/** The places of our posts that a line of tokens leads to, in their order. */
function placesIn(token: Tokens[number], origin: string): string[] {
  return (token.children ?? []).flatMap((child) => {
    const post = child.type === 'link_open' ? postAt(String(child.attrGet('href') ?? ''), origin) : null;
    return post === null ? [] : [post.place];
  });
}

/** Where the block that begins at a token ends. */
function endOf(tokens: Tokens, at: number): number {
  if (tokens[at]!.nesting === 0) return at;
  let depth = 0;
  for (let i = at; i < tokens.length; i++) if ((depth += tokens[i]!.nesting) === 0) return i;
  return tokens.length - 1;
}

/** Whom the words within a block are said to be by, not counting what is quoted there in turn. */
function saidBy(tokens: Tokens, at: number, end: number, origin: string): string[] {
  const places: string[] = [];
  for (let i = at + 1; i < end; i++) {
    if (QUOTING.has(tokens[i]!.type)) i = endOf(tokens, i);
    else if (tokens[i]!.type === 'inline') places.push(...placesIn(tokens[i]!, origin));
  }
  return places;
}

/**
 * Blocks that are of the posts: a quotation that names one, what stands in quotation marks or as code right after a line
 * that does, and the quotations right after those, up to one that names another post.
 */
function blocksOf(tokens: Tokens, from: number, to: number, asked: Asked): [from: number, to: number][] {
  const found: [number, number][] = [];
  let isUnder = false;
  let above: [number, number] | null = null;
  for (let i = from; i < to; i++) {
    const token = tokens[i]!;
    if (QUOTING.has(token.type)) {
      const end = endOf(tokens, i);
      const by = saidBy(tokens, i, end, asked.origin);
      const isOfThem: boolean = by.length > 0 ? asked.places.has(by[0]!) : isUnder;
      const isWithin = !isOfThem && blocksOf(tokens, i + 1, end, asked).length > 0;
      const block: [number, number] | null = token.map && [token.map[0], token.map[1]];
      if (block && (isOfThem || isWithin)) found.push(block);
      above = block;
      isUnder = isOfThem;
      i = end;
    } else if (token.type === 'inline') {
      isUnder = placesIn(token, asked.origin).some((place) => asked.places.has(place));
      if (isUnder && above && NAMED_BELOW.test(token.content)) found.push(above);
      above = null;
    }
  }
  return found;
}

/**
 * A text without the words of some posts that it quotes; as it was where it quotes none of them.
 * @param places of the posts, as `referredIn` names them @param said what stands there instead
 */
export function withoutWordsOf(markdown: string, places: ReadonlySet<string>, said: string, origin?: string): string {
  const { text, tokens } = parsed(markdown);
  const blocks = blocksOf(tokens, 0, tokens.length, { places, origin: origin ?? 'http://own.invalid' });
  if (blocks.length === 0) return markdown;
  const lines = text.split('\n');
  const out: string[] = [];
  let at = 0;
  for (const [from, to] of blocks.sort((a, b) => a[0] - b[0])) {
    if (from < at) continue;
    out.push(...lines.slice(at, from));
    // Two in a row are said once; what follows is no part of it.
    if (out.findLast((line) => line.trim() !== '') !== `> ${said}`) out.push('', `> ${said}`, '');
    at = to;
  }
  out.push(...lines.slice(at));
  return out
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/^\n+/, '');
}
