/** The page around every page. */
import type { Ctx } from '../http/context.ts';
import { withoutFlash } from '../http/flash.ts';
import { html, type Html, trusted, when } from '../http/html.ts';
import { memberPath, sitePagePath } from '../http/paths.ts';
import { logoPath, smallLogo } from '../site/logo.ts';
import { hasPage } from '../site/queries.ts';
import { whyNotSeeHealth } from '../../rules/health.ts';
import { languageRecord } from '../../../shared/catalogue/languages.ts';
import { SITE_PAGES, THEMES } from '../../../shared/words.ts';
import { head, type ShellOptions } from './head.ts';
import { flashNotice } from './flash-view.ts';
import { icon, textAttributes } from './parts.ts';

/** More are “99+”: who has so many counts no longer. */
export const UNREAD_SHOWN = 100;

/** @property all different things that a member has not read @property messages how many of them are conversations */
export type Unread = NonNullable<Ctx['unread']>;

/** What the bell shows of a count, and how it reads aloud. */
export const bellShown = ({ notifications, number }: Ctx['m'], count: number) => ({
  shown: count >= UNREAD_SHOWN ? notifications.more(UNREAD_SHOWN - 1) : number(count),
  words: notifications.bell(count, UNREAD_SHOWN),
});

/** The same beside the letters. */
export const lettersShown = ({ messages, notifications, number }: Ctx['m'], count: number) => ({
  shown: count >= UNREAD_SHOWN ? notifications.more(UNREAD_SHOWN - 1) : number(count),
  words: messages.link(count),
});

function bells(ctx: Ctx): Html {
  const { all: count, messages } = ctx.unread ?? { all: 0, messages: 0 };
  const { shown, words } = bellShown(ctx.m, count);
  const letters = lettersShown(ctx.m, messages);
  return html`<a class="letters" href="/messages">${icon(ctx, 'mail')}<span
      class="bell__count" aria-hidden="true"${when(messages === 0, 'hidden')}>${letters.shown}</span><span
      class="visually-hidden">${letters.words}</span></a><a
      class="bell" href="/notifications" data-count="${count}">${icon(ctx, 'bell')}<span
      class="bell__count" aria-hidden="true"${when(count === 0, 'hidden')}>${shown}</span><span class="visually-hidden">${words}</span></a>`;
}

/** By what a member's page stays as the forum is while it is open; a visitor's is kept, and has nothing of it. */
function live({ viewer, askedAt, m }: Ctx, { watch = '' }: ShellOptions): Html | null {
  if (!viewer) return null;
  const words = {
    ...{ post: m.live.post, posts: m.live.posts, thread: m.live.thread, threads: m.live.threads },
    ...{ writing: m.live.writing, writings: m.live.writings },
  };
  return html` data-live="${watch}" data-after="${askedAt}" data-live-words="${JSON.stringify(words)}"${when(
    viewer.showsWriting,
    'data-writes',
  )}${when(!viewer.mailTimes, 'data-no-zone')}`;
}

function accountMenu(ctx: Ctx): Html {
  const { m, may, viewer } = ctx;
  if (!viewer && !ctx.site.isSetUp)
    return html`<div class="account">${!ctx.here.startsWith('/setup') && html`<a class="button button--small" href="/setup">${m.setup.start}</a>`}</div>`;
  if (!viewer) {
    const next =
      ctx.here === '/' || /^\/(sign-|forgot|reset|verify)/.test(ctx.here)
        ? ''
        : `?next=${encodeURIComponent(ctx.here)}`;
    return html`<div class="account">
      <a href="/sign-in${next}">${m.shell.signIn}</a>
      <a class="button button--small" href="/sign-up${next}">${m.shell.signUp}</a>
    </div>`;
  }
  return html`${bells(ctx)}<details class="menu account" name="menu">
    <summary><span class="account__name" dir="auto">${viewer.name}</span>${icon(ctx, 'down')}<span class="visually-hidden">: ${m.shell.account}</span></summary>
    <ul>
      <li><a href="${memberPath(viewer.slug)}">${m.shell.profile}</a></li>
      <li><a href="/settings">${m.shell.settings}</a></li>
      <li><a href="/notifications">${m.notifications.title}</a></li>
      <li><a href="/messages">${m.messages.title}</a></li>
      <li><a href="/bookmarks">${m.bookmarks.title}</a></li>
      <li><a href="/searches">${m.search.saved.title}</a></li>
      <li><a href="/offline">${m.offline.title}</a></li>
      <li><a href="/drafts">${m.drafts.title}</a></li>
      <li><a href="/invitations">${m.invite.listTitle}</a></li>
      <li><a href="/reports">${m.reports.mine}</a></li>
      <li><a href="/statements">${m.acts.statement.listTitle}</a></li>
      ${may.useDesk && html`<li><a href="/desk">${m.desk.title}</a></li>`}
      ${may.moderate && html`<li><a href="/moderation">${m.moderation.title}</a></li>`}
      ${may.administer && html`<li><a href="/admin">${m.shell.admin}</a></li>`}
      <li><form method="post" action="/sign-out"><button>${m.shell.signOut}</button></form></li>
    </ul>
  </details>`;
}

