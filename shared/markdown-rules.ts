/** Where our Markdown reads otherwise than the standard: so that no word is lost and no address misleads. */
import type MarkdownIt from 'markdown-it';
import { otherHost, shownAddress } from './hosts.ts';

type Engine = InstanceType<typeof MarkdownIt>;

const LETTER = /[\p{L}\p{M}\p{N}]/u;
const PUNCTUATION = /[\p{P}\p{S}]/u;
const LAST_LATIN = 0x24f;
const isOtherLetter = (letter: string) => letter.codePointAt(0)! > LAST_LATIN && LETTER.test(letter);

/** A character beside a place; whole also when it is written as two halves. */
const before = (text: string, at: number) => [...text.slice(Math.max(0, at - 2), at)].at(-1) ?? ' ';
const after = (text: string, at: number) => [...text.slice(at, at + 2)][0] ?? ' ';

/** Emphasis may end between a mark and a letter of a script that glues its endings on: **「x」**は. */
function emphasiseBesideAnyScript(engine: Engine): void {
  const { State } = engine.inline;
  engine.inline.State = class extends State {
    override scanDelims(start: number, canSplitWord: boolean) {
      const found = super.scanDelims(start, canSplitWord);
      if (this.src[start] !== '*') return found;
      const [left, right] = [before(this.src, start), after(this.src, start + found.length)];
      return {
        ...found,
        can_open: found.can_open || (isOtherLetter(left) && PUNCTUATION.test(right)),
        can_close: found.can_close || (PUNCTUATION.test(left) && isOtherLetter(right)),
      };
    }
  };
}

type BlockRule = Parameters<Engine['block']['ruler']['at']>[1];
/** What an address begins with, or looks like. */
const ADDRESS = /^(?:<|https?:|mailto:|\/|#|www\.|[\w-]+(?:\.[\w-]+)+(?:[/?#:]|$))/i;
const DEFINITION = /^\[(?:\\.|[^\]\\])+\]:\s*(\S+)/;
const LOOKED_AT = 2_000;

/** `[1]: Sunday` is a note and no definition of a link: what does not lead to an address stays as it was written. */
function keepNotes(engine: Engine): void {
  const rules = (engine.block.ruler as unknown as { __rules__: { name: string; fn: BlockRule }[] }).__rules__;
  const original = rules.find(({ name }) => name === 'reference')!.fn;
  engine.block.ruler.at('reference', (state, startLine, endLine, silent) => {
    const from = state.bMarks[startLine]! + state.tShift[startLine]!;
    const target = DEFINITION.exec(state.src.slice(from, from + LOOKED_AT))?.[1];
    return target !== undefined && ADDRESS.test(target) && original(state, startLine, endLine, silent);
  });
}

