import { LANGUAGE_RECORDS } from '../../shared/catalogue/languages.ts';

/** The stylesheet of a language's own part of the reading face, where it has one: `client/fonts/<language>.css`. */
const FACES = import.meta.glob<string>('../fonts/*.css', { query: '?url', import: 'default', eager: true });

/**
 * Brings the letters of the reading face that few pages need, and that are large, once the page is there and idle,
 * where there is something to read in them. Until then, without a script, or for those who save data, the device's
 * own letters serve.
 */
export function startFaces(): void {
  const { connection } = navigator as Navigator & { connection?: { saveData?: boolean } };
  if (connection?.saveData) return;
  const text = document.querySelector('main')?.textContent ?? '';
  for (const { code, script } of LANGUAGE_RECORDS) {
    const face = FACES[`../fonts/${code}.css`];
    if (!face || !script) continue;
    const [first, last] = script.map((point) => String.fromCodePoint(point));
    if (new RegExp(`[${first}-${last}]`, 'u').test(text))
      addEventListener('load', () => setTimeout(bring, 0, face), { once: true });
  }
}

function bring(face: string): void {
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = face;
  document.head.append(link);
}
