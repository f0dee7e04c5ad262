/**
 * What admins choose in the product: every setting with its bounds, and what holds until somebody chooses. Pages, API and
 * command line are drawn from this list. What operators set for the machine is in platform/config.ts; no secret is here.
 */
import { readId } from './ids.ts';
import type { FieldFault } from '../../shared/faults.ts';
import { LIMITS } from '../../shared/limits.ts';
import { cleanLine } from '../../shared/text.ts';
import {
  FILE_KINDS,
  FIRST_POSTS,
  JOINING,
  type Joining,
  LANGUAGES,
  type Language,
  TRUST_STEPS,
} from '../../shared/words.ts';
import { colourFaults, readColour, type Scheme } from './colours.ts';
import { type FilesTaken, USUAL_FILES } from './files.ts';
import { HEALTH_READERS, type HealthReaders } from './health.ts';
import { lengthFaults } from './lengths.ts';
import { LIMIT_NAMES, LIMIT_RANGES, type LimitName } from './posting.ts';
import { type Prevention, SCORES, USUAL_PREVENTION } from './prevention.ts';

/** @property accent the forum's own colour, `#rrggbb`; '' for Adda's @property accentDark the same in the dark; '' for one that is worked out */
export type ForumSettings = {
  name: string;
  languages: Language[];
  tagline: string;
  logo: string | null;
  accent: string;
  accentDark: string;
  joining: Joining;
  healthFor: HealthReaders;
  hasCards: boolean;
  files: FilesTaken;
  prevention: Prevention;
  staffLimits: Partial<Record<LimitName, number>>;
  operator: { id: number } | null;
};

export type SettingValue = string | number | boolean | string[] | null;

/** @property isNeeded whether one has to be chosen */
type Shape =
  | { kind: 'line'; range: { min?: number; max: number } }
  | { kind: 'switch' }
  | { kind: 'number'; min: number; max: number }
  | { kind: 'choice'; options: readonly (string | number)[] }
  | { kind: 'choices'; options: readonly string[]; isNeeded: boolean }
  | { kind: 'colour'; scheme: Scheme }
  | { kind: 'picture' }
  | { kind: 'brand' };

export const SETTING_GROUPS = ['forum', 'look', 'posts', 'prevention', 'staff'] as const;
export type SettingGroup = (typeof SETTING_GROUPS)[number];

/** Those that have sentences of their own; the limits on brand staff have theirs with the rules. */
export const OWN_KEYS = [
  ...(['name', 'tagline', 'languages', 'joining', 'healthFor', 'logo', 'accent', 'accentDark', 'hasCards'] as const),
  ...(['files.kinds', 'files.megabytes', 'files.from', 'prevention.firstPosts', 'prevention.similar'] as const),
  ...(['prevention.scoreAbove', 'prevention.disposableMail', 'operator'] as const),
] as const;
export type OwnKey = (typeof OWN_KEYS)[number];
export type LimitKey = `staffLimits.${LimitName}`;
export type SettingKey = OwnKey | LimitKey;
export type Setting = Shape & { key: SettingKey; group: SettingGroup; usual: SettingValue };

