/** Forms of thread: which ones ask for answers, and which ones a space offers, in which words. */
import type { Messages } from '../../shared/catalogue/index.ts';
import { type Form, type FormWords, type Kind, MEMBER_FORMS, type MemberForm } from '../../shared/words.ts';

/** In these, what members say at the top level is an answer, which can be accepted and confirmed. */
const ASKING: ReadonlySet<Form> = new Set<Form>(['question', 'problem']);

export function asksForAnswers(form: Form): boolean {
  return ASKING.has(form);
}

/** What each kind of space offers, the first thing first, while no admin chose otherwise. */
const OFFERS: Record<Kind, MemberForm[]> = {
  problem: ['question', 'problem', 'discussion', 'resource'],
  belief: ['discussion', 'question', 'challenge', 'resource'],
  craft: ['showcase', 'question', 'journey', 'challenge', 'discussion', 'resource'],
  aspiration: ['journey', 'question', 'challenge', 'discussion', 'resource'],
};

/** What members can start in a space: its own choice, or its kind's; words that are not its own are the kind's. */
export function offersOf(space: { kind: Kind; forms: FormWords | null }, m: Messages): FormWords {
  const chosen = space.forms ?? OFFERS[space.kind].map((form) => ({ form, words: '' }));
  return chosen
    .filter(({ form }) => MEMBER_FORMS.includes(form))
    .map(({ form, words }) => ({ form, words: words || m.start[space.kind][form] }));
}

/** Whether members can start this form in the space. Imports and staff do not ask. */
export function isOffered(space: { kind: Kind; forms: FormWords | null }, form: Form): boolean {
  const forms: Form[] = space.forms ? space.forms.map((one) => one.form) : OFFERS[space.kind];
  return forms.includes(form);
}
