/** Who is proposed as a moderator of a space, what can be done about it, how votes ended. */
import type { Ctx } from '../../platform/http/context.ts';
import { unlessSilenced } from '../../people/accounts/silenced-view.ts';
import { blankForm, type FormState } from '../../platform/http/form-state.ts';
import { html, type Html, when } from '../../platform/http/html.ts';
import { spacePath } from '../../platform/http/paths.ts';
import { authorTag } from '../../platform/layout/author.ts';
import { errorSummary, idempotencyKey, input, textarea } from '../../platform/layout/fields.ts';
import { textAttributes, time, withTime } from '../../platform/layout/parts.ts';
import { quorumOf } from '../../rules/elections.ts';
import type { ModeratorsPage } from './moderators-page.ts';
import type { Refused } from './moderators-view.ts';
import type { ListedNomination } from './nomination-queries.ts';

type Page = Pick<ModeratorsPage, 'space' | 'people' | 'open' | 'ended' | 'isEntitled' | 'silences'>;

const person = (ctx: Ctx, { people }: Page, slug: string | null): Html | string => {
  const who = slug === null ? undefined : people.get(slug);
  return who ? authorTag(ctx, who, 'mentioned') : ctx.m.keeping.nominations.gone;
};

const button = (path: string, text: string, look = ''): Html =>
  html`<form method="post" action="${path}"><button class="button button--small${look}">${text}</button></form>`;

/** What its reader can do about a nomination, besides objecting. */
function answers(ctx: Ctx, { isEntitled, silences }: Page, { of, isSeconded, ownVote }: ListedNomination): Html | null {
  const words = ctx.m.keeping.nominations;
  const path = `/nominations/${of.id}`;
  if (of.nomineeId === ctx.viewer?.id && ctx.viewer)
    return html`<div class="buttons">
      ${of.acceptedAt === null && button(`${path}/accept`, words.accept, ' button--primary')}
      ${button(`${path}/decline`, words.decline)}
    </div>`;
  if (!isEntitled) return null;
  if (of.state === 'voting') {
    const choice = (value: 'yes' | 'no') =>
      html`<button class="button button--small" name="vote" value="${value}"
        aria-pressed="${String(ownVote === (value === 'yes'))}">${words[value]}</button>`;
    return html`<form class="buttons" method="post" action="${path}/vote">${choice('yes')}${choice('no')}</form>
      ${ownVote !== null && html`<p class="muted small">${ownVote ? words.votedYes : words.votedNo}</p>`}`;
  }
  if (of.nominatorId === ctx.viewer?.id || silences.length > 0) return null;
  return isSeconded ? html`<p class="muted">${words.seconded}</p>` : button(`${path}/second`, words.second);
}

function objecting(ctx: Ctx, id: number, refused: Refused | null): Html {
  const words = ctx.m.keeping.nominations;
  const isRefused = refused?.at === `object-${id}`;
  const form = isRefused ? refused.form : blankForm();
  const idOf = (field: string) => `object-${id}-${field}`;
  return html`<details class="help"${when(isRefused, 'open')}><summary>${words.object}</summary>
    <form class="form" method="post" novalidate action="/nominations/${id}/object">
      ${errorSummary(ctx, form, idOf, { reason: words.objection })}
      ${input(ctx, form, { name: 'reason', id: idOf('reason'), label: words.objection, hint: words.objectionHelp })}
      <div class="buttons"><button class="button button--danger">${words.object}</button></div>
    </form>
  </details>`;
}

function stateOf(ctx: Ctx, { of, seconds }: ListedNomination): Html {
  const words = ctx.m.keeping.nominations;
  if (of.state === 'voting') {
    const entitled = of.entitled ?? 0;
    return html`<p>${withTime(ctx, words.voteUntil, of.endsAt)} ${words.quorum(quorumOf(entitled), entitled)}</p>`;
  }
  return html`<p>${words.support(seconds, of.secondsNeeded)} ${of.acceptedAt === null && words.notAccepted}
    ${withTime(ctx, words.waitsUntil, of.endsAt)}</p>`;
}

function openItem(ctx: Ctx, page: Page, one: ListedNomination, refused: Refused | null): Html {
  const words = ctx.m.keeping.nominations;
  const { of } = one;
  return html`<li id="nomination-${of.id}">
    <h3>${person(ctx, page, one.nominee)}</h3>
    <p class="muted small">${
      of.nominatorId === of.nomineeId ? words.self : html`${words.by} ${person(ctx, page, one.nominator)}`
    } · ${time(ctx, of.createdAt)}</p>
    <p${textAttributes(ctx, of.why, page.space.language)}>${of.why}</p>
    ${stateOf(ctx, one)}
    ${answers(ctx, page, one)}
    ${ctx.may.administer && objecting(ctx, of.id, refused)}
  </li>`;
}

function endedItem(ctx: Ctx, page: Page, { of, nominee }: ListedNomination): Html {
  const words = ctx.m.keeping.nominations;
  return html`<li>${person(ctx, page, nominee)} · <b>${words.states[of.state]}</b>${
    of.yes !== null && of.no !== null && html` · ${words.counts(of.yes, of.no, of.entitled ?? 0)}`
  }${of.objection && html` · <span${textAttributes(ctx, of.objection)}>${of.objection}</span>`} · ${time(ctx, of.decidedAt ?? of.endsAt)}</li>`;
}

function nominateForm(ctx: Ctx, { space, silences }: Page, form: FormState): Html {
  const words = ctx.m.keeping.nominations;
  const idOf = (field: string) => `nominate-${field}`;
  const box = html`<form class="form" method="post" novalidate action="${spacePath(space.slug)}/nominations">
      ${errorSummary(ctx, form, idOf, { name: words.name, why: words.why })}
      ${idempotencyKey(form)}
      ${input(ctx, form, {
        ...{ name: 'name', id: idOf('name'), label: words.name, hint: words.nameHelp, autocomplete: 'off' },
      })}
      ${textarea(ctx, form, { name: 'why', id: idOf('why'), label: words.why, hint: words.whyHelp, rows: 4 })}
      <div class="buttons"><button class="button">${words.send}</button></div>
    </form>`;
  return html`<h3 id="nominate">${words.nominate}</h3>${unlessSilenced(ctx, silences, form, box)}`;
}

export function nominationsSection(ctx: Ctx, page: Page, refused: Refused | null): Html {
  const words = ctx.m.keeping.nominations;
  const isRefused = refused?.at === 'nominate';
  return html`<section class="section nominations"><h2>${words.title}</h2>
    <p>${words.lead}</p>
    ${
      page.open.length === 0
        ? html`<p class="muted">${words.none}</p>`
        : html`<ol class="plain-list acts">${page.open.map((one) => openItem(ctx, page, one, refused))}</ol>`
    }
    ${
      page.isEntitled || isRefused || page.silences.length > 0
        ? nominateForm(ctx, page, isRefused ? refused.form : blankForm())
        : html`<p class="muted">${words.whoMay}</p>`
    }
    ${
      page.ended.length > 0 &&
      html`<h3>${words.past}</h3><ul class="plain-list acts acts--ended">${page.ended.map((one) => endedItem(ctx, page, one))}</ul>`
    }
  </section>`;
}
