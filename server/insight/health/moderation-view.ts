/** The tables on moderation by month. */
import type { Ctx } from '../../platform/http/context.ts';
import { html, type Html } from '../../platform/http/html.ts';
import { month as monthText, number, shortMonth } from '../../../shared/format.ts';
import { ACT_TARGETS } from '../../../shared/words.ts';
import { actsIn, byRuleIn, suspensionsIn } from './moderation.ts';
import type { ModerationMonth } from './moderation-queries.ts';
import { valueText } from './words.ts';

const scroll = (label: string, table: Html): Html =>
  html`<div class="scroll" tabindex="0" role="region" aria-label="${label}">${table}</div>`;

/** An act as the log names it. */
function nameOf({ m }: Ctx, act: string): string {
  const [first, verb = ''] = act.split('.');
  const target = ACT_TARGETS.find((one) => one === first);
  const words: Record<string, { done: string } | undefined> = target ? m.acts[target] : {};
  return words[verb]?.done ?? act;
}

function monthRow(ctx: Ctx, one: ModerationMonth): Html {
  const { moderation: words } = ctx.m.health;
  const count = (value: number) => html`<td>${number(ctx.lang, value)}</td>`;
  const share = (part: number, all: number) => html`<td>${all === 0 ? '–' : words.of(part, all)}</td>`;
  const acts = actsIn(one);
  return html`<tr>
    <th scope="row">${monthText(ctx.lang, one.start)}</th>
    ${count(acts)}
    ${share(byRuleIn(one), acts)}
    ${count(suspensionsIn(one))}
    ${count(one.decided)}
    <td>${one.medianMs === null ? '–' : valueText(ctx, 'answerWait', one.medianMs)}</td>
    ${count(one.notices)}
    ${share(one.upheld, one.appeals)}
  </tr>`;
}

function kindsTable(ctx: Ctx, months: ModerationMonth[]): Html | null {
  const { moderation: words } = ctx.m.health;
  const acts = [...new Set(months.flatMap(({ byAct }) => Object.keys(byAct)))].sort();
  if (acts.length === 0) return null;
  const row = (act: string) =>
    html`<tr><th scope="row">${nameOf(ctx, act)}</th>${months.map(
      ({ byAct }) => html`<td>${number(ctx.lang, byAct[act] ?? 0)}</td>`,
    )}</tr>`;
  const table = html`<table class="figures">
    <caption>${words.kinds}</caption>
    <thead><tr><th scope="col">${words.kind}</th>
      ${months.map(({ start }) => html`<th scope="col">${shortMonth(ctx.lang, start)}</th>`)}</tr></thead>
    <tbody>${acts.map(row)}</tbody>
  </table>`;
  return scroll(words.kinds, table);
}

/** @param months the oldest first */
export function moderationView(ctx: Ctx, months: ModerationMonth[]): Html {
  const { health } = ctx.m;
  const words = health.moderation;
  const { columns } = words;
  const heads = [
    ...[health.columns.month, columns.acts, columns.byRule, columns.suspensions, columns.decided],
    ...[columns.median, columns.notices, columns.upheld],
  ];
  if (months.every((one) => actsIn(one) + one.decided + one.notices + one.appeals === 0))
    return html`<section class="measures" id="moderation" aria-labelledby="g-moderation">
      <h2 id="g-moderation">${words.title}</h2>
      <p class="measure__none">${words.none}</p>
    </section>`;
  const table = html`<table class="figures">
    <caption>${words.caption}</caption>
    <thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
    <tbody>${months.toReversed().map((one) => monthRow(ctx, one))}</tbody>
  </table>`;
  return html`<section class="measures" id="moderation" aria-labelledby="g-moderation">
    <h2 id="g-moderation">${words.title}</h2>
    <p class="muted">${words.lead}</p>
    ${scroll(`${words.title} · ${health.month}`, table)}
    ${kindsTable(ctx, months)}
    <p class="buttons" role="group" aria-label="${words.take}">
      <a class="button button--quiet" href="/health/moderation.csv">${health.csv}</a>
      <a class="button button--quiet" href="/api/v1/health/moderation">${health.json}</a>
    </p>
  </section>`;
}
