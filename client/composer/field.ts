/** The text field as the composer changes it: by edits that the browser's own "undo" takes back. */
import type { Edit, Field } from './edits.ts';

export const fieldOf = ({ value, selectionStart: start, selectionEnd: end }: HTMLTextAreaElement): Field => ({
  value,
  start,
  end,
});

/** Puts a text in the place of another, as if it were typed. */
export function put(area: HTMLTextAreaElement | HTMLInputElement, { from, to, text, start, end }: Edit): void {
  area.focus();
  area.setSelectionRange(from, to);
  const before = area.value;
  // Deprecated and without a successor: the only way by which "undo" knows of it.
  const isDone =
    before.slice(from, to) === text ||
    (text === '' ? document.execCommand('delete') : document.execCommand('insertText', false, text));
  if (!isDone || area.value !== before.slice(0, from) + text + before.slice(to)) {
    area.value = before.slice(0, from) + text + before.slice(to);
    area.dispatchEvent(new Event('input', { bubbles: true }));
  }
  area.setSelectionRange(start, end);
}

/** Puts a text where the writer is, instead of what is selected. */
export function type(area: HTMLTextAreaElement, text: string): void {
  const { selectionStart: from, selectionEnd: to } = area;
  put(area, { from, to, text, start: from + text.length, end: from + text.length });
}
