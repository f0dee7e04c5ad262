/** Two texts that are kept, the one that is being written and another, and what can be done with them. */
import { drawTimes } from '../elements/times.ts';
import { areApart } from '../../shared/drafts.ts';
import type { Values } from './form-values.ts';
import type { Words } from './words.ts';

/** A press on one of the buttons; the box goes. @property name what the button says */
export type Choice = { name: string; run: () => void };

/** @property name where it is from @property at when it was written; null for what is not known */
export type Text = { name: string; at: number | null; values: Values };

/** @property help what becomes of the one that is not taken */
export type Two = { mine: Text; other: Text; help: string; choices: { mine: Choice; other: Choice } };

function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className: string,
  text = '',
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}

/** How a text reads, as a whole. @param space where it goes, where that tells the two apart */
const wordsOf = (
  words: Words,
  { to, title, body, goal, wanted, pollQuestion, pollChoices, tags }: Values,
  space = '',
): string =>
  [to && `${words.to} ${String(to)}`, space, title, goal, body, wanted, pollQuestion, pollChoices, tags]
    .flat()
    .filter(Boolean)
    .join('\n\n');

/** The name of the space that a text is for, as the form has it. */
function spaceOf(form: HTMLFormElement, { space }: Values): string {
  const field = form.elements.namedItem('space');
  const options = field instanceof HTMLSelectElement ? [...field.options] : [];
  return options.find(({ value }) => value === space)?.text.trim() ?? '';
}

/** When it was written, and whether it is the later one. */
function whenLine(words: Words, { at }: Text, isNewer: boolean): HTMLElement {
  const line = element('p', 'field__hint');
  if (at !== null) {
    const time = document.createElement('time');
    const moment = new Date(at);
    Object.assign(time, { dateTime: moment.toISOString(), textContent: moment.toLocaleString() });
    line.append(time);
  }
  if (isNewer) line.append(' ', element('strong', 'tag', words.newer));
  return line;
}

function version(
  words: Words,
  text: Text & { shown: string },
  isNewer: boolean,
  { name, run }: Choice,
  leave: () => void,
): HTMLElement {
  const part = element('article', 'version');
  const shown = element('pre', '', text.shown || words.nothingYet);
  shown.dir = 'auto';
  shown.tabIndex = 0;
  shown.setAttribute('role', 'region');
  shown.setAttribute('aria-label', text.name);
  const button = element('button', 'button button--small', name);
  button.type = 'button';
  button.addEventListener('click', () => {
    leave();
    run();
  });
  part.append(element('h4', '', text.name), whenLine(words, text, isNewer), shown, button);
  return part;
}

/** The box with both; it follows what is written on in the form. @param line where it is said that there are two @param now what the form has */
export function otherDraft(words: Words, line: HTMLElement, now: () => Values, two: Two): HTMLElement {
  const { mine, other, help, choices } = two;
  const box = element('section', 'other-draft');
  box.setAttribute('aria-label', words.otherText);
  box.dataset.text = JSON.stringify(other.values);
  const form = line.closest('form')!;
  const heading = element('h3', '', words.otherText);
  heading.tabIndex = -1;
  const versions = element('div', 'versions');
  const isMineNewer = mine.at !== null && other.at !== null && mine.at >= other.at;
  const isOtherNewer = mine.at !== null && other.at !== null && other.at > mine.at;
  const leave = () => {
    form.removeEventListener('input', follow);
    line.replaceChildren();
    box.remove();
  };
  const read = (values: Values, than: Values) =>
    wordsOf(words, values, areApart(values, than) ? spaceOf(form, values) : '');
  const mineText = { ...mine, shown: read(mine.values, other.values) };
  const otherText = { ...other, shown: read(other.values, mine.values) };
  const mineShown = version(words, mineText, isMineNewer, choices.mine, leave);
  function follow(): void {
    mineShown.querySelector('pre')!.textContent = read(now(), other.values) || words.nothingYet;
  }
  form.addEventListener('input', follow);
  versions.append(mineShown, version(words, otherText, isOtherNewer, choices.other, leave));
  box.append(heading, element('p', 'field__hint', help), versions);
  queueMicrotask(drawTimes);
  return box;
}

/** Says in the live line that there are two, with a way to them. */
export function sayOther(words: Words, line: HTMLElement, box: HTMLElement): void {
  const button = element('button', 'button button--small', words.seeBoth);
  button.type = 'button';
  button.addEventListener('click', () => {
    const heading = box.querySelector<HTMLElement>('h3')!;
    heading.scrollIntoView({ block: 'center' });
    heading.focus({ preventScroll: true });
  });
  line.replaceChildren(element('strong', '', words.otherText), ' ', button);
}
