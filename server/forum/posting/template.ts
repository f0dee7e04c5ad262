/** What the space that is chosen asks for, in the box of the form in which a thread begins. */
import type { FieldFault } from '../../platform/errors.ts';
import type { Values } from '../../platform/http/form-state.ts';
import type { Conn } from '../../platform/store/store.ts';
import { bodyWith, isUntouched } from '../../rules/templates.ts';
import { FORMS, type Form } from '../../../shared/words.ts';
import type { Space } from '../spaces/queries.ts';
import { isAskedFor, templateOf } from '../spaces/template-queries.ts';

/**
 * @property words what is asked for; '' for nothing @property of the space and the form that ask
 * @property isAnywhere whether any space asks for something in this form
 */
export type Template = { words: string; of: string; isAnywhere: boolean };

const nameOf = (space: Space, form: Form) => `${space.slug}:${form}`;

/** The template that a form names which somebody was shown before. */
async function templateNamed(conn: Conn, spaces: readonly Space[], of: unknown): Promise<string> {
  const [slug, form] = String(of ?? '').split(':');
  const space = spaces.find((one) => one.slug === slug);
  const known = FORMS.find((one) => one === form);
  return space && known ? templateOf(conn, space.id, known) : '';
}

/** What is asked for by what is chosen. */
export async function templateFor(conn: Conn, spaces: readonly Space[], slug: unknown, form: Form): Promise<Template> {
  const space = spaces.find((one) => one.slug === slug);
  const words = space ? await templateOf(conn, space.id, form) : '';
  const isAnywhere = words !== '' || (await isAskedFor(conn, form));
  return { words, of: words === '' ? '' : nameOf(space!, form), isAnywhere };
}

/** The values of a form with what is asked for in its box, unless something was typed there. */
export async function withTemplate(
  conn: Conn,
  spaces: readonly Space[],
  values: Values,
  { words }: Template,
): Promise<Values> {
  if (typeof values.body !== 'string') return values;
  const was = await templateNamed(conn, spaces, values.templateOf);
  return { ...values, body: bodyWith(values.body, was, words) };
}

/** Whether a text only says what was asked for. */
export async function isOnlyTemplate(
  conn: Conn,
  spaces: readonly Space[],
  input: { space: string; form: Form; templateOf?: string },
  markdown: string,
): Promise<boolean> {
  for (const of of new Set([`${input.space}:${input.form}`, input.templateOf ?? '']))
    if (isUntouched(markdown, await templateNamed(conn, spaces, of))) return true;
  return false;
}

/** A text that only says what was asked for says nothing yet. */
export async function checkSaysMore(
  conn: Conn,
  spaces: readonly Space[],
  input: { space: string; form: Form; templateOf?: string },
  markdown: string,
  faults: FieldFault[],
): Promise<void> {
  if (await isOnlyTemplate(conn, spaces, input, markdown)) faults.push({ field: 'body', fault: 'only_template' });
}

type Kept = { at: number; values: Values };

/** What was kept of a thread without a text, with what is asked for in its box. */
export const withWords = <K extends Kept>(kept: K | null, { words }: Template): K | null =>
  kept && words !== '' && !kept.values.body ? { ...kept, values: { ...kept.values, body: words } } : kept;
