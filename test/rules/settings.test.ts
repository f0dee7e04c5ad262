import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ForumSettings,
  isLookedFor,
  readSetting,
  settingChanges,
  settingOf,
  SETTINGS,
  settingValue,
  withSetting,
} from '../../server/rules/settings.ts';
import { USUAL_FILES } from '../../server/rules/files.ts';
import { USUAL_PREVENTION } from '../../server/rules/prevention.ts';

const forum: ForumSettings = {
  ...{ name: 'Adda', languages: ['bn', 'en'], tagline: '', logo: null, accent: '', accentDark: '' },
  ...{ joining: 'open', healthFor: 'anyone', hasCards: true, files: USUAL_FILES, prevention: USUAL_PREVENTION },
  ...{ staffLimits: {}, operator: null },
};
const read = (key: string, given: unknown) => readSetting(settingOf(key)!, given);
const faultOf = (key: string, given: unknown) => {
  const found = read(key, given);
  return 'faults' in found ? found.faults[0]!.fault : found.value;
};

describe('a setting', () => {
  it('is what it is by default until somebody chooses, and its default is one that it takes', () => {
    for (const setting of SETTINGS) {
      if (setting.key !== 'languages')
        expect([setting.key, settingValue(forum, setting)]).toEqual([setting.key, setting.usual]);
      expect(readSetting(setting, setting.usual)).toEqual({ value: setting.usual });
    }
  });

  it('takes what a form sends, and nothing beyond its bounds', () => {
    expect(faultOf('files.megabytes', '7')).toBe(7);
    expect(['0', '11', 'x', '1.5', '', undefined].map((given) => faultOf('files.megabytes', given))).toEqual([
      ...['not_between', 'not_between', 'wrong', 'wrong', 'wrong', 'wrong'],
    ]);
    expect(faultOf('staffLimits.brandPerDay', 41)).toBe('out_of_range');
    expect([undefined, 'true', 'false', true, 'maybe'].map((given) => faultOf('hasCards', given))).toEqual([
      ...[false, true, false, true, 'wrong'],
    ]);
    expect(faultOf('languages', [])).toBe('required');
    expect(faultOf('languages', 'en')).toEqual(['en']);
    expect(faultOf('languages', ['en', 'xx'])).toBe('wrong');
    expect(faultOf('files.kinds', undefined)).toEqual([]);
    expect(faultOf('prevention.scoreAbove', '95')).toBe(95);
    expect(faultOf('prevention.scoreAbove', '91')).toBe('wrong');
    expect(faultOf('name', ' ')).toBe('required');
    expect(faultOf('name', 'x'.repeat(100_000))).toBe('too_long');
    expect(faultOf('accent', '#fff')).toBe('low_contrast');
    expect(faultOf('accentDark', '#000')).toBe('low_contrast_dark');
    expect(faultOf('logo', 'l-somebody-elses.webp')).toBe('wrong');
    expect(settingOf('isSetUp')).toBeNull();
  });

  it('is no choice that has no text', () => {
    for (const given of [{ toString: {} }, Object.create(null), [], ['none'], true])
      expect(readSetting(settingOf('prevention.firstPosts')!, given)).toEqual({
        faults: [{ field: 'value', fault: 'wrong' }],
      });
  });

  it('never throws, whatever is given', () => {
    fc.assert(
      fc.property(fc.constantFrom(...SETTINGS), fc.anything(), (setting, given) => {
        const found = readSetting(setting, given);
        return 'value' in found || found.faults.length > 0;
      }),
    );
  });

  it('changes nothing beside it', () => {
    for (const setting of SETTINGS.filter(({ key }) => key !== 'operator')) {
      const other = setting.kind === 'switch' ? !setting.usual : setting.kind === 'choices' ? ['zip'] : 'x';
      const after = { ...forum, ...withSetting(forum, setting, other) };
      expect(settingChanges(forum, after).map(({ key }) => key)).toEqual([setting.key]);
    }
  });
});

it('is found by each word that is said of it, in any order', () => {
  const said = ['files.megabytes', 'How many megabytes one may have', 'What posts take'];
  expect(['', 'megabytes', 'POSTS many', 'megabytes dark'].map((query) => isLookedFor(said, query))).toEqual([
    ...[true, true, true, false],
  ]);
});
