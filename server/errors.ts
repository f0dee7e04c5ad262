/** The one error that actions throw; its codes and statuses are in shared/faults.ts. */
import { type ErrorCode, ERRORS, type FieldFault } from '../shared/faults.ts';

export type { ErrorCode, FieldFault, FieldFaultKey } from '../shared/faults.ts';

export class AddaError extends Error {
  readonly status: number;
  constructor(
    readonly code: ErrorCode,
    readonly details: { faults?: FieldFault[]; retryAfter?: number; data?: Record<string, unknown> } = {},
  ) {
    super(code);
    this.name = 'AddaError';
    this.status = ERRORS[code];
  }
}

/** Shorthand for the commonest refusal: what was typed does not fit. */
export function invalid(...faults: FieldFault[]): AddaError {
  return new AddaError('invalid', { faults });
}
