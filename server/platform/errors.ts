/** The one error that actions throw; its codes and statuses are in shared/faults.ts. */
import { type ErrorCode, ERRORS, type FieldFault } from '../../shared/faults.ts';

export type { ErrorCode, FieldFault, FieldFaultKey } from '../../shared/faults.ts';

/** What a limit was reckoned from; see rules/posting.ts. */
export type ErrorSum = { used: number; limit: number; of?: number; hours?: number; text?: string };
export type ErrorDetails = {
  faults?: FieldFault[];
  retryAfter?: number;
  sum?: ErrorSum;
  data?: Record<string, unknown>;
  movedTo?: number;
  movedToNumber?: number;
};

export class AddaError extends Error {
  readonly code: ErrorCode;
  readonly status: number;
  /** faults: what is wrong with which field; retryAfter: seconds; sum: of a limit; data: what the refused one needs to see; movedTo: the thread in which to look, and which post of it. */
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, details: ErrorDetails = {}) {
    super(code);
    this.name = 'AddaError';
    this.code = code;
    this.status = ERRORS[code];
    this.details = details;
  }
}

/** Shorthand for the commonest refusal: what was typed does not fit. */
export function invalid(...faults: FieldFault[]): AddaError {
  return new AddaError('invalid', { faults });
}
