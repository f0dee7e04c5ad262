/** What admins type about a brand, cleaned, with its faults beside the fields. */
import { type FieldFault, invalid } from '../platform/errors.ts';
import { hostOf, isUnder } from '../rules/brand-links.ts';
import { lengthFaults } from '../rules/lengths.ts';
import { LIMITS } from '../../shared/limits.ts';
import { cleanLine, cleanText, slugify } from '../../shared/text.ts';

export type BrandInput = {
  name: string;
  slug?: string;
  /** Separated by white space or commas. */
  domains: string;
  /** One a line, with the topic behind it after a colon. */
  products: string;
  contact: string;
};

const EMAIL = /^[^\s@<>"(),:;\\]+@([^\s@]+)$/u;
const DOMAIN = /^(?!\d+(\.\d+){3}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$/;

/** Is this an e-mail address at one of the domains, or under one? */
export function isAtDomain(email: string, domains: readonly string[]): boolean {
  const host = hostOf(EMAIL.exec(email)?.[1] ?? '');
  return host !== null && isUnder(host, domains);
}

function checkDomains(text: string, faults: FieldFault[]): string[] {
  const typed = text.split(/[\s,;]+/u).filter(Boolean);
  const domains = new Set<string>();
  for (const one of typed) {
    const host = hostOf(one)?.replace(/^www\./, '');
    if (host && DOMAIN.test(host)) domains.add(host);
    else faults.push({ field: 'domains', fault: 'not_a_domain', text: one.slice(0, 100) });
  }
  if (typed.length === 0) faults.push({ field: 'domains', fault: 'required' });
  if (domains.size > LIMITS.domains) faults.push({ field: 'domains', fault: 'too_long', limit: LIMITS.domains });
  return [...domains];
}

function checkProducts(text: string, faults: FieldFault[]): { name: string; topic: string }[] {
  const products = new Map<string, string>();
  for (const line of cleanText(text).split('\n')) {
    const [name = '', ...rest] = line.split(':').map(cleanLine);
    if (!name) continue;
    const topic = rest.join(': ');
    faults.push(...lengthFaults('products', name, LIMITS.brandName));
    if (topic) faults.push(...lengthFaults('products', topic, { min: 1, max: LIMITS.topic.max }));
    products.set(name, topic);
  }
  if (products.size > LIMITS.products) faults.push({ field: 'products', fault: 'too_long', limit: LIMITS.products });
  return [...products].map(([name, topic]) => ({ name, topic }));
}

/** @throws {AddaError} `invalid` with everything that is wrong */
export function checkBrand(input: BrandInput) {
  const faults: FieldFault[] = [];
  const name = cleanLine(input.name);
  faults.push(...lengthFaults('name', name, LIMITS.brandName));
  const domains = checkDomains(input.domains, faults);
  const products = checkProducts(input.products, faults);
  const contact = cleanLine(input.contact).toLowerCase();
  if (!EMAIL.test(contact)) faults.push({ field: 'contact', fault: 'not_an_email' });
  else if (domains.length > 0 && !isAtDomain(contact, domains))
    faults.push({ field: 'contact', fault: 'not_at_brand' });
  if (faults.length > 0) throw invalid(...faults);
  return { name, slug: slugify(cleanLine(input.slug || name)), domains, products, contact };
}
