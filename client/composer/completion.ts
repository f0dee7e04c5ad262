/** What is completed while it is typed: one list where the writer is, by mouse or arrows (WAI-ARIA: combobox). */
import type { Option, Source } from './sources.ts';
import { isInCode, placeOf } from './caret.ts';
import { put } from './field.ts';

const LIST = 'completion-list';
/** On narrower screens the list stands under the field, in its whole width. */
const WIDE = '(min-width: 40rem)';

/** The sources that begin where the writer is, with what was typed of them. */
type Begun = { source: Source; typed: string; from: number };

type TextField = HTMLTextAreaElement | HTMLInputElement;

class Completion {
  private timer = 0;
  private asked = 0;
  private options: Option[] = [];
  private list: HTMLElement | null = null;

  private area: TextField;
  private sources: readonly Source[];

  constructor(area: TextField, sources: readonly Source[]) {
    this.area = area;
    this.sources = sources;
    const field: HTMLElement = area;
    // A line is a combobox all the time; a text is one only where something begins.
    if (area instanceof HTMLInputElement) {
      area.setAttribute('role', 'combobox');
      area.setAttribute('aria-autocomplete', 'list');
      area.setAttribute('aria-haspopup', 'listbox');
      area.setAttribute('aria-expanded', 'false');
      // Only while one types there: what is never completed a browser does not bring back either, beside a text that it does.
      area.addEventListener('focus', () => (area.autocomplete = 'off'));
      area.addEventListener('blur', () => area.removeAttribute('autocomplete'));
      if (document.activeElement === area) area.autocomplete = 'off';
    }
    field.addEventListener('input', () => this.onInput());
    field.addEventListener('keydown', (event) => this.onKey(event));
    field.addEventListener('blur', () => this.close());
    // What was typed while this was on its way.
    if (document.activeElement === area) this.onInput();
  }

  private begun(): Begun | null {
    const { value, selectionEnd } = this.area;
    const selectionStart = this.area.selectionStart!;
    if (selectionStart !== selectionEnd) return null;
    const before = value.slice(Math.max(0, selectionStart - 120), selectionStart);
    if (isInCode(value.slice(0, selectionStart))) return null;
    for (const source of this.sources) {
      const match = source.begun.exec(before);
      if (match) return { source, typed: match[1]!, from: selectionStart - match[1]!.length - source.sign.length };
    }
    return null;
  }

  private onInput(): void {
    clearTimeout(this.timer);
    const begun = this.begun();
    // Without a beginning the list goes at once.
    if (!begun) return this.close();
    this.timer = window.setTimeout(() => void this.look(begun), begun.source.pauseMs);
  }

  private async look({ source, typed }: Begun): Promise<void> {
    const mine = ++this.asked;
    const options = await source.look(typed, this.area).catch(() => []);
    // What was typed since has asked again.
    if (mine !== this.asked || document.activeElement !== this.area || this.begun()?.typed !== typed) return;
    this.options = options;
    if (!source.end || !typed.endsWith(source.end)) this.show();
    else if (options.length > 0) this.choose(0);
  }

  close(): void {
    this.asked++;
    this.list?.remove();
    this.list = null;
    for (const name of ['aria-controls', 'aria-activedescendant']) this.area.removeAttribute(name);
    if (this.area instanceof HTMLInputElement) this.area.setAttribute('aria-expanded', 'false');
    else for (const name of ['aria-expanded', 'aria-autocomplete', 'aria-haspopup']) this.area.removeAttribute(name);
  }

  private show(): void {
    this.close();
    const { options } = this;
    if (options.length === 0) return;
    const list = document.createElement('ul');
    list.id = LIST;
    list.className = 'completion-list';
    list.setAttribute('role', 'listbox');
    list.setAttribute('aria-label', this.begun()?.source.sign || (this.area.labels?.[0]?.textContent ?? ''));
    list.append(...options.map((option, i) => this.itemOf(option, i)));
    this.area.after(list);
    this.list = list;
    this.place(list);
    this.area.setAttribute('aria-autocomplete', 'list');
    this.area.setAttribute('aria-haspopup', 'listbox');
    this.area.setAttribute('aria-controls', LIST);
    this.area.setAttribute('aria-expanded', 'true');
    this.point(0);
  }

  /** Under the sign that it began with; within the field, and above the line where there is no room below. */
  private place(list: HTMLElement): void {
    const { area } = this;
    if (!matchMedia(WIDE).matches || !(area instanceof HTMLTextAreaElement)) return;
    const { x, bottom } = placeOf(area, this.begun()?.from ?? area.selectionStart);
    const left = Math.max(0, Math.min(x, area.offsetWidth - list.offsetWidth));
    const top = area.offsetTop + Math.max(0, Math.min(bottom, area.offsetHeight));
    list.style.inset = `${top}px auto auto ${area.offsetLeft + left}px`;
  }

  private itemOf({ shown, note }: Option, i: number): HTMLElement {
    const item = document.createElement('li');
    item.id = `${LIST}-${i}`;
    item.role = 'option';
    item.dir = 'auto';
    item.textContent = shown;
    if (note) {
      const small = document.createElement('small');
      small.textContent = note;
      item.append(' ', small);
    }
    // The field keeps the focus.
    item.addEventListener('pointerdown', (event) => event.preventDefault());
    item.addEventListener('click', () => this.choose(i));
    return item;
  }

  private point(at: number): void {
    const items = [...this.list!.children];
    const now = items[(at + items.length) % items.length]!;
    for (const item of items) item.setAttribute('aria-selected', String(item === now));
    this.area.setAttribute('aria-activedescendant', now.id);
    now.scrollIntoView({ block: 'nearest' });
  }

  private choose(at: number): void {
    const begun = this.begun();
    const { insert } = this.options[at]!;
    const to = this.area.selectionEnd!;
    this.close();
    if (!begun) return;
    const end = begun.from + insert.length;
    put(this.area, { from: begun.from, to, text: insert, start: end, end });
    clearTimeout(this.timer);
  }

  private onKey(event: KeyboardEvent): void {
    if (!this.list || event.isComposing || event.defaultPrevented) return;
    const at = [...this.list.children].findIndex((item) => item.getAttribute('aria-selected') === 'true');
    const isPlain = !event.shiftKey && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (event.key === 'ArrowDown') this.point(at + 1);
    else if (event.key === 'ArrowUp') this.point(at - 1);
    else if (event.key === 'Escape') this.close();
    else if ((event.key === 'Enter' || event.key === 'Tab') && isPlain) this.choose(at);
    else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }
}

export const startCompletion = (area: TextField, sources: readonly Source[]) => new Completion(area, sources);
