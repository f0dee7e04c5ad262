/** A safety notice passes every limit for what it warns of; it is no way to say something else. */
import type { ErrorCode } from '../../shared/faults.ts';

/** So long a safety notice may be corrected; after that another one is written, with its own part of the limit. */
export const SAFETY_CORRECTED_MS = 3_600_000;

const sameAddress = (one: string, other: string): boolean =>
  URL.canParse(one) && URL.canParse(other) && new URL(one).href === new URL(other).href;

/** A brand's notice leads to what it refers to, and nowhere else but within the forum. @param links as they are drawn */
export function whyNotLinkInSafety(reference: string, links: readonly string[]): ErrorCode | null {
  const leadsAway = links.some((link) => !/^\/(?![/\\])|^#/.test(link) && !sameAddress(link, reference));
  return leadsAway ? 'safety_links' : null;
}

/** Why a safety notice may not be changed to what it is to say now; null when it may. @param now in ms */
export function whyNotCorrect(
  notice: { at: number; reference: string; isOfBrand: boolean },
  links: readonly string[],
  now: number,
): ErrorCode | null {
  if (now >= notice.at + SAFETY_CORRECTED_MS) return 'safety_fixed';
  return notice.isOfBrand ? whyNotLinkInSafety(notice.reference, links) : null;
}
