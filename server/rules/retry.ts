/** When what failed is tried again, and when no more. */

export type Retry = {
  /** How long after the first failure, milliseconds; each further failure waits `factor` times as long. */
  firstMs: number;
  factor: number;
  /** No wait is longer. */
  longestMs: number;
  /** After so many tries somebody has to look. */
  tries: number;
};

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** What follows from an event: for about two hours. */
export const TASK_RETRY: Retry = { firstMs: 5 * SECOND, factor: 2, longestMs: 30 * MINUTE, tries: 12 };

/** Letters: the mail server of the other side may be away over a weekend. */
export const MAIL_RETRY: Retry = { firstMs: MINUTE, factor: 4, longestMs: 24 * 60 * MINUTE, tries: 10 };

/** Messages to devices: what comes much later is no news. */
export const PUSH_RETRY: Retry = { firstMs: MINUTE, factor: 4, longestMs: 60 * MINUTE, tries: 5 };
/** The mailbox of answers: what waits there is not lost. */
export const MAILBOX_RETRY: Retry = { firstMs: 30 * SECOND, factor: 2, longestMs: 30 * MINUTE, tries: Infinity };

/**
 * How long to wait after the n-th failure, milliseconds.
 * @param chance from 0 to 1: what failed together comes back spread over half of the wait
 */
export function retryAfter(retry: Retry, failures: number, chance: number): number {
  const full = Math.min(retry.firstMs * retry.factor ** Math.max(0, failures - 1), retry.longestMs);
  return Math.round(full * (0.75 + chance / 2));
}

export const isGivenUp = (retry: Retry, tries: number): boolean => tries >= retry.tries;
