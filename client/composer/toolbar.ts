/** The row of buttons above the text: one stop of the Tab key, arrows within it (WAI-ARIA: toolbar). */
import { around, code, type Edit, type Field, type LineKind, link, onLines, table } from './edits.ts';
import { fieldOf, put } from './field.ts';
import { icon } from './icon.ts';
import { platformKeys } from './keys.ts';
import type { Words } from './words.ts';

/** @property keys as `KeyboardEvent.code`, with Ctrl or ⌘, and Shift where it says so */
export type Tool = {
  name: string;
  words: string;
  icon: string;
  keys?: string;
  /** Whether it is always seen, at the end. */
  stays?: boolean;
  press(): void;
};

const onLine = (kind: LineKind) => (field: Field) => onLines(field, kind);

/** What changes the text, in the order in which it stands. */
export function textTools(area: HTMLTextAreaElement, words: Words): Tool[] {
  const tool = (name: keyof Words['tools'], keys: string | undefined, edit: (field: Field) => Edit): Tool => ({
    ...{ name, words: words.tools[name], icon: name, keys },
    press: () => put(area, edit(fieldOf(area))),
  });
  return [
    tool('bold', 'KeyB', (field) => around(field, '**')),
    tool('italic', 'KeyI', (field) => around(field, '*')),
    tool('link', 'KeyK', (field) => link(field)),
    tool('quote', 'Shift+Period', onLine('quote')),
    tool('code', 'KeyE', code),
    tool('list', 'Shift+Digit8', onLine('list')),
    tool('numbered', 'Shift+Digit7', onLine('numbered')),
    tool('heading', 'Shift+KeyH', onLine('heading')),
    tool('table', undefined, (field) => table(field, words.tableHeads)),
    tool('spoiler', undefined, onLine('spoiler')),
  ];
}

function buttonOf({ name, words, icon: picture, keys, press }: Tool): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'tool';
  button.dataset.tool = name;
  button.tabIndex = -1;
  button.setAttribute('aria-label', words);
  button.title = keys ? `${words} (${platformKeys(keys).shown})` : words;
  if (keys) button.setAttribute('aria-keyshortcuts', platformKeys(keys).aria);
  button.append(icon(picture));
  button.addEventListener('click', press);
  return button;
}

function move(toolbar: HTMLElement, to: HTMLElement): void {
  for (const one of toolbar.querySelectorAll<HTMLElement>('.tool')) one.tabIndex = one === to ? 0 : -1;
}

function onKey(event: KeyboardEvent, toolbar: HTMLElement): void {
  const tools = [...toolbar.querySelectorAll<HTMLElement>('.tool')];
  const at = tools.indexOf(document.activeElement as HTMLElement);
  const forward = getComputedStyle(toolbar).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
  const backward = forward === 'ArrowLeft' ? 'ArrowRight' : 'ArrowLeft';
  const next = { [forward]: at + 1, [backward]: at - 1, Home: 0, End: tools.length - 1 }[event.key];
  if (at === -1 || next === undefined) return;
  event.preventDefault();
  const to = tools[(next + tools.length) % tools.length]!;
  move(toolbar, to);
  to.focus();
}

/** Fills the place that is kept for it. */
export function fillToolbar(toolbar: HTMLElement, tools: Tool[], area: HTMLTextAreaElement, words: Words): void {
  toolbar.setAttribute('role', 'toolbar');
  toolbar.setAttribute('aria-label', words.toolbar);
  toolbar.setAttribute('aria-controls', area.id);
  // On a narrow screen those that change the text move past, and the others stay.
  const row = document.createElement('div');
  row.className = 'toolbar__row';
  row.append(...tools.filter(({ stays }) => !stays).map(buttonOf));
  toolbar.append(row, ...tools.filter(({ stays }) => stays).map(buttonOf));
  toolbar.querySelector<HTMLElement>('.tool')!.tabIndex = 0;
  toolbar.addEventListener('keydown', (event) => onKey(event, toolbar));
  toolbar.addEventListener('focusin', ({ target }) => move(toolbar, (target as Element).closest('.tool')!));
  // The field keeps the focus, and phones their keyboard.
  toolbar.addEventListener('pointerdown', (event) => event.preventDefault());
}
