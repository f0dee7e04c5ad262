/** Where in a text field the writer is, on the screen; and whether that is within code. */

/** What makes a line break where it breaks. */
const COPIED = [
  'boxSizing',
  'inlineSize',
  'borderBlockWidth',
  'borderInlineWidth',
  'borderStyle',
  'paddingBlock',
  'paddingInline',
  'font',
  'letterSpacing',
  'lineHeight',
  'tabSize',
  'textIndent',
  'wordSpacing',
  'direction',
  'unicodeBidi',
] as const;

/**
 * @param at a place in the text
 * @returns the left and bottom of that place, in pixels from the field's own corner, as it is scrolled
 */
export function placeOf(area: HTMLTextAreaElement, at: number): { x: number; bottom: number } {
  const style = getComputedStyle(area);
  const mirror = document.createElement('div');
  for (const name of COPIED) mirror.style[name] = style[name];
  Object.assign(mirror.style, {
    position: 'absolute',
    visibility: 'hidden',
    whiteSpace: 'pre-wrap',
    overflowWrap: 'break-word',
  });
  const mark = document.createElement('span');
  mark.textContent = '\u200b';
  mirror.append(area.value.slice(0, at), mark, area.value.slice(at, at + 80));
  area.after(mirror);
  const { offsetLeft, offsetTop, offsetHeight } = mark;
  mirror.remove();
  return { x: offsetLeft, bottom: offsetTop + offsetHeight - area.scrollTop };
}

/** A code block that is open above, or a backtick on the same line. */
export function isInCode(before: string): boolean {
  const fences = before.match(/^ {0,3}(?:```|~~~)/gm)?.length ?? 0;
  if (fences % 2 === 1) return true;
  const line = before.slice(before.lastIndexOf('\n') + 1);
  return (line.match(/`/g)?.length ?? 0) % 2 === 1;
}
