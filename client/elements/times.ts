import { languageNamed } from '../../shared/catalogue/languages.ts';
import { localMoment, relative } from '../../shared/format.ts';

const EVERY_MS = 60_000;

/** Recent times read "3 hours ago", appointments in the reader's own zone; the server's words stay where they are clearer. */
export function drawTimes(): void {
  const language = languageNamed(document.documentElement.lang);
  for (const element of document.querySelectorAll<HTMLTimeElement>('time:not([data-stays])')) {
    const at = Date.parse(element.dateTime);
    const text = 'moment' in element.dataset ? localMoment(language, at) : relative(language, at, Date.now());
    if (text) element.textContent = text;
  }
}

export function startTimes(): void {
  drawTimes();
  setInterval(drawTimes, EVERY_MS);
}
