/** Where an admin says what is held, and writes watch rules. */
import type { Ctx } from '../../platform/http/context.ts';
import { blankForm, type FormState, valueOf } from '../../platform/http/form-state.ts';
import { html, type Html } from '../../platform/http/html.ts';
import { postPath } from '../../platform/http/paths.ts';
import { check, choices, errorSummary, select, textarea } from '../../platform/layout/fields.ts';
import { textAttributes } from '../../platform/layout/parts.ts';
import { seenField } from '../../platform/layout/seen-values.ts';
import { shell } from '../../platform/layout/shell.ts';
import { type Prevention, SCORES } from '../../rules/prevention.ts';
import type { Seen } from '../../rules/spam-score.ts';
import { namedLanguages } from '../../../shared/written.ts';
import { FIRST_POSTS, type FirstPosts, WATCH_ACTIONS, WATCH_KINDS } from '../../../shared/words.ts';
import type { Tried } from './trying.ts';
import type { WatchRow } from './watch-queries.ts';

/** @property refused the form of a rule @property values that of what is held, where one was refused */
export type PreventionPage = { rules: WatchRow[]; lessons: Seen; refused: FormState | null; values: FormState | null };

/** What is held now, beside what somebody would have held. */
function heldNow(ctx: Ctx, form: FormState): Html {
  const words = ctx.m.prevention.settings;
  const { on, off } = ctx.m.adminSettings;
  const { prevention } = ctx.site;
  const isOn = (value: boolean) => (value ? on : off);
  const firstOf = (value: unknown) => words.firstPostsOf[value as FirstPosts]?.name ?? '';
  const scoreOf = (value: unknown) => words.scoreOf(Number(value) as Prevention['scoreAbove']);
  const typed: Record<string, string> = {
    firstPosts: firstOf(form.values.firstPosts),
    scoreAbove: scoreOf(form.values.scoreAbove),
    similar: isOn(valueOf(form, 'similar') === 'true'),
    disposableMail: isOn(valueOf(form, 'disposableMail') === 'true'),
  };
  return seenField(
    ctx,
    form,
    prevention,
    [
      { name: 'firstPosts', label: words.firstPosts, words: firstOf(prevention.firstPosts) },
      { name: 'similar', label: words.similar, words: isOn(prevention.similar) },
      { name: 'scoreAbove', label: words.scoreAbove, words: scoreOf(prevention.scoreAbove) },
      { name: 'disposableMail', label: words.disposableMail, words: isOn(prevention.disposableMail) },
    ],
    (name) => typed[name]!,
  );
}

function settingsForm(ctx: Ctx, { lessons, values }: PreventionPage): Html {
  const words = ctx.m.prevention.settings;
  const form = values ?? blankForm({ ...ctx.site.prevention });
  const isTicked = (name: string) => valueOf(form, name) === 'true';
  const first = FIRST_POSTS.map((value) => ({ value, ...words.firstPostsOf[value] }));
  const scores = SCORES.map((value) => ({ value: String(value), text: words.scoreOf(value) }));
  return html`<form class="form" method="post" action="/admin/prevention">
    ${errorSummary(ctx, form)}
    ${heldNow(ctx, form)}
    ${choices(ctx, form, { name: 'firstPosts', label: words.firstPosts, options: first })}
    <p class="muted">${words.firstPostsHelp}</p>
    ${check('similar', words.similar, isTicked('similar'))}
    ${select(ctx, form, { name: 'scoreAbove', label: words.scoreAbove, hint: words.scoreHelp, groups: [{ label: null, options: scores }] })}
    <p class="muted">${words.learnt(lessons.spam, lessons.ham)}</p>
    ${check('disposableMail', words.disposableMail, isTicked('disposableMail'))}
    <p class="muted">${words.always}</p>
    <div class="buttons"><button class="button button--primary">${words.save}</button></div>
  </form>`;
}

const languageName = (ctx: Ctx, code: string | null): string =>
  code === null
    ? ctx.m.prevention.rules.everyLanguage
    : (namedLanguages(ctx.lang).find((one) => one.code === code)?.name ?? code);

function ruleFacts(ctx: Ctx, { kind, action, language, patterns, isActive }: WatchRow): Html {
  const words = ctx.m.prevention.rules;
  return html`<p><b>${words.kinds[kind]}</b> · ${words.actions[action]} · ${languageName(ctx, language)} · ${isActive ? words.isOn : words.isOff}</p>
  <ul class="tags">${patterns.map((line) => html`<li><bdi>${line}</bdi></li>`)}</ul>`;
}

