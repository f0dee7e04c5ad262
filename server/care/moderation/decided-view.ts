/** Cases that were decided, as lists show them; the page on which one looks through all of them. */
import type { Ctx } from '../../platform/http/context.ts';
import { blankForm } from '../../platform/http/form-state.ts';
import { html, type Html } from '../../platform/http/html.ts';
import { check, select } from '../../platform/layout/fields.ts';
import { cursorPager, empty, textAttributes, time } from '../../platform/layout/parts.ts';
import { shell } from '../../platform/layout/shell.ts';
import type { People } from '../../people/profiles/named.ts';
import { CASE_KINDS, CASE_TARGETS } from '../../../shared/words.ts';
import type { ListedCase } from '../cases/list-queries.ts';
import { concernedBy, nameOf, stateOf, subjectOf } from './case-parts.ts';
import { DECISIONS, type DecidedFilter } from '../cases/decided-queries.ts';

/** One line: what it was, whom it concerned, how it was decided, why. */
export function decidedItem(ctx: Ctx, one: ListedCase, people: People): Html {
  const { decision, decidedAt, id } = one.of;
  return html`<li class="acts__one"><a href="/moderation/cases/${id}">${nameOf(ctx, one)}</a> ·
    ${subjectOf(ctx, one) ?? concernedBy(ctx, one, people)}
    <p class="muted small">${stateOf(ctx, one)}${decidedAt !== null && html` · ${time(ctx, decidedAt)}`}</p>
    ${decision && html`<p${textAttributes(ctx, decision)}>${decision}</p>`}</li>`;
}

export type DecidedPage = {
  filter: DecidedFilter;
  list: ListedCase[];
  people: People;
  next: string | null;
  isFirst: boolean;
};

const PATH = '/moderation/decided';

/** The address of a part of it. */
function partOf({ decision, kind, target, mine }: DecidedFilter, after: string | null): string {
  const asked = { decision, kind, target, mine: mine && 'true', after };
  const given = Object.entries(asked).filter((one): one is [string, string] => Boolean(one[1]));
  return given.length === 0 ? PATH : `${PATH}?${new URLSearchParams(given).toString()}`;
}

function filterForm(ctx: Ctx, filter: DecidedFilter): Html {
  const { cases, log } = ctx.m;
  const form = blankForm({ ...filter });
  const one = <T extends string>(name: string, label: string, list: readonly T[], words: Record<T, string>) =>
    select(ctx, form, {
      ...{ name, label, blank: cases.history.any },
      groups: [{ label: null, options: list.map((value) => ({ value, text: words[value] })) }],
    });
  return html`<form class="filters" method="get" action="${PATH}">
    ${one('decision', cases.history.decision, DECISIONS, log.decisions)}
    ${one('kind', cases.history.kind, CASE_KINDS, cases.history.kinds)}
    ${one('target', cases.history.target, CASE_TARGETS, cases.targets)}
    ${check('mine', cases.history.mine, filter.mine)}
    <div class="buttons"><button class="button button--small">${log.show}</button></div>
  </form>`;
}

export function decidedView(ctx: Ctx, { filter, list, people, next, isFirst }: DecidedPage): Html {
  const { cases } = ctx.m;
  return shell(ctx, {
    title: cases.history.title,
    width: 'read',
    noIndex: true,
    body: html`<p class="muted small"><a href="/moderation">${cases.back}</a></p>
    <h1>${cases.history.title}</h1>
    <p class="lede">${cases.history.lead}</p>
    ${filterForm(ctx, filter)}
    ${
      list.length === 0
        ? empty(ctx, 'solved', cases.history.none, null)
        : html`<ol class="plain-list acts">${list.map((one) => decidedItem(ctx, one, people))}</ol>`
    }
    ${cursorPager(ctx, partOf(filter, null), isFirst, next === null ? null : partOf(filter, next))}`,
  });
}
