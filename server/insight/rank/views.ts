import type { Ctx } from '../../platform/http/context.ts';
import { authorLine, NO_LABEL } from '../../platform/authors/author-line.ts';
import { html, type Html } from '../../platform/http/html.ts';
import { memberPath, threadPath } from '../../platform/http/paths.ts';
import { textAttributes, spaceTag, time } from '../../platform/layout/parts.ts';
import { shell } from '../../platform/layout/shell.ts';
import {
  AGAIN,
  type EventKind,
  FOUNDING_MS,
  PROBATION_CAP,
  PROBATION_MS,
  PROBATION_SHARE,
  HALF_LIFE_MS,
  UNHEARD_MS,
  WEIGHTS,
} from '../../rules/rank.ts';
import { growth } from './growth-chart.ts';
import type { RankAccount } from './routes.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const KINDS = Object.keys(WEIGHTS) as EventKind[];
/** How many answers an opening weighs. */
const OPENING_ANSWERS = WEIGHTS.open / WEIGHTS.answer;

function person(ctx: Ctx, { people }: RankAccount, id: number | null): Html | null {
  const found = id === null ? undefined : people.get(id);
  if (!found) return null;
  const facts = { ...NO_LABEL, authorName: found.name, authorSlug: found.slug, authorLabel: null };
  const by = authorLine(
    ctx.m,
    { ...facts, affiliation: found.affiliation, accountStakes: found.accountStakes },
    'mentioned',
  );
  return html`${by.slug ? html`<a href="${memberPath(by.slug)}">${by.name}</a>` : by.name}`;
}

/** All terms of a thread's rank, with what each is worth now. */
export function whyView(ctx: Ctx, data: RankAccount): Html {
  const { m } = ctx;
  const { thread, terms, count, worth, notes, halfLife } = data;
  const title = m.why.titleOf(thread.title);
  return shell(ctx, {
    title,
    noIndex: true,
    width: 'read',
    body: html`<nav class="crumbs" aria-label="${m.shell.trail}">
      <ol>
        <li>${spaceTag(ctx, thread.space, true)}</li>
        <li><a href="${threadPath(thread)}"${textAttributes(ctx, thread.title)}>${thread.title}</a></li>
      </ol>
    </nav>
    <h1>${m.why.here}</h1>
    <p class="lede">${thread.closedAt !== null ? m.why.closed : count === 0 ? m.why.nothing : m.why.sum(m.decimal(worth, 2), count)}</p>
    ${
      terms.length > 0 &&
      html`<div class="table-scroll" tabindex="0" role="region" aria-label="${title}">
        <table class="figures">
          <thead>
            <tr>
              <th scope="col">${m.why.what}</th>
              <th scope="col">${m.why.who}</th>
              <th scope="col">${m.why.when}</th>
              <th scope="col" class="number">${m.why.atFirst}</th>
              <th scope="col" class="number">${m.why.now}</th>
            </tr>
          </thead>
          <tbody>
            ${terms.map(
              (term) => html`<tr>
                <td>
                  ${m.why.kinds[term.kind]}${term.isOnProbation && html` <span class="muted small">${m.why.fresh}</span>`}
                </td>
                <td>${person(ctx, data, term.from)}${term.to !== null && html` → ${person(ctx, data, term.to)}`}</td>
                <td>${time(ctx, term.at)}</td>
                <td class="number">${m.decimal(term.weight, 3)}</td>
                <td class="number">${m.decimal(term.worth, 3)}</td>
              </tr>`,
            )}
          </tbody>
        </table>
      </div>`
    }
    ${terms.length < count && html`<p class="muted">${m.why.older(count - terms.length)}</p>`}
    ${notes > 0 && html`<p>${m.why.notes(notes)}</p>`}
    ${terms.some(({ kind }) => kind === 'open') && html`<p>${m.why.opening(OPENING_ANSWERS)}</p>`}
    <p>${m.why.halfLife(halfLife / HOUR)} <a href="/how-ranking-works">${m.why.how}</a></p>`,
  });
}

/** How ranking works, drawn from the constants that are in force. */
export function rankingView(ctx: Ctx): Html {
  const { m } = ctx;
  return shell(ctx, {
    title: m.ranking.title,
    description: m.ranking.lead,
    width: 'read',
    body: html`<div class="told">
      <h1>${m.ranking.title}</h1>
      <p class="lede">${m.ranking.lead}</p>
      <h2>${m.ranking.counts}</h2>
      <table class="figures">
        <thead>
          <tr>
            <th scope="col">${m.why.what}</th>
            <th scope="col" class="number">${m.ranking.weight}</th>
          </tr>
        </thead>
        <tbody>
          ${KINDS.map(
            (kind) =>
              html`<tr><td>${m.why.kinds[kind]}</td><td class="number">${m.decimal(WEIGHTS[kind], 1)}</td></tr>`,
          )}
        </tbody>
      </table>
      <p>${m.ranking.opening(OPENING_ANSWERS, HALF_LIFE_MS / HOUR)}</p>
      <h2>${m.ranking.fades}</h2>
      <p>${m.ranking.halfLife(HALF_LIFE_MS / HOUR)}</p>
      ${growth(ctx)}
      <h2>${m.ranking.many}</h2>
      <p>${m.ranking.again(m.decimal(AGAIN, 1))}</p>
      <p>
        ${m.ranking.fresh(PROBATION_MS / DAY, UNHEARD_MS / DAY, m.decimal(PROBATION_SHARE, 2), m.decimal(PROBATION_CAP, 0))}
        ${m.ranking.founders(FOUNDING_MS / DAY)}
      </p>
      <h2>${m.ranking.staff}</h2>
      <p>${m.ranking.staffText} <a href="/staff-rules">${m.rules.title}</a></p>
      <h2>${m.ranking.feeds}</h2>
      <dl class="feeds-told">
        ${(['among-members', 'needs-answer', 'new', 'following'] as const).map((feed) => html`<dt>${m.feeds[feed]}</dt><dd>${m.feeds.about[feed]}</dd>`)}
      </dl>
      <h2>${m.ranking.formula}</h2>
      <p>${m.ranking.formulaText}</p>
      <p class="formula">
        <span aria-hidden="true">R = log<sub>2</sub> Σ w · 2<sup>(t − t<sub>0</sub>) / H</sup></span><span
          class="visually-hidden">${m.ranking.formulaSpoken}</span>
      </p>
      <p>${m.ranking.source} <cite>Cormode, Shkapenyuk, Srivastava, Xu: Forward decay, ICDE 2009.</cite></p>
    </div>`,
  });
}