function ruleButtons(ctx: Ctx, { id, isActive }: WatchRow, isTried: boolean): Html {
  const words = ctx.m.prevention.rules;
  return html`<div class="buttons">
    ${!isTried && html`<a class="button button--small" href="/admin/prevention/rules/${id}">${words.try}</a>`}
    <form method="post" action="/admin/prevention/rules/${id}">
      <input type="hidden" name="isActive" value="${isActive ? 'false' : 'true'}">
      <button class="button button--small">${isActive ? words.switchOff : words.switchOn}</button>
    </form>
    <form method="post" action="/admin/prevention/rules/${id}/drop"><button class="button button--small button--quiet">${words.drop}</button></form>
  </div>`;
}

function newRule(ctx: Ctx, refused: FormState | null): Html {
  const words = ctx.m.prevention.rules;
  const form = refused ?? blankForm({ kind: 'words', action: 'hold' });
  const options = (list: readonly string[], names: Record<string, string>) => [
    { label: null, options: list.map((value) => ({ value, text: names[value]! })) },
  ];
  const languages = namedLanguages(ctx.lang).map(({ code, name }) => ({ value: code, text: name }));
  return html`<h3 class="section">${words.add}</h3>
  <form class="form" method="post" novalidate action="/admin/prevention/rules">
    ${errorSummary(ctx, form, undefined, { patterns: words.patterns, language: words.language })}
    ${select(ctx, form, { name: 'kind', label: words.kind, groups: options(WATCH_KINDS, words.kinds) })}
    ${textarea(ctx, form, { name: 'patterns', label: words.patterns, hint: words.patternsHelp, rows: 5 })}
    ${select(ctx, form, { name: 'language', label: words.language, groups: [{ label: null, options: languages }], blank: words.everyLanguage })}
    ${select(ctx, form, { name: 'action', label: words.action, groups: options(WATCH_ACTIONS, words.actions) })}
    <div class="buttons"><button class="button button--primary">${words.save}</button></div>
  </form>`;
}

export function preventionView(ctx: Ctx, page: PreventionPage): Html {
  const { m } = ctx;
  const one = (rule: WatchRow) => html`<li>${ruleFacts(ctx, rule)}${ruleButtons(ctx, rule, false)}</li>`;
  return shell(ctx, {
    title: m.prevention.title,
    width: 'read',
    noIndex: true,
    body: html`<h1>${m.prevention.title}</h1>
    <p class="lede">${m.prevention.lead}</p>
    ${settingsForm(ctx, page)}
    <section class="section" id="rules">
      <h2>${m.prevention.rules.title}</h2>
      <p>${m.prevention.rules.lead}</p>
      ${
        page.rules.length === 0
          ? html`<p class="muted">${m.prevention.rules.none}</p>`
          : html`<ol class="post-list">${page.rules.map(one)}</ol>`
      }
      ${newRule(ctx, page.refused)}
    </section>
    <p class="section"><a href="/moderation">${ctx.m.moderation.title}</a></p>`,
  });
}

const placeOf = ({ threadId, threadSlug, number }: Tried['hits'][number]) =>
  postPath({ id: threadId, slug: threadSlug }, number);

/** @property tried what it would have found */
export function ruleView(ctx: Ctx, { rule, tried }: { rule: WatchRow; tried: Tried }): Html {
  const words = ctx.m.prevention.rules;
  const hit = (one: Tried['hits'][number]) =>
    html`<li><a href="${placeOf(one)}"${textAttributes(ctx, one.title)}>${one.title} · #${ctx.m.number(one.number)}</a>
    · ${words.found(one.found)}</li>`;
  return shell(ctx, {
    title: words.tryTitle,
    width: 'read',
    noIndex: true,
    body: html`<h1>${words.tryTitle}</h1>
    ${ruleFacts(ctx, rule)}
    <p class="section" role="status">${words.tried(tried.count, tried.looked)}</p>
    ${
      tried.hits.length === 0
        ? html`<p class="muted">${words.noHits}</p>`
        : html`<h2 class="section">${words.hits}</h2><ul class="plain-list acts">${tried.hits.map(hit)}</ul>`
    }
    ${ruleButtons(ctx, rule, true)}
    <p class="section"><a href="/admin/prevention">${ctx.m.prevention.title}</a></p>`,
  });
}
