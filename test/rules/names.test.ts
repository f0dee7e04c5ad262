import { describe, expect, it } from 'vitest';
import { whyNotHonest } from '../../server/rules/impersonation.ts';
import { nameKey, nameSlug, whyNotName } from '../../server/rules/names.ts';
import { HONEST_NAMES } from '../fixtures/honest-names.ts';

describe('a name', () => {
  it.each([
    'Rina Das',
    'রিনা দাস',
    'শ্রীময়ী',
    'राम कुमार',
    'محمد علي',
    'Łukasz Żółć',
    'Ирина',
    'Νίκος',
    '山田太郎',
    '김민수',
    'ተስፋዬ',
    'தமிழ்செல்வி',
    "O'Brien",
    'Jean-Luc',
    'J. R. Smith',
    'Nguyễn Văn A',
    'র‍্যাম',
    'x2',
    '42',
    'Sammy Davis Jr.',
    'snake_case',
  ])('may be %s', (name) => {
    expect(whyNotName(name)).toBeNull();
  });

  it.each([
    ['a', 'too_short'],
    ['', 'too_short'],
    ['x'.repeat(31), 'too_long'],
    ['  Rina', 'not_a_name'],
    ['Ri  na', 'not_a_name'],
    ['Rina!', 'not_a_name'],
    ['<b>Rina</b>', 'not_a_name'],
    ['Rina\u202eanir', 'not_a_name'],
    ['Ri\u200bna', 'not_a_name'],
    ['\u200dRina', 'not_a_name'],
    ['-Rina', 'not_a_name'],
    ['Rina/..', 'not_a_name'],
    ['Rina\n', 'not_a_name'],
    ['😀😀', 'not_a_name'],
    ['ﷺﷺ', 'not_a_name'],
    ['admin', 'reserved'],
    ['Admin', 'reserved'],
    ['ＡＤＭＩＮ', 'reserved'],
    ['a.d.m.i.n', 'reserved'],
    ['ad\u200dmin', 'not_a_name'],
    ['Adda', 'reserved'],
    ['Moderator.', 'reserved'],
  ])('may not be %j: %s', (name, fault) => {
    expect(whyNotName(name)).toBe(fault);
  });

  it('is the same name however it is spelled', () => {
    for (const [one, other] of [
      ['Rina Das', 'rina das'],
      ['Rina Das', 'RINA_DAS'],
      ['Rina', 'Ri\u200cna'],
      ['O’Brien', "o'brien"],
      ['Ｒｉｎａ', 'Rina'],
    ])
      expect(nameSlug(one!)).toBe(nameSlug(other!));
    expect(nameSlug('Rina Das')).not.toBe(nameSlug('Rina Dasi'));
    expect(nameSlug('রিনা')).not.toBe(nameSlug('রীনা'));
  });
});

describe('an honest name', () => {
  const marks = { brands: [{ name: 'Acme', products: ['AquaPump'] }], forum: 'Test forum' };
  const all = Object.values(HONEST_NAMES).flat();

  it('is tried with 200 in more than ten scripts', () => {
    expect(Object.keys(HONEST_NAMES).length).toBeGreaterThan(10);
    expect(all.length).toBeGreaterThanOrEqual(200);
  });
  it.each(all)('may be %s', (name) => {
    expect([whyNotName(name.normalize('NFC')), whyNotHonest(name, marks, 'name')]).toEqual([null, null]);
    expect(nameKey(name)).not.toBe('');
  });
});

describe('a name that is not what it seems', () => {
  it.each([
    ...[
      'bob\u0335',
      'Ri\u034fna',
      'Ri\ufe0fna',
      'Ri\ufe00na',
      'Ri\u17b4na',
      'Ri\u180bna',
      'Ri\u{e0100}na',
      'b\u200bob',
    ],
    ...['Ri\u2060na', 'Ri\u00adna', 'Ri\u061cna', 'Ri\u200ena', 'Ri\u2066na', 'Ri\u202ena', 'Ri\u3164na', 'Ri\u115fna'],
    ...['Ri\u200cna', 'Ri\u200dna', 'Rina\u200d', 'Ri\u0488na', 'Ri\u20ddna', 'Ri\u0336na', 'Ri\u0489na', 'Ri\u0363na'],
    ...[
      'R\u0301\u0301ina',
      'R\u0300\u0301\u0302ina',
      'Ri\u09bcna',
      'ন\u0301াম',
      'ক\u09be\u09be',
      'ก\u0e49\u0e49\u0e49',
    ],
    ...['Rin\u0430', 'R\u0456na', '\u13d2ina', 'Ri\u0578a', 'Ri\u2c9fa', 'B\ua4f3b', 'Ri\u{1042c}na'],
  ])('may not be %j', (name) => expect(whyNotName(name)).toBe('not_a_name'));

  it.each([
    ...['deleted', 'Deleted', 'DELETED 7', 'constructor', 'toString', 'prototype', 'Former member', 'a former member'],
    ...['প্রাক্তন সদস্য', 'একজন প্রাক্তন সদস্য', 'Nobody', 'null', 'undefined', 'N.U.L.L', 'Anonymous'],
  ])('may not be %j: reserved', (name) => expect(whyNotName(name)).toBe('reserved'));

  it.each([
    'İstaff',
    'istaff',
    'Security Team',
    'Forum Owner',
    'Adda Security',
    'Test Forum',
    'test-forum',
    'Test Forum Team',
    'Owner Test Forum',
    'নিরাপত্তা দল',
  ])('may not be %j: an office', (name) =>
    expect(whyNotHonest(name, { brands: [], forum: 'Test forum' }, 'name')).toBe('imitates_role'),
  );

  it('has the same key as the one it looks like, and another than its neighbours', () => {
    for (const twin of [
      'rina',
      'RINA',
      'R.I.N.A',
      'Ri na',
      'Ri-na',
      'Rína',
      'Rin\u0430',
      'R\u0456n\u0430',
      'Ri\u200bna',
      'R1na',
      'Rlna',
      'ＲＩＮＡ',
    ])
      expect(nameKey(twin), twin).toBe(nameKey('Rina'));
    for (const other of ['Rima', 'Nina', 'Rina Das', 'Rino', 'Rinna']) expect(nameKey(other)).not.toBe(nameKey('Rina'));
    expect(nameKey('مُحَمَّد')).toBe(nameKey('محمد'));
    expect(nameKey('রিনা')).not.toBe(nameKey('রীনা'));
  });
});
