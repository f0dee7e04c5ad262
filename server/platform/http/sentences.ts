/** The sentence of an error, in the reader's language. */
import type { AddaError, FieldFault } from '../errors.ts';
import type { Messages } from '../../../shared/catalogue/index.ts';

export function faultSentence(fault: FieldFault, m: Messages): string {
  return m.faults[fault.fault]({
    limit: fault.limit ?? 0,
    length: fault.length ?? 0,
    text: fault.text ?? '',
    field: fault.field,
  });
}

export function sentenceOf(error: AddaError, m: Messages): string {
  const { retryAfter = 0, sum } = error.details;
  return m.errors[error.code]({ used: 0, limit: 0, of: 0, hours: 0, text: '', ...sum, seconds: retryAfter });
}
