import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ALL } from '../../shared/catalogue/all.ts';
import { LANGUAGES } from '../../shared/catalogue/languages.ts';
import { filesUnder } from '../support/sources.ts';

const files = new Map(
  ['.ts', '.css', '.svg'].flatMap((ending) =>
    ['server', 'shared', 'client'].flatMap((folder) => [...filesUnder(folder, ending)]),
  ),
);

/** Where a language may be named: what it says and knows, its own stylesheet and face, and the example community. */
const OWN = [
  /^shared\/catalogue\//,
  /^client\/styles\/languages\//,
  /^client\/fonts\//,
  /^server\/([a-z]+\/)?demo\/(content|pictures)\//,
];
const isOwn = (file: string) => OWN.some((place) => place.test(file));

/** Its script, its name, its code where it stands alone. A country's name is no language's. */
const BENGALI = /[\u0980-\u09ff]|\\?u\{?09[89a-f]|0x0?9[89a-f][0-9a-f]\b|bengali|bangla(?!desh)|['"`(=|-]bn\b/iu;

describe('Bengali, as every language but English,', () => {
  it('is named in its own files only', () => {
    const found = [...files].filter(([file, text]) => !isOwn(file) && BENGALI.test(text)).map(([file]) => file);
    expect(found).toEqual([]);
  });

  it('has one spelling of a word that has two', () => {
    // Words that are only looked for are in every spelling.
    const shown = (text: string) => text.replace(/alsoCalled: \{[^}]*\}/, '');
    const two = [...files].filter(([file, text]) => file.startsWith('shared/catalogue/') && shown(text).includes('রঙ'));
    expect(two.map(([file]) => file)).toEqual([]);
  });

  it('would be found', () => {
    for (const text of [
      "lang === 'bn'",
      ':lang(bn) em',
      "[lang|='bn']",
      '/^[\\u0980-\\u09ff]+$/u',
      '0x980',
      'আড্ডা',
      'isBengali',
    ])
      expect(text).toMatch(BENGALI);
    for (const text of ['bnext', 'a number', 'Bangladesh', '0x20ac', 'dubnium']) expect(text).not.toMatch(BENGALI);
    expect([...files.keys()].filter(isOwn).length).toBeGreaterThan(40);
  });
});

describe('each language', () => {
  const named = (language: string) => readdirSync(`shared/catalogue/${language}`).sort();

  it.each(LANGUAGES)('has the same files: %s', (language) => {
    expect(named(language)).toEqual(named(LANGUAGES[0]));
  });

  it.each(LANGUAGES)('says no group of sentences in two files: %s', async (language) => {
    const groups: string[] = [];
    for (const name of named(language)) {
      if (['index.ts', 'language.ts', 'lexicon.ts', 'say.ts', 'health.ts'].includes(name)) continue;
      const feature = (await import(/* @vite-ignore */ `../../shared/catalogue/${language}/${name}`)) as Record<
        string,
        object
      >;
      groups.push(...Object.values(feature).flatMap((sentences) => Object.keys(sentences)));
    }
    expect(groups.length).toBeGreaterThan(30);
    expect(new Set(groups).size).toBe(groups.length);
    expect(Object.keys(ALL[language].messages).sort()).toEqual(
      [...groups, 'language', 'number', 'clock', 'decimal', 'health'].sort(),
    );
  });
});
