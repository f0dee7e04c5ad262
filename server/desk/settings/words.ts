/** What settings are called, what is said of them, and how their values read. */
import type { Messages } from '../../../shared/catalogue/index.ts';
import type { FileKind, FirstPosts, Joining, Language, TrustStep } from '../../../shared/words.ts';
import { LIMIT_RANGES } from '../../rules/posting.ts';
import type { HealthReaders } from '../../rules/health.ts';
import { limitIn, type OwnKey, type Setting, settingOf, type SettingValue } from '../../rules/settings.ts';

export type SettingWords = { name: string; what: string };

function ownWords(m: Messages): Record<OwnKey, SettingWords> {
  const { prevention, files, health } = m;
  const held = prevention.settings;
  return {
    name: { name: m.setup.forumName, what: '' },
    tagline: { name: m.adminSettings.tagline, what: m.adminSettings.taglineHelp },
    languages: { name: m.setup.languages, what: m.adminSettings.languagesHelp },
    joining: { name: m.joinLinks.setting.name, what: m.joinLinks.setting.what },
    healthFor: { name: health.readers.title, what: health.readers.lead },
    logo: { name: m.adminSettings.logo, what: m.adminSettings.logoHelp },
    accent: { name: m.adminSettings.accent, what: m.adminSettings.accentHelp },
    accentDark: { name: m.adminSettings.accentDark, what: m.adminSettings.accentDarkHelp },
    hasCards: { name: m.cards.isOn, what: m.cards.lead },
    'files.kinds': { name: files.admin.kinds, what: files.admin.lead },
    'files.megabytes': { name: files.admin.megabytes, what: '' },
    'files.from': { name: files.admin.from, what: '' },
    'prevention.firstPosts': { name: held.firstPosts, what: held.firstPostsHelp },
    'prevention.similar': { name: held.similar, what: '' },
    'prevention.scoreAbove': { name: held.scoreAbove, what: held.scoreHelp },
    'prevention.disposableMail': { name: held.disposableMail, what: '' },
    operator: { name: m.brands.operator, what: m.brands.operatorHelp },
  };
}

/** What a setting is called, and what it does. */
export function settingWords(m: Messages, setting: Setting): SettingWords {
  const limit = limitIn(setting);
  return limit
    ? { name: m.rules.names[limit], what: `${m.brands.limitsHelp} ${m.brands.range(LIMIT_RANGES[limit])}` }
    : ownWords(m)[setting.key as OwnKey];
}

/** What one of the options of a setting is called. */
export function optionWords(m: Messages, { key }: Setting, option: string | number): string {
  switch (key) {
    case 'languages':
      return m.language[option as Language];
    case 'joining':
      return m.joinLinks.setting[option as Joining];
    case 'healthFor':
      return m.health.readers[option as HealthReaders];
    case 'files.kinds':
      return m.files.kinds[option as FileKind];
    case 'files.from':
      return m.files.admin.fromWords[option as TrustStep];
    case 'prevention.firstPosts':
      return m.prevention.settings.firstPostsOf[option as FirstPosts].name;
    case 'prevention.scoreAbove':
      return m.prevention.settings.scoreOf(Number(option));
    default:
      return String(option);
  }
}

/** A value in words. @param brands by their number */
export function valueWords(
  m: Messages,
  setting: Setting,
  value: SettingValue,
  brands: ReadonlyMap<number, string>,
): string {
  switch (setting.kind) {
    case 'switch':
      return value === true ? m.adminSettings.on : m.adminSettings.off;
    case 'number':
      return m.number(Number(value));
    case 'choice':
      return setting.options.includes(value as string) ? optionWords(m, setting, value as string) : String(value);
    case 'choices': {
      const names = [value ?? []]
        .flat(1)
        .map((one) => (setting.options.includes(one as string) ? optionWords(m, setting, one as string) : String(one)));
      return names.length === 0 ? m.adminSettings.nothing : names.join(', ');
    }
    case 'brand':
      return value === null ? m.brands.noOperator : (brands.get(Number(value)) ?? `#${String(value)}`);
    case 'picture':
      return value === null ? m.adminSettings.ownLogo : m.adminSettings.oneLogo;
    case 'colour':
      return value === '' ? m.adminSettings.ownColour : String(value);
    case 'line':
      return value === '' ? m.adminSettings.nothing : String(value);
  }
}

/** What is said of a setting anywhere, and what it is called elsewhere, for who looks for it. */
export function sentencesOf(m: Messages, setting: Setting): string[] {
  const { name, what } = settingWords(m, setting);
  const options = setting.kind === 'choice' || setting.kind === 'choices' ? setting.options : [];
  const group = m.adminSettings.groups[setting.group];
  const also = m.adminSettings.alsoCalled[limitIn(setting) ? 'limits' : (setting.key as OwnKey)];
  return [setting.key, name, what, group, also, ...options.map((one) => optionWords(m, setting, one))];
}

/** What a setting is called that this version may not know any more. */
export function nameOf(m: Messages, key: string): string {
  const setting = settingOf(key);
  return setting ? settingWords(m, setting).name : key;
}
