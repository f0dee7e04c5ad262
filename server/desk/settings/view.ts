/** The settings of the forum: each with its default, who changed it last, and a form. */
import type { Ctx } from '../../platform/http/context.ts';
import { blankForm, type FormState } from '../../platform/http/form-state.ts';
import { html, type Html, when } from '../../platform/http/html.ts';
import { memberPath } from '../../platform/http/paths.ts';
import { check, errorSummary, input, select } from '../../platform/layout/fields.ts';
import { icon, time } from '../../platform/layout/parts.ts';
import { shell } from '../../platform/layout/shell.ts';
import { faultSentence } from '../../platform/http/sentences.ts';
import type { PastChange } from '../../platform/site/setting-queries.ts';
import { isSameValue, type Setting, SETTING_GROUPS, settingOf, settingValue } from '../../rules/settings.ts';
import { LIMITS } from '../../../shared/limits.ts';
import type { HistoryPage, SettingsPage, ShownChange } from './page.ts';
import { swatch } from './swatch.ts';
import { nameOf, optionWords, settingWords, valueWords } from './words.ts';

const ADMIN_STYLE = 'client/styles/admin.css';
const SETTINGS_PATH = '/admin/settings';
const historyPath = (key: string) => `${SETTINGS_PATH}/changes?key=${encodeURIComponent(key)}`;
const idOf = (key: string) => `s-${key.replace('.', '-')}`;
const namesOf = (brands: { id: number; name: string }[]) => new Map(brands.map(({ id, name }) => [id, name]));

const editor = ({ m }: Ctx, { actorName: by, actorSlug: slug }: PastChange): Html =>
  by && slug ? html`<a href="${memberPath(slug)}" dir="auto">${by}</a>` : html`${m.adminSettings.byOperator}`;

function several(ctx: Ctx, setting: Setting, options: readonly string[], form: FormState, name: string): Html {
  const chosen = [form.values.value ?? []].flat(1);
  const fault = form.faults.find(({ field }) => field === 'value');
  const id = idOf(setting.key);
  return html`<fieldset class="field" id="${id}"${fault && html` aria-describedby="${id}-e"`}>
    <legend class="visually-hidden">${name}</legend>
    ${options.map((one) => check('value', optionWords(ctx.m, setting, one), chosen.includes(one), one))}
    ${fault && html`<p class="field__error" id="${id}-e">${icon(ctx, 'warn')}${faultSentence(fault, ctx.m)}</p>`}
  </fieldset>`;
}

/** A file, with what was wrong with the one before it. */
function pictureField(ctx: Ctx, form: FormState, id: string): Html {
  const faults = form.faults.filter(({ field: of }) => of === 'pictures');
  const hasFaults = faults.length > 0;
  const words = faults.map((one) => faultSentence(one, ctx.m)).join(' ');
  const wrong = hasFaults && html` aria-invalid="true" aria-describedby="${id}-e"`;
  return html`<div class="field"><label class="field__label" for="${id}">${ctx.m.adminSettings.logoChoose}</label>
    <input type="file" name="pictures" id="${id}" accept="image/png,image/jpeg,image/webp"${wrong}>
    ${hasFaults && html`<p class="field__error" id="${id}-e">${icon(ctx, 'warn')}${words}</p>`}
  </div>`;
}

/** The field in which a setting is changed. */
function field(ctx: Ctx, setting: Setting, form: FormState, brands: SettingsPage['brands']): Html {
  const { m } = ctx;
  const { name } = settingWords(m, setting);
  const common = { name: 'value', label: name, id: idOf(setting.key) };
  const options = (list: { value: string; text: string }[]) => [{ label: null, options: list }];
  switch (setting.kind) {
    case 'switch':
      return check('value', name, form.values.value === true || form.values.value === 'true');
    case 'number':
      return input(ctx, form, { ...common, type: 'number', className: 'input--short' });
    case 'choice': {
      const list = setting.options.map((one) => ({ value: String(one), text: optionWords(m, setting, one) }));
      return select(ctx, form, { ...common, groups: options(list) });
    }
    case 'choices':
      return several(ctx, setting, setting.options, form, name);
    case 'brand': {
      const list = brands.map(({ id, name: text }) => ({ value: String(id), text }));
      return select(ctx, form, { ...common, blank: m.brands.noOperator, groups: options(list) });
    }
    case 'colour':
      return input(ctx, form, { ...common, className: 'input--short', maxLength: 20 });
    case 'line':
      return input(ctx, form, { ...common, maxLength: setting.range.max * 2 });
    case 'picture':
      return pictureField(ctx, form, common.id);
  }
}