const OWN: Record<OwnKey, Shape & { group: SettingGroup; usual: SettingValue }> = {
  name: { group: 'forum', kind: 'line', range: LIMITS.forumName, usual: 'Adda' },
  tagline: { group: 'forum', kind: 'line', range: LIMITS.tagline, usual: '' },
  languages: { group: 'forum', kind: 'choices', options: LANGUAGES, isNeeded: true, usual: [...LANGUAGES] },
  joining: { group: 'forum', kind: 'choice', options: JOINING, usual: 'open' },
  healthFor: { group: 'forum', kind: 'choice', options: HEALTH_READERS, usual: 'anyone' },
  logo: { group: 'look', kind: 'picture', usual: null },
  accent: { group: 'look', kind: 'colour', scheme: 'light', usual: '' },
  accentDark: { group: 'look', kind: 'colour', scheme: 'dark', usual: '' },
  hasCards: { group: 'posts', kind: 'switch', usual: true },
  'files.kinds': { group: 'posts', kind: 'choices', options: FILE_KINDS, isNeeded: false, usual: USUAL_FILES.kinds },
  'files.megabytes': { group: 'posts', kind: 'number', ...LIMITS.fileMegabytes, usual: USUAL_FILES.megabytes },
  'files.from': { group: 'posts', kind: 'choice', options: TRUST_STEPS, usual: USUAL_FILES.from },
  'prevention.firstPosts': {
    ...{ group: 'prevention', kind: 'choice', options: FIRST_POSTS, usual: USUAL_PREVENTION.firstPosts },
  },
  'prevention.similar': { group: 'prevention', kind: 'switch', usual: USUAL_PREVENTION.similar },
  'prevention.scoreAbove': {
    ...{ group: 'prevention', kind: 'choice', options: SCORES, usual: USUAL_PREVENTION.scoreAbove },
  },
  'prevention.disposableMail': { group: 'prevention', kind: 'switch', usual: USUAL_PREVENTION.disposableMail },
  operator: { group: 'staff', kind: 'brand', usual: null },
};

const limitSetting = (name: LimitName): Setting => {
  const { standard, min, max } = LIMIT_RANGES[name];
  return { key: `staffLimits.${name}`, group: 'staff', kind: 'number', min, max, usual: standard };
};

/** All of them, in the order in which they are shown. */
export const SETTINGS: readonly Setting[] = [
  ...OWN_KEYS.map((key): Setting => ({ key, ...OWN[key] })),
  ...LIMIT_NAMES.map(limitSetting),
];

const BY_KEY = new Map<string, Setting>(SETTINGS.map((one) => [one.key, one]));

/** The setting of this name; null where there is none. */
export const settingOf = (key: string): Setting | null => BY_KEY.get(key) ?? null;

/** The limit on brand staff that a setting is; null for others. */
export function limitIn({ key }: Pick<Setting, 'key'>): LimitName | null {
  return LIMIT_NAMES.find((name) => key === `staffLimits.${name}`) ?? null;
}

/** What a setting is in a forum. */
export function settingValue(forum: ForumSettings, { key, usual }: Setting): SettingValue {
  if (key === 'operator') return forum.operator?.id ?? null;
  const [part, inner] = key.split('.') as [keyof ForumSettings, string?];
  const value: unknown = inner === undefined ? forum[part] : (forum[part] as Record<string, unknown>)[inner];
  return (value as SettingValue | undefined) ?? usual;
}

/** What changes of a forum when a setting does. The operator is no value of its own: brands/actions.ts says who that is. */
export function withSetting(forum: ForumSettings, { key }: Setting, value: SettingValue): Partial<ForumSettings> {
  const [part, inner] = key.split('.') as [keyof ForumSettings, string?];
  const changed = inner === undefined ? value : { ...(forum[part] as object), [inner]: value };
  return { [part]: changed };
}

/** Whether two values are the same; of several it makes no difference in which order they were chosen, but for languages. */
export const isSameValue = (a: SettingValue, b: SettingValue): boolean => JSON.stringify(a) === JSON.stringify(b);

export type SettingChange = { key: SettingKey; before: SettingValue; after: SettingValue };

/** What is different between a forum before and after. */
export function settingChanges(before: ForumSettings, after: ForumSettings): SettingChange[] {
  return SETTINGS.map((one) => ({
    key: one.key,
    before: settingValue(before, one),
    after: settingValue(after, one),
  })).filter((one) => !isSameValue(one.before, one.after));
}

export type ReadSetting = { value: SettingValue } | { faults: FieldFault[] };

const VALUE = 'value';
const wrong: ReadSetting = { faults: [{ field: VALUE, fault: 'wrong' }] };

