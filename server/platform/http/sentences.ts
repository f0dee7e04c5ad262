/** The sentence of an error, in the reader's language. */
import { AddaError, type FieldFault } from '../errors.ts';
import type { Refusal } from '../store/tables/waiting.ts';
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

/** All that is to be said of why something was not posted. */
export function refusalWords({ code, ...details }: Refusal, m: Messages): string {
  if (code === 'not_found') return m.later.gone;
  const faults = (details.faults ?? []).map((fault) => faultSentence(fault, m));
  return faults.length > 0 ? faults.join(' ') : sentenceOf(new AddaError(code, details), m);
}