/** The forum's own mark, or Adda's. */
function mark(ctx: Ctx): Html {
  const { logo } = ctx.site;
  if (logo === null) return icon(ctx, 'logo', '');
  return html`<img src="${logoPath(smallLogo(logo))}" alt="" width="32" height="32">`;
}

function header(ctx: Ctx, options: ShellOptions): Html {
  const { m } = ctx;
  const item = (href: string, text: string, key: ShellOptions['here'], look = '') =>
    html`<li><a${look && html` class="${look}"`} href="${href}"${when(options.here === key, 'aria-current="page"')}>${text}</a></li>`;
  return html`<header class="site-header">
    <div class="wrap">
      <a class="brand" href="/">${mark(ctx)}${ctx.site.name}</a>
      <nav class="site-nav" aria-label="${m.shell.mainNav}">
        <ul>
          ${item('/', m.shell.home, 'home')}${item('/spaces', m.shell.spaces, 'spaces')}
          ${item('/ask', ctx.may.useDesk ? m.shell.begin : m.shell.ask, 'ask', ctx.may.useDesk ? '' : 'button button--primary')}
        </ul>
      </nav>
      <form class="site-search" role="search" aria-label="${m.shell.searchLabel}" action="/search"
        data-suggestions="${m.search.box.suggestions}" data-recent="${m.search.box.recent}"
        data-all="${m.search.box.all}" data-forget="${m.search.box.forget}" data-none="${m.search.box.none}"
        data-person="${m.search.box.person}" data-space="${m.search.box.space}"
        data-account="${ctx.viewer?.id ?? ''}">
        <label class="visually-hidden" for="site-q">${m.shell.searchLabel}</label>
        <input class="site-search__input" type="search" id="site-q" name="q" dir="auto" placeholder="${m.shell.search}"
          maxlength="200">
        <button>${icon(ctx, 'search')}<span class="visually-hidden">${m.shell.search}</span></button>
      </form>
      ${accountMenu(ctx)}
    </div>
  </header>`;
}

const THEME_ICONS = { auto: 'auto', light: 'sun', dark: 'moon' } as const;

function preferences(ctx: Ctx): Html {
  const { m } = ctx;
  const back = html`<input type="hidden" name="next" value="${withoutFlash(ctx.here)}">`;
  return html`<div class="site-footer__set">
    ${
      ctx.site.languages.length > 1 &&
      html`<form method="post" action="/preferences">
        ${back}<span id="set-language">${m.shell.language}</span>
        <div role="group" aria-labelledby="set-language">
          ${ctx.site.languages.map(
            (language) =>
              html`<button class="switch" name="language" value="${language}" lang="${language}"
                aria-pressed="${language === ctx.lang ? 'true' : 'false'}">${m.language[language]}</button>`,
          )}
        </div>
      </form>`
    }
    <form method="post" action="/preferences">
      ${back}<span id="set-theme">${m.shell.theme}</span>
      <div role="group" aria-labelledby="set-theme">
        ${THEMES.map(
          (theme) =>
            html`<button class="switch" name="theme" value="${theme}"
              aria-pressed="${theme === ctx.theme ? 'true' : 'false'}">${icon(ctx, THEME_ICONS[theme])}${m.shell.themes[theme]}</button>`,
        )}
      </div>
    </form>
  </div>`;
}