/** What a setting is now, beside what somebody else would have it be. */
function nowLine(ctx: Ctx, setting: Setting, { newest, brands }: SettingsPage): Html {
  const { m } = ctx;
  const change = newest.get(setting.key);
  const value = valueWords(m, setting, settingValue(ctx.site, setting), namesOf(brands));
  const by = change && html` (${editor(ctx, change)})`;
  return html`<p class="notice notice--warn"><span>${m.adminSettings.now}: <bdi>${value}</bdi>${by}</span></p>`;
}

function settingSection(ctx: Ctx, setting: Setting, data: SettingsPage): Html {
  const { m } = ctx;
  const { newest, brands, refused } = data;
  const { name, what } = settingWords(m, setting);
  const value = settingValue(ctx.site, setting);
  const form = refused?.key === setting.key ? refused.form : blankForm({ value });
  const change = newest.get(setting.key);
  const path = `${SETTINGS_PATH}/${setting.key}`;
  const isPicture = setting.kind === 'picture';
  const names = namesOf(brands);
  return html`<section class="setting" aria-labelledby="${idOf(setting.key)}-t">
    <h3 id="${idOf(setting.key)}-t">${name} ${swatch(ctx, setting)}</h3>
    ${what && html`<p class="muted">${what}</p>`}
    <form class="form" method="post" novalidate action="${path}"${isPicture && html` enctype="multipart/form-data"`}>
      ${errorSummary(ctx, form, () => idOf(setting.key), { value: name, pictures: name })}
      ${form.message && nowLine(ctx, setting, data)}
      <input type="hidden" name="was" value="${change?.id ?? 0}">
      ${field(ctx, setting, form, brands)}
      <p class="buttons"><button class="button button--small">${isPicture ? m.adminSettings.logoSave : m.settings.save}</button></p>
    </form>
    ${
      !isSameValue(value, setting.usual) &&
      html`<form method="post" action="${path}/usual">
        <input type="hidden" name="was" value="${change?.id ?? 0}">
        <button class="button button--small button--quiet">${m.adminSettings.toUsual}</button></form>`
    }
    <p class="muted small">${m.adminSettings.usual}: ${valueWords(m, setting, setting.usual, names)}${
      change &&
      html` · ${m.adminSettings.changed} ${time(ctx, change.at)}, ${editor(ctx, change)} ·
      <a href="${historyPath(setting.key)}">${m.adminSettings.history}<span class="visually-hidden">: ${name}</span></a>`
    }</p>
  </section>`;
}

function searchForm({ m }: Ctx, query: string): Html {
  return html`<form class="form form--row" role="search" action="${SETTINGS_PATH}">
    <div class="field"><label class="field__label" for="look">${m.adminSettings.look}</label>
      <input type="search" id="look" name="q" value="${query}" dir="auto" maxlength="${LIMITS.query.max}"></div>
    <p class="buttons"><button class="button">${m.adminSettings.find}</button></p>
  </form>`;
}

const crumbs = ({ m }: Ctx, more: Html | null = null): Html =>
  html`<nav class="crumbs" aria-label="${m.shell.trail}"><ol><li><a href="/admin">${m.admin.title}</a></li>${more}</ol></nav>`;

type Group = { group: (typeof SETTING_GROUPS)[number]; list: Setting[] };

/** What the page has, where that is more than one group. */
function contents({ m }: Ctx, groups: Group[]): Html | null {
  const there = groups.filter(({ list }) => list.length > 0);
  if (there.length < 2) return null;
  return html`<nav class="contents" aria-label="${m.adminSettings.contents}"><ul>
    ${there.map(({ group }) => html`<li><a href="#g-${group}">${m.adminSettings.groups[group]}</a></li>`)}
  </ul></nav>`;
}

