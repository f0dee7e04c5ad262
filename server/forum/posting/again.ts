/** The forms of posts and threads drawn again as they were sent, and where one is led once they are posted. */
import type { Ctx } from '../../platform/http/context.ts';
import type { AddaError } from '../../platform/errors.ts';
import { type FormState, refusedForm, type Values } from '../../platform/http/form-state.ts';
import type { Html } from '../../platform/http/html.ts';
import { postPath, threadPath } from '../../platform/http/paths.ts';
import { idOf } from '../../platform/http/schemas.ts';
import { silencesOf } from '../../people/accounts/silence-queries.ts';
import { noteTrust } from '../../people/accounts/trust-queries.ts';
import { FIRST_PLACE, placeAgain } from '../../rules/beginnings.ts';
import type { Form } from '../../../shared/words.ts';
import { beginningOf } from '../drafts/begun.ts';
import { keptWith } from '../files/actions.ts';
import { allSpaces, type Space } from '../spaces/queries.ts';
import { loadPostPage, loadThreadPage } from '../threads/page.ts';
import type { Posted } from './actions.ts';
import { askView, chosenForm } from './ask-view.ts';
import type { WaitingForm } from './later-views.ts';
import { isOnlyTemplate, templateFor, withTemplate } from './template.ts';

export const everySilence = async (ctx: Ctx) =>
  ctx.viewer ? silencesOf(ctx.adda.store.read, ctx.viewer.id, Date.now()) : [];

/** Whether its text is only what its space asks for. */
export async function saysOnlyTemplate(
  ctx: Ctx,
  input: { space: string; form: Form; templateOf?: string; body: string },
): Promise<boolean> {
  const conn = ctx.adda.store.read;
  return isOnlyTemplate(conn, await allSpaces(conn, ctx.audience), input, input.body);
}

export const templateOfForm = (ctx: Ctx, spaces: Space[], values: Values) =>
  templateFor(ctx.adda.store.read, spaces, values.space, chosenForm(ctx, spaces, values));

/** The form in which a thread is begun again, as it was sent. */
export async function askAgain(ctx: Ctx, form: FormState, own?: WaitingForm): Promise<Html> {
  const conn = ctx.adda.store.read;
  const spaces = await allSpaces(conn, ctx.audience);
  await noteTrust(ctx);
  const template = await templateOfForm(ctx, spaces, form.values);
  const kept = await keptWith(conn, ctx.viewer, form.values);
  const begun = own ? null : await beginningOf(ctx, FIRST_PLACE, (starts) => placeAgain(starts, form.values.draft));
  const draft = own ? own.draft : begun!.draft;
  const values = await withTemplate(conn, spaces, form.values, template);
  const data = { spaces, template, kept, draft, begun, silences: await everySilence(ctx), own };
  return askView(ctx, data, { ...form, values });
}

/**
 * The form of a post in a thread, as it was sent, and the page where it stands.
 * @throws {AddaError} `not_found`, `moved`, and `withdrawn`, as the page of that has no form
 */
export async function replyAgain(ctx: Ctx, threadId: number, values: Values, error: AddaError | null) {
  if (error?.code === 'withdrawn') throw error;
  const form = refusedForm(ctx, values, error);
  const parentId = idOf(values.parentId);
  const data = parentId ? await loadPostPage(ctx, parentId) : await loadThreadPage(ctx, threadId, 1);
  const kept = await keptWith(ctx.adda.store.read, ctx.viewer, values);
  return { data: { ...data, kept }, form };
}

/** Where one sees what was posted. @param done what is said there */
export const postedAt = (
  posted: Pick<Posted, 'threadId' | 'threadSlug' | 'number'> & { held: unknown },
  done: string,
) => {
  const said = posted.held ? 'held' : done;
  return posted.number === 1
    ? `${threadPath({ id: posted.threadId, slug: posted.threadSlug })}?flash=${said}`
    : `${postPath({ id: posted.threadId, slug: posted.threadSlug }, posted.number)}?flash=${said}`;
};
