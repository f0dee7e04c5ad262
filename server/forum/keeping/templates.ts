/** What a space asks for when one begins a thread there: those who keep it say so. */
import type { Adda } from '../../platform/adda.ts';
import { AddaError, type FieldFault, invalid } from '../../platform/errors.ts';
import { raise } from '../../platform/events/raise.ts';
import { lengthFaults } from '../../rules/lengths.ts';
import { whyNotAddTo } from '../../rules/memberships.ts';
import { type Actor, whyNotModerate } from '../../rules/roles.ts';
import { LIMITS } from '../../../shared/limits.ts';
import { cleanWords } from '../../../shared/text.ts';
import { MEMBER_FORMS, type MemberForm } from '../../../shared/words.ts';
import { putTemplates, templatesOf } from '../spaces/template-queries.ts';
import { kept, log } from './actions.ts';

/** By form; what is left out is asked for no more. */
export type TemplatesInput = Partial<Record<MemberForm, string>>;

/** A character may come as two, with another for the end of each line. */
const FAR = 4;

function checkTemplate(form: MemberForm, text: string, faults: FieldFault[]): { form: MemberForm; words: string } {
  const words = text.length <= FAR * LIMITS.template.max ? cleanWords(text) : text;
  faults.push(...lengthFaults(form, words, LIMITS.template));
  return { form, words };
}

/**
 * Says what stands in the box of whoever begins a thread in a space, by form.
 * @throws {AddaError} `not_signed_in`, `not_found`, `forbidden`, `archived`, `invalid`
 */
export async function saveTemplates(adda: Adda, actor: Actor, slug: string, input: TemplatesInput): Promise<void> {
  const faults: FieldFault[] = [];
  const checked = MEMBER_FORMS.map((form) => checkTemplate(form, input[form] ?? '', faults));
  await adda.store.write(async (tx) => {
    const { space, now } = await kept(tx, actor, slug);
    const no = whyNotModerate(now, space.id) ?? whyNotAddTo(space);
    if (no) throw new AddaError(no);
    if (faults.length > 0) throw invalid(...faults);
    const before = new Map((await templatesOf(tx, space.id)).map(({ form, words }) => [form, words]));
    if (checked.every(({ form, words }) => (before.get(form) ?? '') === words)) return;
    await putTemplates(
      tx,
      space.id,
      checked.filter(({ words }) => words !== ''),
    );
    await raise(tx, { kind: 'space.changed', actorId: now.id, spaceId: space.id });
    await log(tx, now, space, 'space.templates');
  });
}
