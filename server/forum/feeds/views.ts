import type { Ctx } from '../../platform/http/context.ts';
import { type CommonParts, inBlocks, isAnyMember } from '../../platform/http/common-parts.ts';
import { html, type Html, type Part } from '../../platform/http/html.ts';
import { memberPath, spacePath } from '../../platform/http/paths.ts';
import {
  cursorPager,
  empty,
  icon,
  kindMark,
  tabs,
  tagList,
  textAttributes,
  withTime,
  readersLine,
} from '../../platform/layout/parts.ts';
import { hasPage } from '../../platform/site/queries.ts';
import { shell } from '../../platform/layout/shell.ts';
import { hasRoster, whyNotAddTo } from '../../rules/memberships.ts';
import { isArchived, type Space } from '../spaces/queries.ts';
import { whyNotSeeHealth } from '../../rules/health.ts';
import { mayInSpace } from '../../rules/may.ts';
import { KINDS } from '../../../shared/words.ts';
import { followMenu, followedBeside } from '../../people/following/parts.ts';
import { followable } from './following.ts';
import { FEEDS } from './queries.ts';
import type { FeedPage } from './routes.ts';
import { threadRow } from './row-view.ts';
import { offersTo } from '../spaces/offers.ts';

const feedPath = (base: string, feed: string) => (feed === FEEDS[0] ? base : `${base === '/' ? '' : base}/${feed}`);

/** Nobody else may read what somebody follows, so its page offers the whole forum's. */
const atomPath = (data: FeedPage) =>
  `${data.path === '/' ? '' : data.path}/${data.feed === 'following' ? FEEDS[0] : data.feed}.atom`;

/** Where nothing is: what would be here, and the first step. */
function nothing(ctx: Ctx, data: FeedPage): Html {
  const { m } = ctx;
  const { feed, space } = data;
  if (!space && data.spaces.length === 0) {
    const make = ctx.may.makeSpace && html`<a class="button button--primary" href="/spaces/new">${m.spaces.make}</a>`;
    return empty(ctx, 'logo', m.feeds.emptyNew, m.home.noSpaces, make);
  }
  const look = space ? `kind-${space.kind}` : 'logo';
  const start = `/ask${space ? `?space=${encodeURIComponent(space.slug)}` : ''}`;
  const begin = html`<a class="button button--primary" href="${start}">${m.feeds.startFirst}</a>`;
  if (feed === 'needs-answer') return empty(ctx, 'solved', m.feeds.emptyNeeds(!ctx.may.useDesk), null);
  if (feed === 'following')
    return empty(
      ctx,
      look,
      m.feeds.emptyFollowing,
      m.feeds.howToFollow,
      html`<a class="button" href="/spaces">${m.home.allSpaces}</a>`,
    );
  if (feed === 'among-members') return empty(ctx, look, m.feeds.emptyAmong, null, begin);
  return empty(ctx, look, m.feeds.emptyNew, null, begin);
}

/** The choice between lists with a line of each thread and denser ones. */
function listLook(ctx: Ctx): Html {
  const isCompact = ctx.listLook === 'compact';
  return html`<form class="list-look" method="post" action="/preferences">
    <input type="hidden" name="next" value="${ctx.here}">
    <button class="switch" name="list" value="${isCompact ? 'full' : 'compact'}"
      aria-pressed="${String(isCompact)}">${icon(ctx, 'menu')}${ctx.m.feeds.compact}</button>
  </form>`;
}

/** The rows of a list: for members those in which nothing is new to them are drawn once for all. */
function rowsOf(ctx: Ctx, data: FeedPage, common?: CommonParts<FeedPage>): Part {
  return inBlocks(data.rows, (block) => {
    const draw = (whose: Ctx, of: FeedPage) => html`${block.map((row) => threadRow(whose, row, of))}`;
    const isCommon = common && block.every(({ id }) => !data.fresh.has(id));
    return isCommon ? common(`rows ${block.map(({ id }) => id).join(' ')}`, draw) : draw(ctx, data);
  });
}

