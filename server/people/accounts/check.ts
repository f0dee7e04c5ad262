/** What people type about themselves, cleaned, with its faults beside the fields. */
import { AddaError, type FieldFault, invalid } from '../../platform/errors.ts';
import { nameKey, nameSlug, whyNotName } from '../../rules/names.ts';
import { namesOfBrands } from './brand-queries.ts';
import { lengthFaults } from '../../rules/lengths.ts';
import { namesOneOf, whyNotHonest } from '../../rules/impersonation.ts';
import { site } from '../../platform/site/queries.ts';
import type { Conn, Tx } from '../../platform/store/store.ts';
import { oneAtATime } from '../../platform/store/transaction.ts';
import { isNameTaken } from './queries.ts';
import { LIMITS } from '../../../shared/limits.ts';
import { cleanLine, cleanText, length, LINE_BOUND } from '../../../shared/text.ts';

const EMAIL = /^[^\s@<>"(),:;\\]+@[^\s@.]+(\.[^\s@.]+)+$/u;

export function cleanEmail(text: string, field = 'email'): string {
  const email = cleanLine(text).toLowerCase();
  if (email.length > LIMITS.email.max || !EMAIL.test(email)) throw invalid({ field, fault: 'not_an_email' });
  return email;
}

export function cleanName(text: string): { name: string; slug: string } {
  // What nobody sees is refused in a name and not taken out: somebody put it there.
  const name = text.length > LINE_BOUND ? text : cleanText(text).replace(/\s+/gu, ' ').trim();
  const fault = whyNotName(name);
  if (fault)
    throw invalid({
      field: 'name',
      fault,
      limit: fault === 'too_short' ? LIMITS.name.min : LIMITS.name.max,
      length: length(name),
    });
  return { name, slug: nameSlug(name) };
}

export function checkPassword(password: string, field = 'password'): void {
  const size = length(password);
  if (size < LIMITS.password.min)
    throw invalid({ field, fault: 'too_short', limit: LIMITS.password.min, length: size });
  if (size > LIMITS.password.max) throw invalid({ field, fault: 'too_long', limit: LIMITS.password.max, length: size });
}

type NewAccount = { name: string; email: string; password: string };

/** The faults that a check throws, if it does. */
function faultsThrownBy(check: () => unknown): FieldFault[] {
  try {
    check();
    return [];
  } catch (error) {
    if (!(error instanceof AddaError)) throw error;
    return error.details.faults ?? [];
  }
}

/** All that is wrong with a new account, as far as it can be seen without the others. */
export function newAccountFaults(input: NewAccount): FieldFault[] {
  const checks = [() => cleanName(input.name), () => cleanEmail(input.email), () => checkPassword(input.password)];
  return checks.flatMap(faultsThrownBy);
}

/** @throws {AddaError} `invalid` with all that is wrong at once */
export function cleanNewAccount(input: NewAccount): { name: string; slug: string; email: string } {
  const faults = newAccountFaults(input);
  if (faults.length > 0) throw invalid(...faults);
  return { ...cleanName(input.name), email: cleanEmail(input.email) };
}

/** Names are given out one after the other, so that of two that look alike only one is given. */
const NAMES = 'names';

/**
 * No name looks like a brand's, like the forum's own, or like that of somebody in office.
 * @throws {AddaError} `invalid`
 */
export async function checkHonestName(conn: Conn, name: string): Promise<void> {
  const marks = { brands: await namesOfBrands(conn), forum: (await site(conn)).name };
  const fault = whyNotHonest(name, marks, 'name');
  if (fault) throw invalid({ field: 'name', fault });
}

/**
 * Only accounts have names; who has not shown yet that an address is theirs takes none, and shows nobody's.
 * @param own the account that is to have the name, where there is one already
 * @throws {AddaError} `invalid` for a name that another has, or that looks like another's or like an office
 */
export async function checkFreeName(tx: Tx, name: { name: string; slug: string }, own: number | null = null) {
  await checkHonestName(tx, name.name);
  await mustBeFree(tx, name, own);
}

/** @throws {AddaError} `invalid` for a name that another member has, or that looks like another's */
export async function mustBeFree(tx: Tx, { name, slug }: { name: string; slug: string }, own: number | null = null) {
  await oneAtATime(tx, NAMES);
  if (await isNameTaken(tx, { slug, nameKey: nameKey(name) }, own)) throw invalid({ field: 'name', fault: 'taken' });
}

/**
 * What stands beside names, as long as it does not look like a label.
 * @param what a `text` is what somebody says of themselves or of a space
 */
export async function checkHonestText(
  conn: Conn,
  field: string,
  text: string,
  faults: FieldFault[],
  what: 'text' | 'title' | 'tag' = 'text',
): Promise<void> {
  const fault = whyNotHonest(text, { brands: await namesOfBrands(conn) }, what);
  if (fault) faults.push({ field, fault });
}

/** What the forum is called stands beside everybody's words: it is no staff label, and no brand's name. */
export async function checkForumName(conn: Conn, field: string, text: string, faults: FieldFault[]): Promise<void> {
  await checkHonestText(conn, field, text, faults, 'title');
  if (faults.some((one) => one.field === field)) return;
  const brands = await namesOfBrands(conn);
  const names = brands.map(({ name }) => name);
  // However the two are joined: an office beside a brand reads as the label.
  const isLabel = namesOneOf(text, names) && whyNotHonest(text, { brands }, 'name') === 'imitates_role';
  if (isLabel) faults.push({ field, fault: 'imitates_role' });
  else if (names.some((name) => nameKey(name) === nameKey(text))) faults.push({ field, fault: 'imitates_brand' });
}

/** An affiliation as it is shown beside a name: one line. */
export async function cleanAffiliation(conn: Conn, text: string, faults: FieldFault[]): Promise<string> {
  const affiliation = cleanLine(text);
  if (!affiliation) return '';
  const wrong = lengthFaults('affiliation', affiliation, LIMITS.affiliation);
  faults.push(...wrong);
  if (wrong.length === 0) await checkHonestText(conn, 'affiliation', affiliation, faults);
  return affiliation;
}
