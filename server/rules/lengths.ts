/** How long a text may be: the one check, whatever the text is. */
import type { FieldFault } from '../../shared/faults.ts';
import { isVisible, length } from '../../shared/text.ts';

/**
 * What is wrong with a field's length, in code points: nothing, or one fault. What nobody could see is nothing; where
 * there is no least length it may be nothing.
 */
export function lengthFaults(field: string, text: string, range: { min?: number; max: number }): FieldFault[] {
  const { min = 0 } = range;
  const size = length(text);
  if (size === 0) return range.min === undefined ? [] : [{ field, fault: 'required' }];
  if (size > range.max) return [{ field, fault: 'too_long', limit: range.max, length: size }];
  if (min > 0 && !isVisible(text)) return [{ field, fault: 'required' }];
  if (size < min) return [{ field, fault: 'too_short', limit: min, length: size }];
  return [];
}