/** The script shows it, as without it there are no keys. */
function keyHelp({ m }: Ctx): Html {
  return html`<details class="help" id="keys" data-close="${m.shell.close}" hidden>
    <summary>${m.shell.keys}</summary>
    <dl>${m.shell.keyHelp.map(([key, what]) => html`<dt>${key}</dt><dd>${what}</dd>`)}</dl>
  </details>`;
}

function footer(ctx: Ctx, options: ShellOptions): Html {
  const { m } = ctx;
  // The forum's own line, where it has one.
  const about = ctx.site.tagline || m.shell.about;
  // Beside a name of its own, the word alone would read as another name of it.
  const hasOwnName = ctx.site.name !== 'Adda' || ctx.site.logo !== null;
  return html`<footer class="site-footer">
    <div class="wrap">
      <div class="site-footer__about">
        ${
          !hasOwnName &&
          html`<svg class="adda-word" viewBox="0 0 93 44" aria-hidden="true">
            <use href="${ctx.assets.url('client/icons/sprite.svg')}#i-adda-word"/>
          </svg>`
        }
        <p${textAttributes(ctx, about)}>${about}</p>
        ${hasOwnName && html`<p>${m.shell.runsOn}</p>`}
      </div>
      <nav aria-label="${m.shell.footer}">
        <ul>
          <li><a href="${options.feed ?? '/new.atom'}">${icon(ctx, 'feed')} ${m.shell.feed}</a></li>
          ${
            whyNotSeeHealth(ctx.site.healthFor, ctx.viewer, null) === null &&
            html`<li><a href="/health">${m.health.link}</a></li>`
          }
          ${SITE_PAGES.filter((page) => hasPage(ctx.site, page)).map(
            (page) => html`<li><a href="${sitePagePath(page)}">${m.pages.names[page]}</a></li>`,
          )}
          <li><a href="/staff-rules">${m.rules.title}</a></li>
          <li><a href="/log">${m.log.title}</a></li>
          <li><a href="/notice">${m.notice.link}</a></li>
          <li><a href="/api/v1/openapi.json">${m.shell.api}</a></li>
        </ul>
        ${keyHelp(ctx)}
      </nav>
      ${preferences(ctx)}
    </div>
  </footer>`;
}

function demoBanner(ctx: Ctx): Html | null {
  const { m, may, site } = ctx;
  if (!site.hasDemo) return null;
  const link = !site.isSetUp
    ? html`<a href="/setup">${m.demo.manage}</a>`
    : may.removeDemo && html`<a href="/demo/remove">${m.demo.remove}</a>`;
  return html`<aside class="banner" aria-label="${m.demo.label}"><div class="wrap"><p>${m.demo.banner}</p> ${link}</div></aside>`;
}

/** Whoever gets no letters any more cannot be told so by letter. */
function refusedBanner({ viewer, here, m }: Ctx): Html | null {
  if (!viewer?.mailPausedAt || here.startsWith('/notifications/mail')) return null;
  return html`<aside class="banner" aria-label="${m.notifications.refused.title}"><div class="wrap">
    <p>${m.notifications.refused.short}</p> <a href="/notifications/mail">${m.notifications.refused.look}</a></div></aside>`;
}

const MAIN_CLASS = { wide: 'wrap page', read: 'wrap page page--read', narrow: 'wrap page page--narrow' };

/** A page reads from the left where nothing else is said. */
const direction = ({ lang }: Ctx) => languageRecord(lang).direction === 'rtl' && html` dir="rtl"`;

export function shell(ctx: Ctx, options: ShellOptions): Html {
  const { m } = ctx;
  return html`${trusted('<!doctype html>\n')}<html lang="${ctx.lang}"${direction(ctx)}${ctx.theme !== 'auto' && html` data-theme="${ctx.theme}"`}>
${head(ctx, options)}
<body${live(ctx, options)}>
<a class="skip" href="#main">${m.shell.skip}</a>
${demoBanner(ctx)}${refusedBanner(ctx)}
${header(ctx, options)}
<main id="main" class="${MAIN_CLASS[options.width ?? 'wide']}${options.className ? ` ${options.className}` : ''}" tabindex="-1">
${flashNotice(ctx)}${options.body}
</main>
${ctx.viewer && html`<p class="live-note" id="live-note" role="status"></p>`}
${footer(ctx, options)}
</body>
</html>
`;
}
