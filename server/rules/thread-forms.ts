/** Forms of thread: which ones ask for answers, and which ones a space offers, in which words. */
import type { ErrorCode } from '../../shared/faults.ts';
import { type Actor, isStaff } from './actor.ts';
import type { Messages } from '../../shared/catalogue/index.ts';
import {
  type Form,
  type FormWords,
  type Kind,
  MEMBER_FORMS,
  type MemberForm,
  type PostKind,
} from '../../shared/words.ts';

/** In these, what members say at the top level is an answer, which can be accepted and confirmed. */
export const ASKING_FORMS: Form[] = ['question', 'problem'];
const ASKING: ReadonlySet<Form> = new Set(ASKING_FORMS);

export function asksForAnswers(form: Form): boolean {
  return ASKING.has(form);
}

/** What each kind of space offers, the first thing first, while no admin chose otherwise. */
export const OFFERS: Record<Kind, MemberForm[]> = {
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

/** Whether these are what the kind offers anyhow, in its own words. */
export function isUsual(kind: Kind, offers: FormWords): boolean {
  const usual = OFFERS[kind];
  return offers.length === usual.length && offers.every(({ form, words }) => words === '' && usual.includes(form));
}

/** Whether members can start this form in the space. Imports and staff do not ask. */
export function isOffered(space: { kind: Kind; forms: FormWords | null }, form: Form): boolean {
  const forms: Form[] = space.forms ? space.forms.map((one) => one.form) : OFFERS[space.kind];
  return forms.includes(form);
}

/** Forms that go on until their author says that they are over. */
const WITH_AN_END: ReadonlySet<Form> = new Set<Form>(['journey', 'challenge']);
/** Forms that pictures lead: of the opening, and of what its author or participants post. Elsewhere they go along. */
const LED_BY_PICTURES: ReadonlySet<Form> = new Set<Form>(['showcase', 'journey', 'challenge']);

export const isLedByPictures = (form: Form): boolean => LED_BY_PICTURES.has(form);

/** Whether the pictures of a post stand before its words: where somebody shows something, not where they answer. */
export const arePicturesFirst = (kind: PostKind): boolean =>
  kind === 'opening' || kind === 'milestone' || kind === 'update';

type MilestoneThread = { form: Form; authorId: number | null; finishedAt: number | null; closesAt: number | null };

/** Only its author says that a journey or a challenge is over. */
export function whyNotFinish(actor: Actor, thread: MilestoneThread): ErrorCode | null {
  if (!actor) return 'not_signed_in';
  if (!WITH_AN_END.has(thread.form)) return 'other_form';
  return actor.id === thread.authorId ? null : 'not_yours';
}

/** Members join a challenge until it is over. */
export function whyNotJoin(actor: Actor, thread: MilestoneThread, now: number): ErrorCode | null {
  if (!actor) return 'not_signed_in';
  if (isStaff(actor)) return 'staff_cannot';
  if (thread.form !== 'challenge') return 'other_form';
  return thread.finishedAt !== null || (thread.closesAt ?? 0) <= now ? 'challenge_over' : null;
}
