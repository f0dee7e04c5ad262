/** What is pasted: an address over words makes them a link, rich text becomes Markdown. Shift with it pastes as it is. */
import { isAddress, link } from './edits.ts';
import { fieldOf, put, type } from './field.ts';

/** Longer ones are pasted as text: reading them would hold the page. */
const RICH_LETTERS = 60_000;
/** What text alone would lose. */
const MARKED =
  /<(?:a\s[^>]*href|strong|b(?!r|ody|utton|lockquote)|em|i(?!mg|nput|frame)|[uo]l|h[1-6]|table|blockquote|pre|code|del)\b/i;
/** A page of a program's own: its colours are spans, and its text is code as it stands. */
const OF_EDITOR = /data-vscode|class="?(?:monaco|ace_)|font-family:[^;"]*(?:Consolas|Menlo|monospace)/i;
const FENCE = /^ {0,3}(?:```|~~~)/gm;

/** Within code everything is pasted as it is. */
function isInCode({ value, selectionStart }: HTMLTextAreaElement): boolean {
  const before = value.slice(0, selectionStart);
  const line = before.slice(before.lastIndexOf('\n') + 1);
  return (before.match(FENCE)?.length ?? 0) % 2 === 1 || (line.match(/`/g)?.length ?? 0) % 2 === 1;
}

function makeLink(area: HTMLTextAreaElement, text: string): boolean {
  const field = fieldOf(area);
  const words = field.value.slice(field.start, field.end);
  if (words.trim() === '' || words.includes('\n') || isAddress(words) || !isAddress(text)) return false;
  put(area, link(field, text.trim()));
  return true;
}

async function pasteRich(area: HTMLTextAreaElement, html: string, text: string): Promise<void> {
  const { markdownOf } = await import('./rich-text.ts');
  type(area, markdownOf(html) || text);
}

export function startPasting(area: HTMLTextAreaElement): void {
  let isPlain = false;
  area.addEventListener('keydown', (event) => (isPlain = event.shiftKey));
  area.addEventListener('keyup', () => (isPlain = false));
  area.addEventListener('paste', (event) => {
    const data = event.clipboardData;
    if (!data || event.defaultPrevented || isPlain || isInCode(area)) return;
    const text = data.getData('text/plain');
    if (makeLink(area, text)) return event.preventDefault();
    const html = data.getData('text/html');
    if (html.length > RICH_LETTERS || !MARKED.test(html) || OF_EDITOR.test(html)) return;
    event.preventDefault();
    void pasteRich(area, html, text).catch(() => type(area, text));
  });
}
