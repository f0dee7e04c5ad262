/** What can be done about a case: acts, each a press that takes it; or a decision without one. */
import type { Ctx } from '../../platform/http/context.ts';
import type { FormState } from '../../platform/http/form-state.ts';
import { html, type Html } from '../../platform/http/html.ts';
import { errorSummary, input, select } from '../../platform/layout/fields.ts';
import { isClaimedByOther } from '../../rules/cases.ts';
import { CALM_MINUTES, SLOW_MINUTES } from '../../rules/moderation.ts';
import { SPACE_ACTS } from '../../../shared/words.ts';
import type { Act } from '../acts/act.ts';
import type { Choice } from '../acts/choices.ts';
import { actWords } from '../acts/words.ts';
import type { CasePage } from './case-page.ts';
import { isOwn } from './case-parts.ts';

/** An act as the form of a case sends it; with the report whose proposal it follows. */
export const actValue = ({ target, id }: Choice, verb: string, report?: number): string =>
  [target, id, verb, ...(report === undefined ? [] : [report])].join('/');

const KEYS: Record<string, string> = { hide: 'h', lock: 'l', remind: 'm' };
/** In the case of a member there is nothing to hide. */
const MEMBER_KEYS: Record<string, string> = { silence: 'h', suspend: 'l' };

/** Each act is a press that takes the case and opens the form. */
function acts(ctx: Ctx, { choices, listed }: CasePage): Html | null {
  if (choices.every((choice) => choice.acts.length === 0)) return null;
  const taken = new Set<string>();
  const button = (choice: Choice, { target, verb }: Act) => {
    const key = (listed.of.target === 'member' ? MEMBER_KEYS : KEYS)[verb];
    const isFirst = key !== undefined && !taken.has(key);
    if (isFirst) taken.add(key);
    return html`<li><button class="button button--small" name="act" value="${actValue(choice, verb)}"${isFirst && html` data-key="${key}"`}>${
      actWords(ctx.m, target, verb).name
    }</button></li>`;
  };
  return html`<p>${ctx.m.cases.decideLead}</p>
  <form method="post" action="/moderation/cases/${listed.of.id}/claim">
    ${choices.map(
      (choice) =>
        choice.acts.length > 0 &&
        html`<h3>${choice.target === 'member' ? ctx.m.cases.author : choice.title}</h3>
        <ul class="plain-list buttons">${choice.acts.map((act) => button(choice, act))}</ul>`,
    )}
  </form>`;
}

function without(ctx: Ctx, { listed: { of, reasons } }: CasePage, form: FormState): Html {
  const { m } = ctx;
  const shows = of.postId !== null && reasons.split(',').includes('undisclosed_affiliation');
  const hint = shows ? `${m.cases.withoutHelp} ${m.moderation.reasonHelp}` : m.cases.withoutHelp;
  return html`<h3 id="without">${m.cases.without}</h3>
  <form class="form" method="post" novalidate action="/moderation/cases/${of.id}/dismiss">
    ${errorSummary(ctx, form)}
    ${shows && input(ctx, form, { name: 'affiliation', label: m.moderation.shows, hint: m.moderation.showsHelp })}
    <div data-key="n">${input(ctx, form, { name: 'reason', label: m.moderation.reason, hint })}</div>
    <div class="buttons">
      <button class="button button--small">${m.moderation.dismiss}</button>
      <button class="button button--small" formaction="/moderation/cases/${of.id}/uphold">${m.moderation.uphold}</button>
    </div>
  </form>`;
}

/** A space is nobody's post: one reason, and a press for what is done, or for nothing. */
function onSpace(ctx: Ctx, { listed: { of } }: CasePage, given: FormState): Html {
  const { m } = ctx;
  const form = { ...given, values: { minutes: CALM_MINUTES, ...given.values } };
  const path = `/moderation/cases/${of.id}`;
  const paces = SLOW_MINUTES.filter((one) => one > 0).map((one) => ({ value: String(one), text: m.acts.minutes(one) }));
  return html`<form class="form" method="post" novalidate action="${path}/dismiss">
    ${errorSummary(ctx, form)}
    <div data-key="n h l m" id="without">${input(ctx, form, { name: 'reason', label: m.moderation.reason, hint: m.cases.withoutHelp })}</div>
    ${select(ctx, form, { name: 'minutes', label: m.cases.slowMinutes, groups: [{ label: null, options: paces }] })}
    <div class="buttons">
      ${SPACE_ACTS.map(
        (act) =>
          html`<button class="button button--small" name="act" value="${act}" formaction="${path}/space">${m.cases.onSpace[act]}</button>`,
      )}
    </div>
    <div class="buttons">
      <button class="button button--small">${m.moderation.dismiss}</button>
      <button class="button button--small" formaction="${path}/uphold">${m.moderation.uphold}</button>
    </div>
  </form>`;
}

export function deciding(ctx: Ctx, page: CasePage, form: FormState): Html | null {
  const { cases } = ctx.m;
  const { of } = page.listed;
  if (of.state !== 'open' || isClaimedByOther(of, ctx.viewer!.id, Date.now())) return null;
  const own = isOwn(ctx, of);
  return html`${page.hasDecided && html`<p>${cases.again}</p>`}
    <form method="post" action="/moderation/cases/${of.id}/${own ? 'release' : 'claim'}">
      <button class="button button--small">${own ? cases.release : cases.take}</button>
    </form>
    ${of.target === 'space' ? onSpace(ctx, page, form) : html`${acts(ctx, page)}${without(ctx, page, form)}`}`;
}
