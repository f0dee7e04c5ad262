/** How long a text may be: the one check, whatever the text is. */
import type { FieldFault } from '../../shared/faults.ts';
import { isVisible, length } from '../../shared/text.ts';

/** What is wrong with a field's length, in code points: nothing, or one fault. What nobody could see is nothing. */
export function lengthFaults(field: string, text: string, range: { min: number; max: number }): FieldFault[] {
  const size = length(text);
  if (size === 0) return [{ field, fault: 'required' }];
  if (size > range.max) return [{ field, fault: 'too_long', limit: range.max, length: size }];
  if (range.min > 0 && !isVisible(text)) return [{ field, fault: 'required' }];
  if (size < range.min) return [{ field, fault: 'too_short', limit: range.min, length: size }];
  return [];
}
