/** Who is writing in the thread, a few seconds long; and that its reader does, where they want others to see it. */
import { languageNamed } from '../../shared/catalogue/languages.ts';
import { number as numberIn } from '../../shared/format.ts';
import { REPLIES, WRITES, WRITES_EVERY_MS } from '../../shared/live.ts';

type Words = Record<'writing' | 'writings', string>;

const SHOWN_MS = 2 * WRITES_EVERY_MS;
/** A little longer, so that none comes early after a slow way, and is not told. */
const SENT_EVERY_MS = WRITES_EVERY_MS + 500;

const writers = new Map<string, number>();

function show(words: Words): void {
  const names = [...writers.keys()];
  const many = words.writings.replace('#', numberIn(languageNamed(document.documentElement.lang), names.length));
  const text = names.length > 1 ? many : names.length === 1 ? words.writing.replace('#', () => names[0]!) : '';
  for (const note of document.querySelectorAll('.writing-note')) note.textContent = text;
}

/** Somebody writes. */
export function showWriter(name: string, words: Words): void {
  clearTimeout(writers.get(name));
  writers.set(
    name,
    window.setTimeout(() => (writers.delete(name), show(words)), SHOWN_MS),
  );
  show(words);
}

/** Their posts are here. */
export function stopWriters(names: readonly string[], words: Words): void {
  for (const name of names) {
    clearTimeout(writers.get(name));
    writers.delete(name);
  }
  show(words);
}

/** @param send says something by the socket, if there is one */
export function startWriting(send: (text: string) => void): void {
  let last = 0;
  document.addEventListener('input', ({ target }) => {
    if (!(target instanceof HTMLTextAreaElement) || target.name !== 'body' || Date.now() - last < SENT_EVERY_MS) return;
    last = Date.now();
    const parent = target.form?.querySelector<HTMLInputElement>('[name="parentId"]');
    send(parent?.value ? REPLIES : WRITES);
  });
}
