/** What is typed about a space, checked: its name, what it is for, what can be started in it, what people write there. */
import { type FieldFault, invalid } from '../../platform/errors.ts';
import { isUsual } from '../../rules/thread-forms.ts';
import { MAX_HALF_LIFE_HOURS } from '../../rules/rank.ts';
import { lengthFaults } from '../../rules/lengths.ts';
import { LIMITS } from '../../../shared/limits.ts';
import { cleanLine, length, slugify } from '../../../shared/text.ts';
import { type FormWords, type Kind, MEMBER_FORMS, type MemberForm } from '../../../shared/words.ts';
import { writtenLanguage } from '../../../shared/written.ts';
import type { Written } from './queries.ts';

export type SpaceInput = {
  name: string;
  slug?: string;
  kind: Kind;
  charter: string;
  /** Why an admin lets it be although it names a brand; public. */
  overrideReason?: string;
  /** Which forms it offers, and words for all forms in their order; without both, nothing of it changes. */
  forms?: MemberForm[];
  words?: string[];
  /** Empty for the forum's. */
  halfLifeHours?: string;
  /** Empty for the forum's. */
  language?: string;
  maths?: boolean;
};

/** What a space offers, where the form for it was sent. */
export function checkOffers(input: SpaceInput, kind: Kind, faults: FieldFault[]): { forms?: FormWords | null } {
  if (input.words === undefined && input.forms === undefined) return {};
  const forms = input.forms ?? [];
  if (forms.length === 0) faults.push({ field: 'forms', fault: 'required' });
  const offers = MEMBER_FORMS.filter((form) => forms.includes(form)).map((form) => {
    const words = cleanLine(input.words?.[MEMBER_FORMS.indexOf(form)] ?? '');
    if (length(words) > LIMITS.spaceName.max)
      faults.push({ field: 'forms', fault: 'too_long', limit: LIMITS.spaceName.max, length: length(words) });
    return { form, words };
  });
  return { forms: isUsual(kind, offers) ? null : offers };
}

/** In hours, within a year. */
export function checkHalfLife(text: string | undefined, faults: FieldFault[]): { halfLifeHours?: number | null } {
  if (text === undefined) return {};
  if (!text.trim()) return { halfLifeHours: null };
  const hours = Number(text);
  if (Number.isInteger(hours) && hours >= 1 && hours <= MAX_HALF_LIFE_HOURS) return { halfLifeHours: hours };
  faults.push({ field: 'halfLifeHours', fault: 'out_of_range', limit: MAX_HALF_LIFE_HOURS });
  return {};
}

export function checkSpace(input: SpaceInput) {
  const name = cleanLine(input.name);
  const charter = cleanLine(input.charter);
  const slug = slugify(cleanLine(input.slug || name));
  const faults = [...lengthFaults('name', name, LIMITS.spaceName), ...lengthFaults('charter', charter, LIMITS.charter)];
  if (faults.length > 0) throw invalid(...faults);
  return { name, slug, kind: input.kind, charter };
}

/** What people write here; where nothing of it was sent, nothing of it changes. */
export function checkWritten({ language, maths }: SpaceInput, faults: FieldFault[]): Written {
  const known = writtenLanguage(language);
  if (language && !known) faults.push({ field: 'language', fault: 'wrong', text: cleanLine(language).slice(0, 40) });
  return { ...(language !== undefined && { language: known }), ...(maths !== undefined && { maths }) };
}
