/** How much of a request is taken, and how that is said. */
import { AddaError, type ErrorSum } from '../errors.ts';
import { LIMITS } from '../../../shared/limits.ts';

const MB = 1024 * 1024;

/** Room for a long post in JSON escapes, and nothing else that scripts send is longer. */
export const BODY_LIMIT = 512 * 1024;
/** Forms are read further than anything that is taken, so that they come back with what was typed. */
export const FORM_LIMIT = 2 * MB;
/**
 * Letters of a form that comes back with what was typed: eight times the longest post. What is longer is no slip, and drawn
 * again it would be up to six times as long as it came.
 */
export const REDRAWN_LETTERS = 8 * LIMITS.body.max;
/** The same of forms that take no post. */
export const SHORT_FORM_LIMIT = MB / 4;

/** How much of a form is read. @param fields what it has */
export const formLimit = (fields: object): number => ('body' in fields ? FORM_LIMIT : SHORT_FORM_LIMIT);

/** Bytes in megabytes with one digit behind the point, never less than they are. */
export const megabytes = (bytes: number): number => Math.ceil((bytes / MB) * 10) / 10;

/** The same never more than they are: of a limit with which what came is compared, so that the two never read alike. */
const megabytesAtMost = (bytes: number): number => Math.floor((bytes / MB) * 10) / 10;
/** Below one megabyte as many kilobytes, in megabytes. */
const inKilobytes = (bytes: number, round: (count: number) => number): number => round(bytes / 1_024) / 1_024;

/** @param used bytes that came; 0 where nobody counted them @param limit bytes that are taken */
export function sumOf(used: number, limit: number): ErrorSum {
  return {
    used: used < MB ? inKilobytes(used, Math.ceil) : megabytes(used),
    limit: limit < MB ? inKilobytes(limit, Math.floor) : megabytesAtMost(limit),
  };
}

/** @param used bytes that came; 0 where nobody counted them @param limit bytes that are taken */
export const tooLarge = (used: number, limit: number): AddaError =>
  new AddaError('too_large', { sum: sumOf(used, limit) });
