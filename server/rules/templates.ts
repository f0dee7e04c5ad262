/** What a space asks for when one begins a thread: it stands in the box until one writes something else. */
import { cleanText } from '../../shared/text.ts';

/** A text and its template are compared without what nobody typed: ends of lines, spaces around. */
const plain = (text: string): string =>
  cleanText(text)
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
    .trim();

/** Nothing that is much longer than a template is one. */
const SLACK = 200;

/** What it says, without how. */
const lettersOf = (text: string): string =>
  cleanText(text.replace(/<!--[^]*?(?:-->|$)/g, ''))
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');

/** Whether a text says nothing that its template does not. */
export const isUntouched = (body: string, template: string): boolean =>
  template !== '' && body.length <= 2 * template.length + SLACK && lettersOf(body) === lettersOf(template);

/**
 * What stands in the box once a space and a form are chosen: what somebody typed, always; otherwise what is asked for.
 * @param was the template that was put there before @param now that of what is chosen; '' for none
 */
export const bodyWith = (body: string, was: string, now: string): string =>
  body.length <= SLACK + 2 * was.length && (plain(body) === '' || (was !== '' && plain(body) === plain(was)))
    ? now
    : body;
