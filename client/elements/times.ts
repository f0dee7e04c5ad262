import { relative } from '../../shared/format.ts';
import type { Language } from '../../shared/words.ts';

const EVERY_MS = 60_000;

/** Recent times read "3 hours ago"; the server's day stays where that is clearer. */
export function startTimes(): void {
  const language = (document.documentElement.lang === 'bn' ? 'bn' : 'en') satisfies Language;
  const draw = () => {
    for (const element of document.querySelectorAll('time')) {
      const text = relative(language, Date.parse(element.dateTime), Date.now());
      if (text) element.textContent = text;
    }
  };
  draw();
  setInterval(draw, EVERY_MS);
}
