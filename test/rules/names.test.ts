import { describe, expect, it } from 'vitest';
import { nameSlug, whyNotName } from '../../server/rules/names.ts';

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
    ['ad\u200dmin', 'reserved'],
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