/** @param isLimit whether it is one of those that only become stricter, which its sentence says */
function readNumber({ min, max }: { min: number; max: number }, given: unknown, isLimit: boolean): ReadSetting {
  const value = typeof given === 'string' && /^-?\d{1,9}$/.test(given.trim()) ? Number(given) : given;
  if (typeof value !== 'number' || !Number.isInteger(value)) return wrong;
  if (value < min || value > max)
    return { faults: [{ field: VALUE, fault: isLimit ? 'out_of_range' : 'not_between', length: min, limit: max }] };
  return { value };
}

function readLine(range: { min?: number; max: number }, given: unknown): ReadSetting {
  if (typeof given !== 'string') return wrong;
  const faults = lengthFaults(VALUE, given, { max: 4 * range.max });
  const value = faults.length > 0 ? given : cleanLine(given);
  faults.push(...(faults.length > 0 ? [] : lengthFaults(VALUE, value, range)));
  return faults.length > 0 ? { faults } : { value };
}

function readChoices({ options, isNeeded }: { options: readonly string[]; isNeeded: boolean }, given: unknown) {
  const chosen = [given ?? []].flat(1) as unknown[];
  if (chosen.length > options.length || chosen.some((one) => !options.includes(one as string))) return wrong;
  // The first language is the forum's own: their order says something, and stays.
  const value = [...new Set(chosen as string[])];
  if (isNeeded && value.length === 0) return { faults: [{ field: VALUE, fault: 'required' }] } satisfies ReadSetting;
  return { value };
}

function readAccent(scheme: Scheme, given: unknown): ReadSetting {
  if (given === undefined || given === null || given === '') return { value: '' };
  const value = typeof given === 'string' ? readColour(given) : null;
  const faults: FieldFault[] =
    value === null ? [{ field: VALUE, fault: 'not_a_colour' }] : colourFaults(VALUE, value, scheme);
  return faults.length > 0 ? { faults } : { value };
}

/** Whether a text was given where only a number is one: a form has nothing but text, who asks the API says what it means. */
export function isTextForNumber(setting: Setting, given: unknown): boolean {
  const isNumber =
    setting.kind === 'number' ||
    (setting.kind === 'choice' && setting.options.every((option) => typeof option === 'number'));
  return isNumber && typeof given === 'string';
}

/** What was given for a setting as its value, or what is wrong with it. @param given as a form, the API or a command has it */
export function readSetting(setting: Setting, given: unknown): ReadSetting {
  switch (setting.kind) {
    case 'line':
      return readLine(setting.range, given);
    case 'switch':
      if (given === undefined || given === '' || given === 'false' || given === false) return { value: false };
      return given === true || given === 'true' ? { value: true } : wrong;
    case 'number':
      return readNumber(setting, given, limitIn(setting) !== null);
    case 'choice': {
      // What is neither a word nor a number may have no text at all.
      const typed = given ?? '';
      const isText = typeof typed === 'string' || typeof typed === 'number';
      const value = isText ? setting.options.find((one) => String(one) === String(typed)) : undefined;
      return value === undefined ? wrong : { value };
    }
    case 'choices':
      return readChoices(setting, given);
    case 'colour':
      return readAccent(setting.scheme, given);
    case 'picture':
      return given === null || given === '' ? { value: null } : wrong;
    case 'brand': {
      if (given === undefined || given === null || given === '') return { value: null };
      const id = readId(given);
      return id === null ? wrong : { value: id };
    }
  }
}

/** Whether somebody who looks for these words means a setting of which these sentences are said. */
export function isLookedFor(sentences: readonly string[], query: string): boolean {
  // Some letters can be typed as one character and as two.
  const plain = (text: string) => text.normalize('NFC').toLocaleLowerCase();
  const text = plain(sentences.join('\n'));
  const words = plain(query.slice(0, LIMITS.query.max)).split(/\s+/u);
  return words.every((word) => text.includes(word));
}
