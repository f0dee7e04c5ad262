/** What the composer says, in the page's language: it comes with it, and not with the pages. */
import type { composer } from '../../shared/catalogue/en/composer.ts';

export type Words = (typeof composer)['composer'];

const FILES = import.meta.glob<{ composer: { composer: Words } }>('../../shared/catalogue/*/composer.ts');

export async function loadWords(): Promise<Words> {
  const of = (language: string) => FILES[`../../shared/catalogue/${language}/composer.ts`];
  const file = of(document.documentElement.lang) ?? of('en')!;
  return (await file()).composer.composer;
}
