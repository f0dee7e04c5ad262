/** HTML as Markdown. It walks the whole tree: for what strangers sent, in a thread of the worker pool. */
import TurndownService from 'turndown';

const escapeInline = TurndownService.prototype.escape;

/** Each cell as it was converted on the way to its table. */
type Cells = WeakMap<Node, string>;

function tableRow(row: HTMLTableRowElement, converted: Cells): string {
  const cells = [...childElements(row)].map((cell) =>
    (converted.get(cell) ?? '')
      .trim()
      .replace(/\s*\n\s*/g, ' ')
      .replace(/\|/g, '\\|'),
  );
  return `| ${cells.join(' | ')} |`;
}

function* childElements(node: Node): Generator<HTMLElement> {
  for (const child of Array.from(node.childNodes)) if (child.nodeType === 1) yield child as HTMLElement;
}

function* rowsOf(node: Node): Generator<HTMLTableRowElement> {
  for (const child of childElements(node)) {
    if (child.nodeName === 'TR') yield child as HTMLTableRowElement;
    else yield* rowsOf(child);
  }
}

/** Tables deeper than this are only their words: each around them escapes what is in it once more. */
const DEEPEST_TABLE = 3;

function isTooDeep(table: Node): boolean {
  let depth = 0;
  for (let at: Node | null = table; at; at = at.parentNode) if (at.nodeName === 'TABLE') depth += 1;
  return depth > DEEPEST_TABLE;
}

function table(node: Node, cells: Cells): string {
  const rows = [...rowsOf(node)];
  const width = Math.max(1, ...rows.map((row) => [...childElements(row)].length));
  const [head, ...body] = rows.map((row) => tableRow(row, cells));
  return head ? `\n\n${[head, `|${' --- |'.repeat(width)}`, ...body].join('\n')}\n\n` : '';
}

function isInLink(node: Node): boolean {
  for (let at = node.parentNode; at; at = at.parentNode) if (at.nodeName === 'A') return true;
  return false;
}

/** A link to a picture around the picture itself is the picture. */
function wholePicture(link: HTMLElement): string | null {
  const [image, ...others] = [...childElements(link)];
  if (image?.nodeName !== 'IMG' || others.length > 0 || link.textContent?.trim()) return null;
  const source = image.getAttribute('src') ?? '';
  return source !== '' && source === link.getAttribute('href')?.trim() ? `![${wordsOf(image)}](<${source}>)` : null;
}

/** What a picture shows, in words. */
const wordsOf = (image: HTMLElement) =>
  (image.getAttribute('alt') || 'picture').replace(/([[\]])/g, '\\$1').replace(/\s+/g, ' ');

const FORMULA = /(\$\$[^$]{1,2000}\$\$|\$[^$\n]{1,2000}\$)/;

/**
 * A converter; it may be used for any number of texts.
 * @param rewrite what the target of a link becomes @param maths whether formulas between dollars stay to the letter
 */
export function makeConverter(rewrite: (href: string) => string, maths = false): TurndownService {
  const service = new TurndownService({
    headingStyle: 'atx',
    codeBlockStyle: 'fenced',
    bulletListMarker: '-',
    emDelimiter: '*',
    hr: '---',
  });
  // What looks like an entity in the text would be read as one.
  const escapeText = (text: string) =>
    escapeInline(text)
      .replace(/&(?=#?\w+;)/g, '&amp;')
      // Read as the beginning of a list, the number would go.
      .replace(/^(\s*\d{1,9})\)(?=\s|$)/gm, '$1\\)')
      .replace(/[~^]/g, '\\$&');
  // A formula stays to the letter.
  service.escape = (text) =>
    maths
      ? text
          .split(FORMULA)
          .map((part, i) => (i % 2 ? part : escapeText(part)))
          .join('')
      : escapeText(text);
  service.addRule('strike', {
    filter: (node) => ['DEL', 'S', 'STRIKE'].includes(node.nodeName),
    replacement: (content) => (content.trim() ? `~~${content}~~` : content),
  });
  for (const [tag, mark] of [
    ['sup', '^'],
    ['sub', '~'],
  ] as const)
    service.addRule(tag, {
      filter: [tag],
      // Between these marks nothing else is read as a mark.
      replacement: (content) => (/^[\p{L}\p{N}+−.,-]+$/u.test(content) ? mark + content + mark : content),
    });
  service.addRule('preformatted', {
    filter: (node) => node.nodeName === 'PRE' && node.firstChild?.nodeName !== 'CODE',
    replacement: (_content, node) => `\n\n\`\`\`\n${(node.textContent ?? '').replace(/\n$/, '')}\n\`\`\`\n\n`,
  });
  service.addRule('key', {
    filter: ['kbd'],
    replacement: (content) => (content.trim() ? `\`${content.replace(/\\(.)/g, '$1')}\`` : content),
  });
  service.addRule('picture', {
    filter: 'img',
    replacement(_content, node) {
      const image = node as HTMLElement;
      const source = image.getAttribute('src') ?? '';
      const words = wordsOf(image);
      return isInLink(node) || !source ? words : `![${words}](<${source}>)`;
    },
  });
  service.addRule('link', {
    filter: (node) => node.nodeName === 'A' && Boolean(node.getAttribute('href')),
    replacement(content, node) {
      const whole = wholePicture(node as HTMLElement);
      if (whole) return whole;
      const href = rewrite((node as HTMLElement).getAttribute('href')!.trim()).replace(/[<>\s]/g, encodeURIComponent);
      const words = content.replace(/\s*\n\s*/g, ' ').trim();
      if (!words || !href) return words;
      return `[${words}](${/[()]/.test(href) ? `<${href}>` : href})`;
    },
  });
  const cells: Cells = new WeakMap();
  service.addRule('cell', {
    filter: ['th', 'td'],
    replacement(content, node) {
      cells.set(node, content);
      return `\n\n${content}\n\n`;
    },
  });
  service.addRule('table', {
    filter: 'table',
    replacement: (content, node) => (isTooDeep(node) ? `\n\n${content}\n\n` : table(node, cells)),
  });
  return service;
}