export function settingsView(ctx: Ctx, data: SettingsPage): Html {
  const { m } = ctx;
  const { query, settings } = data;
  const isLooking = query.trim() !== '';
  const groups = SETTING_GROUPS.map((group) => ({ group, list: settings.filter((one) => one.group === group) }));
  return shell(ctx, {
    title: m.adminSettings.title,
    width: 'read',
    noIndex: true,
    style: ADMIN_STYLE,
    body: html`${crumbs(ctx)}<h1>${m.adminSettings.title}</h1>
    <p class="lede">${m.adminSettings.lead}</p>
    ${searchForm(ctx, query)}
    <p>${
      isLooking &&
      html`<span role="status">${settings.length === 0 ? m.adminSettings.none : m.adminSettings.found(settings.length)}</span>
      <a href="${SETTINGS_PATH}">${m.adminSettings.all}</a> · `
    }<a href="${SETTINGS_PATH}/changes">${m.adminSettings.allHistory}</a></p>
    ${contents(ctx, groups)}
    ${groups
      .filter(({ list }) => list.length > 0)
      .map(
        ({ group, list }) => html`<section class="section" id="g-${group}"><h2>${m.adminSettings.groups[group]}</h2>
          ${list.map((one) => settingSection(ctx, one, data))}</section>`,
      )}
    <section class="section"><p>${m.adminSettings.elsewhere}</p><p class="buttons">
      <a class="button button--quiet" href="/admin/pages">${m.pages.title}</a>
      <a class="button button--quiet" href="/admin/reasons">${m.acts.admin.title}</a>
      <a class="button button--quiet" href="/admin/prevention#rules">${m.prevention.rules.title}</a>
      <a class="button button--quiet" href="/admin/brands">${m.brands.admin}</a></p></section>`,
  });
}

function changeItem(ctx: Ctx, change: ShownChange, brands: Map<number, string>, isOfAll: boolean): Html {
  const { m } = ctx;
  const setting = settingOf(change.key);
  const said = (value: ShownChange['before']) =>
    html`<bdi>${setting ? valueWords(m, setting, value, brands) : JSON.stringify(value)}</bdi>`;
  return html`<li>
    ${isOfAll && html`<h2 class="change__name"><a href="${historyPath(change.key)}">${nameOf(m, change.key)}</a></h2>`}
    <p>${m.adminSettings.from} <s>${said(change.before)}</s> ${m.adminSettings.to} <b>${said(change.after)}</b></p>
    <p class="muted small">${time(ctx, change.at)} · ${editor(ctx, change)}${change.undoes !== null && html` · ${m.adminSettings.undoes}`}</p>
    ${
      change.isStanding &&
      html`<form method="post" action="${SETTINGS_PATH}/changes/${change.id}/undo">
        <button class="button button--small"${when(!setting, 'disabled')}>${m.adminSettings.undo}</button></form>`
    }
  </li>`;
}

/** What was changed, newest first. */
export function historyView(ctx: Ctx, { key, changes, next, brands }: HistoryPage, form = blankForm()): Html {
  const { m } = ctx;
  const title = key === null ? m.adminSettings.allHistory : m.adminSettings.historyOf(nameOf(m, key));
  const older = (before: number) =>
    `${SETTINGS_PATH}/changes?${new URLSearchParams({ ...(key !== null && { key }), before: String(before) })}`;
  const names = namesOf(brands);
  return shell(ctx, {
    title,
    width: 'read',
    noIndex: true,
    style: ADMIN_STYLE,
    body: html`${crumbs(ctx, html`<li><a href="${SETTINGS_PATH}">${m.adminSettings.title}</a></li>`)}<h1>${title}</h1>
    ${errorSummary(ctx, form)}
    <p class="lede">${m.adminSettings.historyLead}</p>
    ${key !== null && html`<p><a href="${SETTINGS_PATH}/changes">${m.adminSettings.allHistory}</a></p>`}
    ${
      changes.length === 0
        ? html`<p class="muted">${m.adminSettings.neverChanged}</p>`
        : html`<ul class="post-list">${changes.map((one) => changeItem(ctx, one, names, key === null))}</ul>`
    }
    ${next !== null && html`<p><a rel="next" href="${older(next)}">${m.adminSettings.older}</a></p>`}`,
  });
}
