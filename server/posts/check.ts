/** What members type, cleaned, with its faults beside the fields. */
import type { FieldFault } from '../errors.ts';
import { lengthFaults } from '../rules/lengths.ts';
import { LIMITS } from '../../shared/limits.ts';
import { cleanLine, cleanText, length } from '../../shared/text.ts';

function checkLength(field: string, text: string, range: { min: number; max: number }, faults: FieldFault[]): string {
  faults.push(...lengthFaults(field, text, range));
  return text;
}

export function checkTitle(text: string, faults: FieldFault[]): string {
  return checkLength('title', cleanLine(text), LIMITS.title, faults);
}

export function checkBody(text: string, range: { min: number; max: number }, faults: FieldFault[]): string {
  return checkLength('body', cleanText(text).replace(/^\n+/, '').trimEnd(), range, faults);
}

const TAG_SHAPE = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}\u200c\u200d+#.-]*$/u;

/** Tags are lower case, with hyphens for spaces, each once. */
export function checkTags(tags: string[], faults: FieldFault[]): string[] {
  const names = new Set<string>();
  for (const tag of tags) {
    const name = cleanLine(tag).toLowerCase().replace(/\s+/gu, '-');
    if (!name) continue;
    if (length(name) > LIMITS.tag.max)
      faults.push({ field: 'tags', fault: 'too_long', limit: LIMITS.tag.max, length: length(name) });
    else if (!TAG_SHAPE.test(name)) faults.push({ field: 'tags', fault: 'wrong', text: name });
    else names.add(name);
  }
  if (names.size > LIMITS.tagsPerThread)
    faults.push({ field: 'tags', fault: 'too_many_tags', limit: LIMITS.tagsPerThread });
  return [...names];
}