function list(ctx: Ctx, data: FeedPage, common?: CommonParts<FeedPage>): Html {
  const { m } = ctx;
  const here = feedPath(data.path, data.feed);
  const nav = tabs(
    m.feeds.label,
    FEEDS.filter((feed) => feed !== 'following' || ctx.viewer).map((feed) => ({
      href: feedPath(data.path, feed),
      text: m.feeds[feed],
      isHere: feed === data.feed,
    })),
  );
  return html`${nav}
  ${
    data.rows.length > 0 &&
    html`<div class="feed-about">
      <p><span>${m.feeds.about[data.feed]}</span> <a href="/how-ranking-works">${m.why.how}</a></p>
      ${listLook(ctx)}
    </div>`
  }
  ${
    data.pinned.length > 0 &&
    html`<section class="pinned" aria-labelledby="pinned-h"><h2 id="pinned-h">${m.acts.thread_.pinned}</h2>
      <ol class="threads">${data.pinned.map((row) => threadRow(ctx, row, data))}</ol>
    </section>`
  }
  ${
    data.rows.length === 0 && data.mutedCount === 0
      ? nothing(ctx, data)
      : html`<ol class="threads${ctx.listLook === 'compact' ? ' threads--compact' : ''}">
        ${rowsOf(ctx, data, common)}
      </ol>`
  }
  ${data.mutedCount > 0 && html`<p class="muted small">${m.feeds.mutedHere(data.mutedCount)} <a href="/following">${m.feeds.mutedWhich}</a></p>`}
  ${cursorPager(ctx, here, data.cursor === null, data.next && `${here}?after=${data.next}`)}`;
}

function spacesBeside(ctx: Ctx, data: FeedPage): Html {
  const { m } = ctx;
  const groups = KINDS.map((kind) => ({
    kind,
    spaces: data.spaces.filter((space) => space.kind === kind && !isArchived(space)),
  })).filter((group) => group.spaces.length > 0);
  return html`<aside class="side" aria-label="${m.home.spaces}">
    ${groups.map(
      ({ kind, spaces }) =>
        html`<section data-kind="${kind}">
          <h2 class="side-spaces__kind">${kindMark(ctx, kind)}${m.kinds[kind].group}</h2>
          <ul class="side-spaces">
            ${spaces.map((space) => html`<li><a href="${spacePath(space.slug)}">${space.name}</a></li>`)}
          </ul>
        </section>`,
    )}
    ${ctx.may.makeSpace && data.spaces.length > 0 && html`<p><a href="/spaces/new">${m.spaces.make}</a></p>`}
  </aside>`;
}

/** @param common where what many members get alike is kept */
export function homeView(ctx: Ctx, data: FeedPage, common?: CommonParts<FeedPage>): Html {
  const { m, site } = ctx;
  const spaces = common && isAnyMember(ctx) ? common('spaces', spacesBeside) : spacesBeside(ctx, data);
  return shell(ctx, {
    title: data.feed === FEEDS[0] && !data.cursor ? site.name : m.feeds[data.feed],
    here: 'home',
    feed: atomPath(data),
    watch: data.cursor ? '' : 'forum=true',
    description: site.tagline || m.home.title,
    body: html`<h1 class="visually-hidden">${m.home.title}</h1>
${
  site.tagline &&
  html`<p class="lede"${textAttributes(ctx, site.tagline)}>${site.tagline}</p>
`
}${!ctx.viewer && html`<p class="intro">${m.home.intro} <a href="/ask">${m.home.introAsk}</a></p>`}
<div class="columns"><div>${list(ctx, data, common)}</div>${data.followed ? followedBeside(ctx, data.followed) : spaces}</div>`,
  });
}

