/** Pages of those who keep a space, of those who belong to it, and of those who would like to. */
import type { Ctx } from '../../platform/http/context.ts';
import { blankForm, type FormState } from '../../platform/http/form-state.ts';
import { html, type Html, trusted } from '../../platform/http/html.ts';
import { memberPath, spacePath } from '../../platform/http/paths.ts';
import { choices, errorSummary, idempotencyKey, input, select, textarea } from '../../platform/layout/fields.ts';
import { pager, textAttributes, time } from '../../platform/layout/parts.ts';
import { shell } from '../../platform/layout/shell.ts';
import { mayInSpace } from '../../rules/may.ts';
import { hasRoster, SECONDS_NEEDED } from '../../rules/memberships.ts';
import { SLOW_MINUTES } from '../../rules/moderation.ts';
import type { Silence } from '../../people/accounts/silence-queries.ts';
import { silencedNotice } from '../../people/accounts/silenced-view.ts';
import { SPACE_ACCESS } from '../../../shared/words.ts';
import type { PageText } from '../../platform/site/page-text.ts';
import type { Space } from '../spaces/queries.ts';
import type { openRequests, proposalsToSecond, rosterOf } from './queries.ts';

/** The space that a page is of. */
export const lead = (ctx: Ctx, space: Space): Html =>
  html`<p class="lede"><a href="${spacePath(space.slug)}"${textAttributes(ctx, space.name, space.language)}>${space.name}</a></p>`;

/** @param access of the form that says who may read it, where that was refused */
export function keepView(ctx: Ctx, space: Space, form: FormState, access: FormState | null = null): Html {
  const { m } = ctx;
  const path = spacePath(space.slug);
  const pace = (minutes: number) => ({
    value: String(minutes),
    text: minutes === 0 ? m.keeping.slowOff : m.acts.minutes(minutes),
  });
  return shell(ctx, {
    title: m.keeping.title(space.name),
    width: 'read',
    noIndex: true,
    body: html`<h1>${m.keeping.keep}</h1>${lead(ctx, space)}
    <p class="buttons">
      <a class="button button--quiet" href="${path}/edit">${m.spaces.edit}</a>
      <a class="button button--quiet" href="${path}/templates">${m.keeping.templates.title}</a>
      <a class="button button--quiet" href="${path}/moderators">${m.keeping.moderators.title(space.name)}</a>
      ${hasRoster(space) && html`<a class="button button--quiet" href="${path}/members">${m.keeping.roster.title(space.name)}</a>`}
    </p>
    <section class="section"><h2>${m.keeping.rules}</h2>
      <form class="form" method="post" novalidate action="${path}/keep">
        ${errorSummary(ctx, form, undefined, { rules: m.keeping.rules, joinQuestion: m.keeping.joinQuestion, slowMinutes: m.keeping.slow })}
        ${textarea(ctx, form, { name: 'rules', label: m.keeping.rules, hint: m.keeping.rulesHelp, rows: 8 })}
        ${hasRoster(space) && input(ctx, form, { name: 'joinQuestion', label: m.keeping.joinQuestion, hint: m.keeping.joinQuestionHelp })}
        ${select(ctx, form, { name: 'slowMinutes', label: m.keeping.slow, groups: [{ label: null, options: SLOW_MINUTES.map(pace) }] })}
        <div class="buttons"><button class="button button--primary">${m.keeping.save}</button></div>
      </form>
    </section>
    <section class="section"><h2>${m.keeping.access.title}</h2>
      <p>${m.keeping.access.warning}</p>
      <form class="form" method="post" novalidate action="${path}/access">
        ${access && errorSummary(ctx, access)}
        ${choices(ctx, access ?? blankForm({ access: space.access }), {
          name: 'access',
          label: m.keeping.access.title,
          options: SPACE_ACCESS.map((value) => ({ value, ...m.keeping.access.names[value] })),
        })}
        <div class="buttons"><button class="button">${m.keeping.access.set}</button></div>
      </form>
    </section>
    <section class="section"><h2>${m.keeping.archive.title}</h2>
      <p>${m.keeping.archive.lead}</p>
      <form method="post" action="${path}/archive">
        <input type="hidden" name="set" value="${space.archivedAt === null ? 'true' : 'false'}">
        <button class="button">${space.archivedAt === null ? m.keeping.archive.set : m.keeping.archive.end}</button>
      </form>
    </section>`,
  });
}

