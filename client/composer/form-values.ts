/** What somebody wrote into a form, as a draft keeps it. */
import { WRITTEN } from '../../shared/drafts.ts';

const POLL = ['pollQuestion', 'pollChoices', 'pollMost', 'pollEndsOn'];
const FIELDS = ['body', 'title', 'tags', 'space', 'form', 'goal', 'wanted', 'startsOn', 'endsOn', ...POLL];
const OTHERS = ['opensAt', 'minutes', 'affiliation', 'parentId', 'revision', 'changedAt', 'to'];
const BROUGHT = ['pictureIds', 'fileIds'];
export type Values = Record<string, string | string[]>;

/** Whether a text is only what its space asks for: nobody wrote it. */
const isTemplate = (form: HTMLFormElement, text: string): boolean =>
  form.querySelector('adda-template')?.getAttribute('words')?.trim() === text.trim();

export function valuesOf(form: HTMLFormElement): Values {
  const data = new FormData(form);
  const values: Values = {};
  for (const name of [...FIELDS, ...OTHERS]) {
    const value = data.get(name);
    if (typeof value === 'string' && value !== '' && !(name === 'body' && isTemplate(form, value)))
      values[name] = value;
  }
  for (const name of BROUGHT) {
    const sent = data.getAll(name).map(String);
    const chosen = sent.filter((id) => id !== '');
    // Of a change that takes all out, none is something else than nothing said.
    const ids = chosen.length === 0 && sent.length > 0 ? ['0'] : chosen;
    if (ids.length > 0) values[name] = ids;
  }
  return values;
}

export const isEmpty = (values: Values): boolean =>
  [...WRITTEN, ...BROUGHT].every((name) => String(values[name] ?? '').trim() === '');

/** Whether somebody wrote before this was loaded; what a browser brings back by itself was written earlier. */
export function isTypedBefore(root: HTMLElement): boolean {
  const [way] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  const fields = root.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('textarea, input');
  return way?.type === 'navigate' && [...fields].some(({ value, defaultValue }) => value !== defaultValue);
}

/** When that was kept which a form goes on from, as its page says; null for none. */
export const goesOnFrom = (form: HTMLFormElement): number | null =>
  Number(form.querySelector<HTMLInputElement>('[name="draftAt"]')?.value) || null;

/** Which version a text changes: it goes with the text. */
const VERSIONS = ['revision', 'changedAt'];

/** Puts values into the fields that the form has; which form it is, and of what, stays. */
export function fill(form: HTMLFormElement, values: Values): void {
  for (const name of [...FIELDS, ...OTHERS]) {
    const field = form.elements.namedItem(name);
    const isText =
      field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement || field instanceof HTMLSelectElement;
    if (!isText || (field instanceof HTMLInputElement && field.type === 'hidden' && !VERSIONS.includes(name))) continue;
    if (values[name] !== undefined) field.value = [values[name]].flat().join(', ');
  }
  form.querySelector('textarea[name="body"]')?.dispatchEvent(new Event('input', { bubbles: true }));
}

/** As a form sends it. */
export function encoded(values: Values, more: Record<string, string>): URLSearchParams {
  const body = new URLSearchParams(more);
  for (const [name, value] of Object.entries(values)) for (const one of [value].flat()) body.append(name, one);
  return body;
}