function spaceHead(ctx: Ctx, data: FeedPage): Html {
  const { m } = ctx;
  const space = data.space!;
  const ask = (form: string) => `/ask?space=${encodeURIComponent(space.slug)}&form=${form}`;
  const named = textAttributes(ctx, space.name, space.language);
  return html`<header class="space-head" data-kind="${space.kind}">
    <div class="space-head__top">
      ${kindMark(ctx, space.kind, 'kind-mark kind-mark--large')}
      <div>
        <p class="space-head__kind">
          ${m.kinds[space.kind].name}${data.tag && html` · <a href="${spacePath(space.slug)}"${named}>${space.name}</a>`}
        </p>
        <h1${textAttributes(ctx, data.tag ?? space.name, space.language)}>${data.tag ? `#${data.tag}` : space.name}</h1>
      </div>
    </div>
    ${space.archivedAt !== null && html`<p class="moderated">${icon(ctx, 'info')}<span>${m.keeping.archive.line}</span></p>`}
    ${readersLine(ctx, space.slug)}
    <p class="space-head__charter"${textAttributes(ctx, space.charter, space.language)}>${space.charter}</p>
    <div class="buttons">
      ${(whyNotAddTo(space) === null ? offersTo(ctx, space) : []).map(
        ({ form, words }, i) =>
          html`<a class="button button--small${i === 0 && !ctx.may.useDesk && ' button--primary'}" href="${ask(form)}">${words}</a>`,
      )}
      ${
        data.rows.some(({ id }) => data.fresh.has(id)) &&
        html`<form method="post" action="${spacePath(space.slug)}/read">
          <button class="button button--quiet">${icon(ctx, 'check')}${m.reading.all}</button>
        </form>`
      }
      ${
        mayInSpace(ctx.viewer, space.id).editSpace &&
        html`<a class="button button--quiet" href="${spacePath(space.slug)}/keep">${m.keeping.keep}</a>`
      }
    </div>
    ${followMenu(ctx, followable(data.scope), data.level)}
    ${
      data.voteUntil !== null &&
      html`<p class="fresh"><a href="${spacePath(space.slug)}/moderators">${withTime(ctx, m.keeping.nominations.goesOn, data.voteUntil)}</a></p>`
    }
  </header>`;
}

/** Who keeps the peace, what is expected, who belongs to it. */
function spaceLinks(ctx: Ctx, space: Space): Html {
  const { keeping } = ctx.m;
  const path = spacePath(space.slug);
  const hasRules = space.rules !== '' || hasPage(ctx.site, 'rules');
  return html`<p><a href="${path}/moderators">${keeping.moderators.title(space.name)}</a></p>
  <p><a href="${path}/log">${ctx.m.log.titleOf(space.name)}</a></p>
  ${hasRules && html`<p><a href="${path}/rules">${keeping.forumRules.link}</a></p>`}
  ${ctx.viewer && hasRoster(space) && html`<p><a href="${path}/members">${keeping.roster.title(space.name)}</a></p>`}`;
}

function spaceBeside(ctx: Ctx, data: FeedPage): Html {
  const { m } = ctx;
  const helped = (helper: FeedPage['helpers'][number]) => m.thread.helped(helper.solved, helper.worked);
  return html`<aside class="side" aria-label="${m.spaces.about}">
    <section>
      <h2>${m.spaces.helpers}</h2>
      ${
        data.helpers.length > 0
          ? html`<ul class="people">
            ${data.helpers.map(
              (helper) =>
                html`<li><a href="${memberPath(helper.slug)}">${helper.name}</a> <span>${helped(helper)}</span></li>`,
            )}
          </ul>`
          : html`<p>${m.spaces.noHelpers}</p>`
      }
    </section>
    ${
      data.tags.length > 0 &&
      html`<section>
        <h2>${m.spaces.tags}</h2>
        ${tagList(
          ctx,
          data.space!.slug,
          data.tags.map((tag) => tag.name),
        )}
      </section>`
    }
    ${
      data.space!.overrideReason &&
      html`<section>
        <h2>${m.spaces.overridden}</h2>
        <p${textAttributes(ctx, data.space!.overrideReason)}>${data.space!.overrideReason}</p>
      </section>`
    }
    <section>
      <h2>${m.keeping.moderators.here}</h2>
      ${spaceLinks(ctx, data.space!)}
    </section>
    <section>
      <h2>${m.spaces.numbers}</h2>
      <p>${m.spaces.threads(data.space!.threadCount)}${data.space!.threadCount > 0 && ` · ${m.spaces.posts(data.space!.postCount)}`}</p>
      <p><a href="${atomPath(data)}">${icon(ctx, 'feed')} ${m.shell.feed}</a></p>
      ${
        whyNotSeeHealth(ctx.site.healthFor, ctx.viewer, data.space!.id) === null &&
        html`<p><a href="${spacePath(data.space!.slug)}/health">${m.health.link}</a></p>`
      }
      ${data.space && html`<p><a href="${spacePath(data.space.slug)}/report" rel="nofollow">${m.reports.titles.space}</a></p>`}
    </section>
  </aside>`;
}

/** @param common where what many members get alike is kept */
export function spaceView(ctx: Ctx, data: FeedPage, common?: CommonParts<FeedPage>): Html {
  const space = data.space!;
  return shell(ctx, {
    title: data.tag ? `${space.name} · ${data.tag}` : space.name,
    here: 'spaces',
    feed: atomPath(data),
    watch: data.cursor || data.tag ? '' : `space=${encodeURIComponent(space.slug)}`,
    description: space.charter,
    body: html`${spaceHead(ctx, data)}
<div class="columns"><div>${list(ctx, data, common)}</div>${spaceBeside(ctx, data)}</div>`,
  });
}