export type RosterPage = {
  space: Space;
  people: Awaited<ReturnType<typeof rosterOf>>;
  count: number;
  page: number;
  pages: number;
  /** For its moderators. */
  requests: Awaited<ReturnType<typeof openRequests>>;
  isIn: boolean;
  /** The address to ask at, right after it was made. */
  link: string | null;
};

function requestItem(ctx: Ctx, request: RosterPage['requests'][number]): Html {
  const words = ctx.m.keeping.roster;
  return html`<li>
    <a href="${memberPath(request.slug)}">${request.name}</a> · ${time(ctx, request.createdAt)}
    ${request.words && html`<blockquote class="quote"><p${textAttributes(ctx, request.words)}>${request.words}</p></blockquote>`}
    <form class="buttons" method="post" action="/join-requests/${request.id}">
      <button class="button button--primary button--small" name="decision" value="grant">${words.grant}</button>
      <button class="button button--small" name="decision" value="refuse">${words.refuse}</button>
    </form>
  </li>`;
}

function keepersPart(ctx: Ctx, { space, requests, link }: RosterPage, form: FormState): Html {
  const words = ctx.m.keeping.roster;
  const path = `${spacePath(space.slug)}/members`;
  return html`<section class="section"><h2>${words.requests}</h2>
    ${
      requests.length === 0
        ? html`<p class="muted">${words.noRequests}</p>`
        : html`<ul class="plain-list acts">${requests.map((request) => requestItem(ctx, request))}</ul>`
    }
  </section>
  <section class="section"><h2>${words.letIn}</h2>
    <form class="form" method="post" novalidate action="${path}">
      ${errorSummary(ctx, form)} ${idempotencyKey(form)}
      ${input(ctx, form, { name: 'name', label: words.name, autocomplete: 'off' })}
      <div class="buttons"><button class="button button--primary">${words.add}</button></div>
    </form>
  </section>
  <section class="section"><h2>${words.link}</h2>
    <p>${words.linkHelp}</p>
    ${link && html`<div role="status"><p>${words.linkIs}</p><p class="log__hash"><code>${link}</code></p></div>`}
    <div class="buttons">
      <form method="post" action="${spacePath(space.slug)}/join-code"><button class="button button--small">${words.makeLink}</button></form>
      ${
        space.joinCode !== null &&
        html`<form method="post" action="${spacePath(space.slug)}/join-code/end"><button class="button button--small">${words.endLink}</button></form>`
      }
    </div>
  </section>`;
}

export function rosterView(ctx: Ctx, data: RosterPage, form: FormState = blankForm()): Html {
  const { space, people, count, page, pages, isIn } = data;
  const words = ctx.m.keeping.roster;
  const isKeeper = mayInSpace(ctx.viewer, space.id).editSpace;
  const path = `${spacePath(space.slug)}/members`;
  const out = (slug: string) =>
    html`<form method="post" action="${path}/${encodeURIComponent(slug)}/out"><button class="button button--small">${words.remove}</button></form>`;
  return shell(ctx, {
    title: words.title(space.name),
    width: 'read',
    noIndex: true,
    body: html`<h1>${words.title(space.name)}</h1>${lead(ctx, space)}
    <p>${words.count(count)}</p>
    <ul class="plain-list acts">${people.map(
      (
        one,
      ) => html`<li class="roster__one"><span><a href="${memberPath(one.slug)}">${one.name}</a> · ${time(ctx, one.createdAt)}</span>
        ${isKeeper && one.id !== ctx.viewer?.id && out(one.slug)}</li>`,
    )}</ul>
    ${pager(ctx, page, pages, (number) => (number === 1 ? path : `${path}?page=${number}`))}
    ${isKeeper && keepersPart(ctx, data, form)}
    ${
      isIn &&
      ctx.viewer &&
      html`<section class="section"><h2>${words.leave}</h2><p>${words.leaveHelp}</p>
        <form method="post" action="${path}/${encodeURIComponent(ctx.viewer.slug)}/out"><button class="button button--danger">${words.leave}</button></form>
      </section>`
    }`,
  });
}

