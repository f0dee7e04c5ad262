/** What somebody is offered to start: members what the space offers in its own words, staff what staff may. */
import type { Ctx } from '../../platform/http/context.ts';
import { formsOf } from '../../rules/roles.ts';
import { offersOf } from '../../rules/thread-forms.ts';
import type { Form } from '../../../shared/words.ts';
import type { Space } from './queries.ts';

/** @param space without one, whatever they may start anywhere */
export function offersTo(ctx: Ctx, space?: Space): { form: Form; words: string }[] {
  if (space && !ctx.may.useDesk) return offersOf(space, ctx.m);
  return formsOf(ctx.viewer?.role ?? 'member').map((form) => ({ form, words: ctx.m.forms[form].name }));
}
