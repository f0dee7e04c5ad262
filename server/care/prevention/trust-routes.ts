/** How far the forum trusts somebody: for themself alone. */
import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import type { Ctx } from '../../platform/http/context.ts';
import { html, type Html } from '../../platform/http/html.ts';
import { page } from '../../platform/http/routes.ts';
import { shell } from '../../platform/layout/shell.ts';
import { trustIn } from '../../people/accounts/trust-queries.ts';
import { mayBringFiles } from '../../rules/files.ts';
import { type Missing, type Trust, TRUST_OPENS } from '../../rules/trust.ts';
import { whyNotWait } from '../../rules/waiting.ts';
import { TRUST_STEPS, type TrustStep } from '../../../shared/words.ts';

const mayWait = (step: TrustStep) => whyNotWait({ speaksForBrand: false, step }, 0) === null;

function missingList({ m }: Ctx, { heard, days, marks, clearDays }: Missing): Html {
  const lines = [
    heard && m.trust.heard,
    days > 0 && m.trust.days(days),
    marks > 0 && m.trust.marks(marks),
    clearDays > 0 && m.trust.clearDays(clearDays),
  ].filter((line) => line !== false);
  return html`<ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>`;
}

function opensTable({ m, site }: Ctx, step: Trust['step']): Html {
  const row = (name: string, value: (of: (typeof TRUST_OPENS)['new'], step: Trust['step']) => string) =>
    html`<tr><th scope="row">${name}</th>${TRUST_STEPS.map((one) => html`<td>${value(TRUST_OPENS[one], one)}</td>`)}</tr>`;
  const head = (one: Trust['step']) =>
    html`<th scope="col"${one === step && html` aria-current="step"`}>${one === step ? html`<b>${m.trust.steps[one]}</b>` : m.trust.steps[one]}</th>`;
  return html`<div class="table-scroll" tabindex="0" role="region" aria-label="${m.trust.opens}"><table class="table">
    <thead><tr><td></td>${TRUST_STEPS.map(head)}</tr></thead>
    <tbody>
      ${row(m.trust.posts, ({ posts }) => m.number(posts))}
      ${row(m.trust.threads, ({ threads }) => m.number(threads))}
      ${row(m.files.trust, (_opens, one) => (mayBringFiles(one, site.files) ? m.files.may : m.files.mayNot))}
      ${row(m.trust.waits, (_opens, one) => (mayWait(one) ? m.files.may : m.files.mayNot))}
      ${row(m.trust.links, ({ links }) => (links === null ? m.trust.anyLinks : m.number(links)))}
    </tbody>
  </table></div>`;
}

function trustView(ctx: Ctx, trust: Trust | null): Html {
  const { m } = ctx;
  return shell(ctx, {
    title: m.trust.title,
    width: 'read',
    noIndex: true,
    body: html`<h1>${m.trust.title}</h1>
    <p class="lede">${trust ? m.trust.lead : m.trust.staff}</p>
    ${
      trust &&
      html`<p><b>${m.trust.now(m.trust.steps[trust.step])}</b></p>
      ${
        trust.next === null
          ? html`<p>${m.trust.all}</p>`
          : html`<section class="section">
            <h2>${m.trust.next(m.trust.steps[trust.next])}</h2>${missingList(ctx, trust.missing)}
          </section>`
      }
      <section class="section"><h2>${m.trust.opens}</h2>${opensTable(ctx, trust.step)}</section>
      <p class="section muted">${m.trust.lost}</p>`
    }
    <p class="section"><a href="/settings">${m.settings.title}</a></p>`,
  });
}

const Step = Type.Union([...TRUST_STEPS.map((step) => Type.Literal(step)), Type.Null()]);

export function trustRoutes(app: FastifyInstance): void {
  page(app, {
    path: '/settings/trust',
    who: 'member',
    load: async (ctx) => (await trustIn(ctx.adda.store.read, ctx.viewer!.id, Date.now())).trust,
    view: trustView,
    api: {
      path: '/api/v1/me/trust',
      summary: 'How far the forum trusts you, and what is missing for the next step',
      tag: 'accounts',
      response: Type.Object({
        ...{ step: Step, next: Step },
        missing: Type.Object({
          ...{ heard: Type.Boolean(), days: Type.Integer(), marks: Type.Integer(), clearDays: Type.Integer() },
        }),
      }),
      json: (trust) => ({
        ...{ step: trust?.step ?? null, next: trust?.next ?? null },
        missing: trust?.missing ?? { heard: false, days: 0, marks: 0, clearDays: 0 },
      }),
    },
  });
}
