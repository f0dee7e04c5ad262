/** Links that staff put into a post: how many lead to the brand's own domains, and whether one carries a referral code. */

/** Parameters by which shops and advertisers tell who sent a visitor. */
const REFERRAL =
  /^(utm[_-]\w+|ref_?|refid|ref_id|referr?er|referral|referral_?code|aff|aff_?id|affiliate|affiliate_?id|partner|partner_?id|coupon|coupon_?code|promo|promo_?code|discount|discount_?code|voucher|gclid|fbclid|msclkid|dclid|mc_[ce]id|irclickid|clickid|click_id|subid|sub_id|campaign|cmpid|cid|tag|via|source|src)$/i;

const HREF = /<a\b[^>]*\shref="([^"]*)"/g;

/** A host name as it is compared: lower case, ASCII (punycode), without the dot at its end; null for what is none. */
export function hostOf(text: string): string | null {
  try {
    const { hostname } = new URL(/^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text.replace(/^\/\//, '')}`);
    return hostname.toLowerCase().replace(/\.$/, '') || null;
  } catch {
    return null;
  }
}

/** Is the host one of the domains, or under one of them? */
export function isUnder(host: string, domains: readonly string[]): boolean {
  return domains.some((domain) => host === domain || host.endsWith(`.${domain}`));
}

const unescape = (text: string) =>
  text
    .replace(/&amp;/g, '&')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>');

/** Does a link tell the site who sent the visitor? */
export function hasReferralCode(link: string): boolean {
  if (!URL.canParse(link, 'https://x.invalid')) return false;
  const url = new URL(link, 'https://x.invalid');
  const inFragment = new URLSearchParams(url.hash.replace(/^#\/?\??/, ''));
  return [...url.searchParams.keys(), ...inFragment.keys()].some((key) => REFERRAL.test(key));
}

/**
 * @param html as it is stored: the renderer has made every link an `a`
 * @returns how many links lead to the domains or addresses at them, and whether any link carries a referral code
 */
export function brandLinksIn(html: string, domains: readonly string[]): { count: number; hasReferral: boolean } {
  let count = 0;
  let hasReferral = false;
  for (const [, href = ''] of html.matchAll(HREF)) {
    const link = unescape(href);
    if (/^mailto:/i.test(link)) {
      const host = hostOf(link.slice(7).split('?')[0]!.split('@').at(-1) ?? '');
      if (host && isUnder(host, domains)) count++;
      continue;
    }
    const host = hostOf(link);
    if (!host || /^\/(?!\/)/.test(link)) continue;
    if (isUnder(host, domains)) count++;
    if (hasReferralCode(link)) hasReferral = true;
  }
  return { count, hasReferral };
}
