/** A third language is files: added to the two lists, it is spoken, searched, guarded and offered everywhere. */
import { expect, it, vi } from 'vitest';
import { whyNotHonest } from '../../../server/rules/impersonation.ts';
import { termOf } from '../../../server/platform/store/terms.ts';
import { ensureSetupCode } from '../../../server/desk/setup/actions.ts';
import { site, updateSite } from '../../../server/platform/site/queries.ts';
import type { errors } from '../../../shared/catalogue/en/errors.ts';
import type { Messages } from '../../../shared/catalogue/en/index.ts';
import { messages } from '../../../shared/catalogue/index.ts';
import { type Language, LANGUAGES } from '../../../shared/catalogue/languages.ts';
import type { Lexicon } from '../../../shared/catalogue/lexicon.ts';
import type { LanguageRecord } from '../../../shared/catalogue/record.ts';
import { day, number, relative } from '../../../shared/format.ts';
import { languageOf } from '../../../shared/text.ts';
import { makeForum } from '../../support/forum.ts';
import { eachEngine } from '../../support/store.ts';

/** What the files of Armenian would hold; sentences not translated here are the English ones. */
const ARMENIAN = 'hy' as Language;

vi.mock('../../../shared/catalogue/list.ts', async (original) => {
  const { LIST } = await original<{ LIST: readonly LanguageRecord[] }>();
  const armenian = {
    code: 'hy',
    name: 'Հայերեն',
    locale: 'hy-AM',
    // As others are written: nothing else here depends on it.
    direction: 'rtl',
    digits: 'latn',
    script: [0x530, 0x58f],
    faces: [],
  } as const;
  return { LIST: [...LIST, armenian satisfies LanguageRecord] };
});

vi.mock('../../../shared/catalogue/all.ts', async (original) => {
  const { ALL } = await original<{ ALL: Record<string, { messages: Messages; lexicon: Lexicon }> }>();
  const { cutting } = await import('../../../shared/catalogue/lexicon.ts');
  const { en } = ALL;
  const said: Messages = { ...en!.messages, shell: { ...en!.messages.shell, home: 'Գլխավոր' } };
  const lexicon: Lexicon = {
    stopWords: [],
    messengers: [],
    mail: { dividers: [], from: [], heads: [], devices: [], secret: [], others: [], automatic: [] },
    stem: cutting(/^[\u0530-\u058f]+$/u, ['ներից', 'ները', 'ներ', 'ից', 'ը']),
    claims: { ...en!.lexicon.claims, roles: ['ադմին'], endings: ['ը'] },
  };
  return { ALL: { ...ALL, hy: { messages: said, lexicon } } };
});

it('is one of the languages, with its own name in all of them', () => {
  expect(LANGUAGES.at(-1)).toBe('hy');
  for (const language of LANGUAGES) expect(messages(language).language[ARMENIAN]).toBe('Հայերեն');
});

it('writes numbers and times its own way', () => {
  const at = Date.UTC(2024, 4, 3);
  expect(number(ARMENIAN, 12_345)).toBe(new Intl.NumberFormat('hy-AM').format(12_345));
  expect(day(ARMENIAN, at)).toContain('մյս');
  expect(relative(ARMENIAN, at, at + 7_200_000)).toContain('2 ժամ');
});

it('is told by its script, as the others are', () => {
  const texts = ['Անիվը ճոճվում է', 'The wheel', 'চাকা কাঁপে', 'колесо'];
  expect(texts.map((text) => languageOf(text))).toEqual(['hy', 'en', 'bn', null]);
});

it('brings its stems to the search, and leaves those of others', () => {
  expect(new Set(['անիվ', 'անիվը', 'անիվներ', 'Անիվներից'].map((word) => termOf(word))).size).toBe(1);
  expect(termOf('wheels')).toBe(termOf('wheel'));
  expect(termOf('গাছের')).toBe(termOf('গাছ'));
});

it('brings the words of roles that nobody may take, with their endings', () => {
  const marks = { brands: [] };
  expect(['ադմին', 'Ադմինը'].map((name) => whyNotHonest(name, marks, 'name'))).toEqual([
    'imitates_role',
    'imitates_role',
  ]);
  expect(whyNotHonest('Անի', marks, 'name')).toBeNull();
});

it('is refused by the types where a sentence is missing, or a word of the record', () => {
  // @ts-expect-error a catalogue of one refusal
  const said: typeof errors = { errors: { invalid: () => 'Ոչ' } };
  // @ts-expect-error a language without a script and a place
  const record: LanguageRecord = { code: 'hy', name: 'Հայերեն' };
  expect([said, record]).toHaveLength(2);
});

eachEngine('a forum in a third language', (engine) => {
  it('is set up in it and speaks it', async () => {
    const forum = await makeForum(engine);
    await forum.adda.store.write(async (tx) => {
      await tx.q.delete(tx.t.spaces).returning({ id: tx.t.spaces.id });
      await updateSite(tx, { isSetUp: false });
    });
    const code = (await ensureSetupCode(forum.adda))!;
    expect((await forum.get('/setup')).text).toMatch(/value="hy"[^>]*>[^<]*(<[^>]*>)*[^<]*Հայերեն/u);
    const done = await forum.post('/setup', {
      code,
      forumName: 'Անիվներ',
      languages: ['bn', 'en', 'hy'],
      name: 'Ada',
      email: 'ada@example.org',
      password: 'a good long password',
    });
    expect(done.status).toBe(303);
    expect((await site(forum.adda.store.read)).languages).toEqual(['bn', 'en', 'hy']);
    const page = (await forum.get('/', null, { 'accept-language': 'hy-AM,hy;q=0.9' })).text;
    expect(page).toContain('<html lang="hy" dir="rtl">');
    expect(page).toContain('>Գլխավոր</a>');
    expect(page).toMatch(/name="language"\s+value="hy"\s+lang="hy"\s+aria-pressed="true"\s*>\s*Հայերեն/u);
  });
});
