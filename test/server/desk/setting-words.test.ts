/** Settings are found by what people call them, in each language, and not only by what the forum calls them. */
import { expect, it } from 'vitest';
import { sentencesOf } from '../../../server/desk/settings/words.ts';
import { isLookedFor, SETTINGS } from '../../../server/rules/settings.ts';
import { messages } from '../../../shared/catalogue/index.ts';
import { LANGUAGES } from '../../../shared/words.ts';

const found = (query: string) =>
  SETTINGS.filter((one) =>
    isLookedFor(
      LANGUAGES.flatMap((language) => sentencesOf(messages(language), one)),
      query,
    ),
  ).map(({ key }) => key as string);

const FILES = ['files.kinds', 'files.megabytes', 'files.from'];
const COLOURS = ['accent', 'accentDark'];
const USUAL: [string, string[]][] = [
  ['color', COLOURS],
  ['Colour', COLOURS],
  ['theme', ['logo', ...COLOURS]],
  ['dark', ['accentDark']],
  ['dark mode', ['accentDark']],
  ['upload', FILES],
  ['attachments', FILES],
  ['logo', ['logo']],
  ['favicon', ['logo']],
  ['slogan', ['tagline']],
  ['registration', ['joining']],
  ['invite', ['joining']],
  ['statistics', ['healthFor']],
  ['link preview', ['hasCards']],
  ['spam', ['prevention.similar', 'prevention.scoreAbove']],
  ['rate limit', ['staffLimits.brandPerDay']],
  ['রং', COLOURS],
  ['রঙ', COLOURS],
  ['থিম', ['logo', ...COLOURS]],
  ['ডার্ক', ['accentDark']],
  ['আপলোড', FILES],
  ['লোগো', ['logo']],
  ['নিবন্ধন', ['joining']],
  ['স্প্যাম', ['prevention.scoreAbove']],
  ['পরিসংখ্যান', ['healthFor']],
  ['সীমা', ['staffLimits.brandPerDay']],
];

it.each(USUAL)('%s finds the settings that are meant', (query, keys) => {
  expect(found(query)).toEqual(expect.arrayContaining(keys));
  expect(found(query).length).toBeLessThan(SETTINGS.length);
});

it('does not find a setting by what another is called', () => {
  expect(found('favicon')).toEqual(['logo']);
  expect(found('dark')).toEqual(['accentDark']);
  expect(found('upload')).toEqual(FILES);
});

it('finds Bengali letters whether they are typed as one character or as two', () => {
  expect(['\u09DF', '\u09AF\u09BC'].map((letter) => isLookedFor([`সাজি${letter}ে নিন`], 'সাজিয়ে'))).toEqual([
    true,
    true,
  ]);
});
