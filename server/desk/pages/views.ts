import type { Change } from '../../../shared/difference.ts';
import type { Language, SitePage } from '../../../shared/words.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { type FormState, valueOf } from '../../platform/http/form-state.ts';
import { html, type Html, trusted } from '../../platform/http/html.ts';
import { memberPath, sitePagePath } from '../../platform/http/paths.ts';
import { changesIn } from '../../platform/layout/changes.ts';
import { errorSummary, markdownHelp, preview, previewButton, textarea } from '../../platform/layout/fields.ts';
import { notice, textAttributes, time, withTime } from '../../platform/layout/parts.ts';
import { shell } from '../../platform/layout/shell.ts';
import type { PageText } from '../../platform/site/page-text.ts';
import type { PageVersion } from './queries.ts';

const editPath = (name: SitePage, language: Language): string => `/admin/pages/${name}/${language}`;

/** Under a text of the forum about itself: since when it stands, and in what else it may be read. */
function foot(ctx: Ctx, { name, language, languages, at }: PageText & { name: SitePage }): Html {
  const { m } = ctx;
  const others = languages.filter((one) => one !== language);
  return html`<p class="muted small section">${m.pages.changed} ${time(ctx, at)}${others.map(
    (one) =>
      html` · <a href="${sitePagePath(name)}?language=${one}" lang="${one}" hreflang="${one}">${m.language[one]}</a>`,
  )}${ctx.may.administer && html` · <a href="${editPath(name, language)}">${m.pages.edit}</a>`}</p>`;
}

export function sitePageView(ctx: Ctx, text: PageText & { name: SitePage }): Html {
  const title = ctx.m.pages.names[text.name];
  return shell(ctx, {
    title,
    width: 'read',
    body: html`<h1>${title}</h1>
      <div class="prose"${textAttributes(ctx, text.markdown, text.language)}>${trusted(text.html)}</div>${foot(ctx, text)}`,
  });
}

/** @property at since when it says what it says; null where the forum says nothing there */
export type Standing = { name: SitePage; language: Language; at: number | null };

export function pageListView(ctx: Ctx, all: Standing[]): Html {
  const { m } = ctx;
  const names = [...new Set(all.map(({ name }) => name))];
  const row = ({ name, language, at }: Standing) => html`<li>
    <a href="${editPath(name, language)}">${m.language[language]}</a>
    <span class="muted small">${at === null ? m.pages.nothing : html`${m.pages.changed} ${time(ctx, at)}`}</span></li>`;
  return shell(ctx, {
    title: m.pages.title,
    width: 'read',
    noIndex: true,
    body: html`<h1>${m.pages.title}</h1><p class="lede">${m.pages.lead}</p>${names.map(
      (name) => html`<section class="section"><h2>${m.pages.names[name]}</h2><p class="muted">${m.pages.helps[name]}</p>
        <ul class="plain-list profile-list">${all.filter((one) => one.name === name).map(row)}</ul></section>`,
    )}`,
  });
}

/**
 * @property versions newest first @property chosen the one whose text is in the field
 * @property compared what one of them changed, or would change if it was taken up again
 * @property theirs what somebody else saved while this was written
 */
export type Editing = {
  name: SitePage;
  language: Language;
  versions: PageVersion[];
  chosen: PageVersion | null;
  compared: { isChange: boolean; at: number; changes: Change[] } | null;
  theirs: (PageVersion & { html: string }) | null;
};

const editorOf = ({ editorName: by, editorSlug: slug }: PageVersion) =>
  by && slug ? html`<a href="${memberPath(slug)}" dir="auto">${by}</a> · ` : null;