const DOMAIN = /^[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}(?=[/?#:]|$)/u;

/** Addresses as their writers meant them; none that we could not follow, and none that shows other letters than it has. */
function readAddresses(engine: Engine): void {
  const normalize = engine.normalizeLink.bind(engine);
  engine.normalizeLink = (url) => {
    if (url.startsWith('//')) return normalize(`https:${url}`);
    return normalize(DOMAIN.test(url) ? `https://${url}` : url);
  };
  const isValid = engine.validateLink.bind(engine);
  // What stands before an @ looks like a host, and is none.
  engine.validateLink = (url) => isValid(url) && /^(?:https?:\/\/(?![^/?#]*@)|mailto:|\/(?!\/)|#)/i.test(url);
  engine.normalizeLinkText = shownAddress;
}

/** A picture within a link is its words: a link cannot stand in a link. */
function unlinkPictures(engine: Engine): void {
  engine.core.ruler.push('linked_pictures', ({ tokens, Token }) => {
    for (const { children } of tokens) {
      let depth = 0;
      for (const [i, child] of (children ?? []).entries()) {
        if (child.type === 'link_open') depth += 1;
        else if (child.type === 'link_close') depth -= 1;
        else if (child.type === 'image' && depth > 0) {
          const text = new Token('text', '', 0);
          text.content = child.content || String(child.attrGet('src') ?? '');
          children![i] = text;
        }
      }
    }
  });
}

/** A link whose words name another host than it leads to says the true one behind them. */
function sayTrueHosts(engine: Engine): void {
  engine.core.ruler.push('true_hosts', ({ tokens, Token }) => {
    for (const inline of tokens) {
      if (!inline.children?.some(({ type }) => type === 'link_open')) continue;
      let href: string | null = null;
      let words = '';
      inline.children = inline.children.flatMap((child) => {
        if (child.type === 'link_open') {
          href = String(child.attrGet('href') ?? '');
          words = '';
        } else if (child.type === 'link_close') {
          const host = href === null ? null : otherHost(words, href);
          href = null;
          if (host !== null) {
            const text = new Token('text', '', 0);
            text.content = ` (${host})`;
            return [text, child];
          }
        } else if (href !== null) words += child.content;
        return [child];
      });
    }
  });
}

/** Alignment in a table as a class: pages allow no style of their own. */
function alignByClass(engine: Engine): void {
  engine.core.ruler.push('aligned_cells', ({ tokens }) => {
    for (const token of tokens) {
      if (token.type !== 'th_open' && token.type !== 'td_open') continue;
      const side = /text-align:(\w+)/.exec(String(token.attrGet('style') ?? ''))?.[1];
      token.attrs = side ? [['class', `align-${side}`]] : null;
    }
  });
}

/** Cells that a table has beyond what was written: rows are filled up to the width of its head. */
const FILLED_CELLS = 2_000;

/** A few letters a row would otherwise become a page of empty cells: such a table stays text. */
function boundTables(engine: Engine): void {
  const rules = (engine.block.ruler as unknown as { __rules__: { name: string; fn: BlockRule }[] }).__rules__;
  const original = rules.find(({ name }) => name === 'table')!.fn;
  engine.block.ruler.at(
    'table',
    (state, startLine, endLine, silent) => {
      const isTable = original(state, startLine, endLine, true);
      if (silent || !isTable) return isTable;
      const width = state.src.slice(state.bMarks[startLine], state.eMarks[startLine]).split('|').length;
      if (width > FILLED_CELLS) return false;
      // So many rows of one cell would be filled up to the bound; what is after them is looked at as another block.
      const lastRow = Math.min(endLine, startLine + 2 + Math.max(20, Math.ceil(FILLED_CELLS / width)));
      let filled = 0;
      for (let line = startLine + 2; line < endLine; line++) {
        const row = state.src.slice(state.bMarks[line], state.eMarks[line]);
        if (!row.includes('|') && row.trim() === '') break;
        filled += Math.max(0, width - row.split('|').length);
        if (filled > FILLED_CELLS) return original(state, startLine, lastRow, silent);
      }
      return original(state, startLine, endLine, silent);
    },
    { alt: ['paragraph', 'reference'] },
  );
}

const FIRST_LETTER = /\p{L}/u;
const FROM_THE_RIGHT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const DIRECTED = new Set(['paragraph', 'heading', 'blockquote', 'bullet_list', 'ordered_list', 'table', 'td', 'th']);

type Token = ReturnType<Engine['parse']>[number];

/** The side from which a line reads, by its first letter; null where it has none. */
function directionOf({ children, content }: Token): 'rtl' | 'ltr' | null {
  const texts = children?.filter(({ type }) => type === 'text' || type === 'image') ?? [];
  for (const text of [...texts.map((child) => child.content), ...(texts.length === 0 ? [content] : [])]) {
    const [letter] = FIRST_LETTER.exec(text) ?? [];
    if (letter) return FROM_THE_RIGHT.test(letter) ? 'rtl' : 'ltr';
  }
  return null;
}

/** Blocks that read from the right say so, with the lists and quotations around them: these take the side of their first line. */
function sayDirections(engine: Engine): void {
  engine.core.ruler.push('directions', ({ tokens }) => {
    const open: { token: Token; side: 'rtl' | 'ltr' | null }[] = [];
    for (const token of tokens) {
      if (token.nesting === 1) open.push({ token, side: null });
      else if (token.nesting === -1) {
        const { token: block, side } = open.pop()!;
        // Within a block that reads from the right, one that does not has to say so as well.
        const around = open.findLast((outer) => outer.side !== null)?.side ?? 'ltr';
        const isSaid = side !== null && (side === 'rtl' || around === 'rtl');
        if (isSaid && DIRECTED.has(block.type.replace('_open', ''))) block.attrSet('dir', side);
      } else if (token.type === 'inline') {
        const side = directionOf(token);
        for (const one of open) one.side ??= side;
      }
    }
  });
}

/** On an address that is all of its paragraph: pages may show there what it leads to. */
export const ALONE = 'alone';

/** An address as it was typed; one in sharp brackets, or with words of its own, is meant as a link and no more. */
function markAlone(engine: Engine): void {
  engine.core.ruler.push('alone', ({ tokens }) => {
    for (const [i, { type, level, children }] of tokens.entries()) {
      if (type !== 'inline' || level !== 1 || tokens[i - 1]?.type !== 'paragraph_open') continue;
      const [link, words, end] = children ?? [];
      if (children?.length !== 3 || link?.type !== 'link_open' || link.markup !== 'linkify') continue;
      if (words?.type === 'text' && end?.type === 'link_close') link.attrJoin('class', ALONE);
    }
  });
}

export function ourRules(engine: Engine): void {
  emphasiseBesideAnyScript(engine);
  keepNotes(engine);
  readAddresses(engine);
  unlinkPictures(engine);
  sayTrueHosts(engine);
  alignByClass(engine);
  boundTables(engine);
  sayDirections(engine);
  markAlone(engine);
}