export function joinView(ctx: Ctx, space: Space, code: string, form: FormState = blankForm()): Html {
  const words = ctx.m.keeping.join;
  return shell(ctx, {
    title: words.title(space.name),
    width: 'narrow',
    noIndex: true,
    body: html`<h1>${words.title(space.name)}</h1>
    <p class="lede"${textAttributes(ctx, space.charter, space.language)}>${space.charter}</p>
    <p>${words.lead}</p>
    <form class="form" method="post" novalidate action="/join/${encodeURIComponent(code)}">
      ${errorSummary(ctx, form, undefined, { words: space.joinQuestion || words.words })}
      ${textarea(ctx, form, { name: 'words', label: space.joinQuestion || words.words, rows: 4 })}
      <div class="buttons"><button class="button button--primary">${words.send}</button></div>
    </form>`,
  });
}

type Proposals = Awaited<ReturnType<typeof proposalsToSecond>>;

export function proposalsView(ctx: Ctx, { proposals, silences }: { proposals: Proposals; silences: Silence[] }): Html {
  const words = ctx.m.keeping.seconds;
  const button = ({ id, isSeconded, proposerId }: Proposals[number]) =>
    isSeconded
      ? html`<p class="muted">${words.seconded}</p>`
      : proposerId !== ctx.viewer?.id &&
        silences.length === 0 &&
        html`<form method="post" action="/spaces/proposals/${id}/second"><button class="button button--small">${words.second}</button></form>`;
  return shell(ctx, {
    title: words.title,
    width: 'read',
    noIndex: true,
    body: html`<h1>${words.title}</h1>
    <p class="lede">${words.lead(SECONDS_NEEDED)}</p>
    ${silencedNotice(ctx, silences)}
    ${
      proposals.length === 0
        ? html`<p class="muted">${words.none}</p>`
        : html`<ol class="post-list">${proposals.map(
            (one) => html`<li><h3${textAttributes(ctx, one.name)}>${one.name}</h3>
            <p class="muted small">
              <a href="${memberPath(one.proposerSlug)}">${one.proposerName}</a> · ${ctx.m.kinds[one.kind].name} ·
              ${time(ctx, one.createdAt)}
            </p>
            <p${textAttributes(ctx, one.charter)}>${one.charter}</p>
            <p>${words.count(one.seconds)}</p>${button(one)}</li>`,
          )}</ol>`
    }
    <p class="buttons"><a class="button" href="/spaces/propose">${ctx.m.spaces.propose}</a></p>`,
  });
}

/** @param drawn the forum's rules, and those of a space as HTML */
export function rulesView(ctx: Ctx, drawn: { forum: PageText | null; space: string; of: Space | null }): Html {
  const words = ctx.m.keeping.forumRules;
  const { of, forum } = drawn;
  return shell(ctx, {
    title: words.title,
    width: 'read',
    body: html`<h1>${words.title}</h1>${of && lead(ctx, of)}
    ${of && drawn.space && html`<div class="prose"${textAttributes(ctx, of.rules, of.language)}>${trusted(drawn.space)}</div><hr>`}
    ${forum ? html`<div class="prose"${textAttributes(ctx, forum.markdown, forum.language)}>${trusted(forum.html)}</div>` : html`<p>${words.none}</p>`}`,
  });
}