function history(ctx: Ctx, { name, language, versions }: Editing): Html | null {
  const words = ctx.m.pages;
  if (versions.length < 2) return null;
  const path = editPath(name, language);
  const row = (version: PageVersion, i: number) => html`<li>${time(ctx, version.createdAt)}
    <span class="muted small">${editorOf(version)}${words.letters(version.markdown.length)}</span>
    <a href="${path}?changed=${version.id}#changes">${words.whatChanged}</a>
    ${
      i === 0
        ? html`<span class="muted small">${words.stands}</span>`
        : html`<a href="${path}?version=${version.id}">${words.takeUp}</a>`
    }</li>`;
  return html`<section class="section"><h2>${words.versions}</h2>
    <ol class="plain-list profile-list">${versions.map(row)}</ol></section>`;
}

function comparison(ctx: Ctx, { compared, language }: Editing): Html | null {
  if (!compared) return null;
  const { pages } = ctx.m;
  const { isChange, at, changes } = compared;
  return html`<section class="section" id="changes" aria-labelledby="changes-h">
    <h2 id="changes-h">${isChange ? withTime(ctx, pages.changedAt, at) : pages.wouldChange}</h2>
    <div class="diff" lang="${language}" dir="auto">${changesIn(changes)}</div>
  </section>`;
}

function editForm(ctx: Ctx, { name, language, versions, theirs }: Editing, form: FormState): Html {
  const { m } = ctx;
  const path = editPath(name, language);
  const version = valueOf(form, 'version') || String(versions[0]?.id ?? 0);
  return html`<form class="form" method="post" novalidate action="${path}">
    ${errorSummary(ctx, form, undefined, { text: m.pages.text })}<input type="hidden" name="version" value="${version}">
    ${theirs && html`<input type="hidden" name="beside" value="theirs">`}
    ${textarea(ctx, form, {
      ...{ name: 'text', label: m.pages.text, hint: m.pages.textHelp, rows: 18 },
      after: markdownHelp(ctx),
    })}
    ${preview(ctx, form, 'text')}
    <div class="buttons">
      <button class="button button--primary">${m.settings.save}</button>${previewButton(ctx, path)}
    </div>
  </form>`;
}

/** What was saved meanwhile beside what was written. */
function conflict(ctx: Ctx, data: Editing, theirs: NonNullable<Editing['theirs']>, form: FormState): Html {
  const { edit } = ctx.m;
  return html`${notice(ctx, html`<h2>${edit.staleTitle}</h2><p>${edit.staleHelp}</p>`, 'warn')}
    <div class="versions">
      <section class="version">
        <h2>${edit.theirs}</h2>
        <p class="muted small">${editorOf(theirs)}${time(ctx, theirs.createdAt)}</p>
        ${
          theirs.markdown === ''
            ? html`<p class="muted">${ctx.m.pages.nothing}</p>`
            : html`<div class="prose"${textAttributes(ctx, theirs.markdown, data.language)}>${trusted(theirs.html)}</div>`
        }
      </section>
      <section class="version version--mine">
        <h2>${edit.yours}</h2>
        ${editForm(ctx, data, { ...form, message: null })}
      </section>
    </div>`;
}

export function pageEditView(ctx: Ctx, data: Editing, form: FormState): Html {
  const { m } = ctx;
  const { name, language, versions, chosen, theirs } = data;
  const isOlder = chosen !== null && chosen.id !== versions[0]?.id;
  const title = m.pages.editing(m.pages.names[name], m.language[language]);
  return shell(ctx, {
    title,
    width: theirs ? 'wide' : 'read',
    noIndex: true,
    body: html`<nav class="crumbs" aria-label="${m.shell.trail}"><ol><li><a href="/admin">${m.admin.title}</a></li>
        <li><a href="/admin/pages">${m.pages.title}</a></li></ol></nav>
      <h1>${title}</h1><p class="lede">${m.pages.helps[name]}</p>
      ${isOlder && html`<p class="muted">${m.pages.older} ${time(ctx, chosen.createdAt)}</p>`}
      ${theirs ? conflict(ctx, data, theirs, form) : editForm(ctx, data, form)}
      ${comparison(ctx, data)}${history(ctx, data)}`,
  });
}
