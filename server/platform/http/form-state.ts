/** A form as it was sent, with what is wrong with it: what a page needs to draw it again. */
import { randomUUID } from 'node:crypto';
import type { AddaError, ErrorCode, FieldFault } from '../errors.ts';
import type { Ctx } from './context.ts';
import { sentenceOf } from './sentences.ts';
import { REDRAWN_LETTERS, tooLarge } from './sizes.ts';
import { lettersIn } from '../../../shared/text.ts';

/** What was typed, by field: text, or several texts. */
export type Values = Record<string, unknown>;

const isScalar = (value: unknown) =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

/** Only what a form can hold, whatever was sent. */
export function valuesOf(body: unknown): Values {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return {};
  return Object.fromEntries(
    Object.entries(body).filter(([, value]) => isScalar(value) || (Array.isArray(value) && value.every(isScalar))),
  );
}

/** What was sent, as a form may be drawn with it. @throws {AddaError} `too_large` where it would be a page of megabytes */
export function drawableValues(body: unknown): Values {
  const values = valuesOf(body);
  const letters = lettersIn(values);
  if (letters > REDRAWN_LETTERS) throw tooLarge(letters, REDRAWN_LETTERS);
  return values;
}

/**
 * @property isSilenced whether it was refused because a moderator silenced whoever sent it
 * @property asksForTrust whether it was refused because the forum does not trust them as far as that yet
 */
export type FormState = {
  values: Values;
  faults: FieldFault[];
  message: string | null;
  isSilenced?: boolean;
  asksForTrust?: boolean;
};

/** Refusals of whom the forum does not know well enough yet. */
export const isForTrust = (code: ErrorCode): boolean => code === 'known_first' || code === 'not_trusted_yet';

export function blankForm(values: Values = {}): FormState {
  return { values, faults: [], message: null };
}

/** The form as it was sent, with why it was refused; without an error what is seen already to be wrong with it. */
export function refusedForm(ctx: Ctx, values: Values, error: AddaError | null): FormState {
  if (!error) return { ...blankForm(values), faults: [...ctx.uploadFaults, ...(ctx.preview?.faults ?? [])] };
  const stated = error.details.faults ?? [];
  const faults = [...stated, ...ctx.uploadFaults.filter((fault) => !stated.includes(fault))];
  if (error.code === 'not_signed_in') return { values, faults, message: ctx.m.accounts.signedOut };
  const message = error.code === 'invalid' ? null : sentenceOf(error, ctx.m);
  const asksForTrust = isForTrust(error.code) || faults.some(({ fault }) => fault === 'files_not_yet');
  return { values, faults, message, isSilenced: error.code === 'silenced', asksForTrust };
}

/** The text of a field as it was typed; lists are joined as people write them. */
export function valueOf(form: FormState, name: string): string {
  const value = form.values[name];
  if (Array.isArray(value)) return value.join(', ');
  return value === undefined || value === null ? '' : String(value);
}

/** The key under which a form, sent twice, does its work once. */
export function idempotencyKeyOf(form: FormState): string {
  return valueOf(form, 'idempotencyKey') || randomUUID();
}

const NOWHERE = 'http://nowhere.invalid';

/** A local path to go on to, in the letters of an address, or the fallback: never another site. */
export function localPath(path: string | undefined, fallback: string): string {
  const url = path && /^\/(?![/\\])/.test(path) && !/[\u0000-\u001f]/.test(path) ? URL.parse(path, NOWHERE) : null;
  // Two dots or a dot may leave two strokes at the beginning, which lead to another site.
  if (url?.origin !== NOWHERE || url.pathname.startsWith('//')) return fallback;
  return url.pathname + url.search + url.hash;
}

/** What was typed into a list of tags, with or without commas. */
export function splitTags(tags: string[] | undefined): string[] {
  return (tags ?? []).flatMap((line) => line.split(','));
}
