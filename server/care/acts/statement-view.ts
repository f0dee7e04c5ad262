/** The statement of reasons: what was decided, why, for how long, by whom, and what can be done about it. */
import type { Ctx } from '../../platform/http/context.ts';
import { blankForm, type FormState } from '../../platform/http/form-state.ts';
import { html, type Html } from '../../platform/http/html.ts';
import { memberPath, postPath, spacePath, threadPath } from '../../platform/http/paths.ts';
import { errorSummary, textarea } from '../../platform/layout/fields.ts';
import { cursorPager, empty, notice, textAttributes, time } from '../../platform/layout/parts.ts';
import { shell } from '../../platform/layout/shell.ts';
import { givesBack } from '../../rules/moderation.ts';
import type { ToldAct } from './queries.ts';
import type { Reason } from './reasons.ts';
import { doneText, type Original, toldText, whyText } from './told.ts';

type Told = { told: string; reason: string | null; rule: string | null; note: string };

/** What was decided and why, alike in the statement and in its preview. */
export function statementParts(ctx: Ctx, { told, reason, rule, note }: Told): Html {
  const { statement } = ctx.m.acts;
  const row = (name: string, text: string | null) =>
    text !== null && text !== '' && html`<dt>${name}</dt><dd${textAttributes(ctx, text)}>${text}</dd>`;
  const rows = [row(statement.why, reason), row(statement.rule, rule), row(statement.note, note)].filter(Boolean);
  return html`<p class="statement__told">${told}</p>
  ${rows.length > 0 && html`<dl class="facts">${rows}</dl>`}`;
}

/** Where an act's thread, post, space or member is; null for what nobody can look at any more. */
export function placeOf(
  ctx: Ctx,
  { act, title, placeId, threadSlug, number, spaceName, spaceSlug }: ToldAct,
): Html | null {
  if (placeId !== null && title !== null && threadSlug !== null) {
    const thread = { id: placeId, slug: threadSlug };
    const href = act.target === 'post' && number !== null ? postPath(thread, number) : threadPath(thread);
    return html`<a href="${href}"${textAttributes(ctx, title)}>${title}${act.target === 'post' && number !== null && ` · #${ctx.m.number(number)}`}</a>`;
  }
  return spaceSlug === null
    ? null
    : html`<a href="${spacePath(spaceSlug)}"${textAttributes(ctx, spaceName!)}>${spaceName}</a>`;
}

export type StatementPage = {
  told: ToldAct;
  reasons: Reason[];
  /** Whether it concerns who reads it: then they may appeal, where it is not too late. */
  mayAppeal: boolean;
  isAlone: boolean;
  /** Where a question that was closed was asked before. */
  original: Original | null;
  /** Whether its asker reads it, and may still say that it is not the same. */
  mayDispute: boolean;
  /** Opens it without an account. */
  key: string;
};

function appealPart(
  ctx: Ctx,
  { told: { act, appeal }, mayAppeal, isAlone, key }: StatementPage,
  form: FormState,
): Html | null {
  const words = ctx.m.acts.appeal;
  if (appeal) {
    const said = { open: words.sent, upheld: words.upheld, dismissed: words.dismissed }[appeal.state];
    return html`<section class="section" id="appeal">
      <h2>${words.title}</h2>
      <p>${said}${appeal.decision && html` <span${textAttributes(ctx, appeal.decision)}>${appeal.decision}</span>`}</p>
      ${appeal.words && html`<blockquote class="quote"${textAttributes(ctx, appeal.words)}><p>${appeal.words}</p></blockquote>`}
    </section>`;
  }
  if (!mayAppeal) return null;
  return html`<section class="section" id="appeal">
    <h2>${words.title}</h2>
    <p>${isAlone ? words.leadAlone : words.lead}</p>
    <form class="form" method="post" novalidate action="/statements/${act.id}/appeal">
      ${errorSummary(ctx, form, undefined, { words: words.words })}
      <input type="hidden" name="key" value="${key}">
      ${textarea(ctx, form, { name: 'words', label: words.words, hint: words.wordsHelp, rows: 5 })}
      <div class="buttons"><button class="button button--primary">${words.send}</button></div>
    </form>
  </section>`;
}

/** Where it was asked before, and how its asker says that it is not the same. */
function sameAs(ctx: Ctx, { told: { act }, original, mayDispute }: StatementPage): Html | null {
  const { m } = ctx;
  if (!original && !mayDispute) return null;
  const link =
    original && html`<a href="${threadPath(original)}"${textAttributes(ctx, original.title)}>${original.title}</a>`;
  return html`${link && html`<p>${m.thread.duplicateOf} ${link}</p>`}
  ${
    mayDispute &&
    html`<p>${m.acts.statement.notTheSame}</p>
    <form method="post" action="/t/${act.threadId}/not-the-same">
      <button class="button button--small">${m.acts.thread_.notTheSame}</button>
    </form>`
  }`;
}

export function statementView(ctx: Ctx, page: StatementPage, form: FormState = blankForm()): Html {
  const { m } = ctx;
  const { act } = page.told;
  const { statement } = m.acts;
  return shell(ctx, {
    title: statement.title,
    width: 'read',
    noIndex: true,
    body: html`<h1>${statement.title}</h1>
    ${act.undoneById !== null && notice(ctx, statement.takenBack)}
    ${statementParts(ctx, {
      told: toldText(m, page.told),
      reason: whyText(m, page.told, page.reasons),
      rule: act.rule,
      note: act.note,
    })}
    ${sameAs(ctx, page)}
    <dl class="facts">
      <dt>${statement.what}</dt><dd>${placeOf(ctx, page.told) ?? ctx.site.name}</dd>
      <dt>${statement.when}</dt><dd>${time(ctx, act.createdAt)}</dd>
      ${
        !givesBack(act.verb) &&
        html`<dt>${statement.until}</dt><dd>${act.until === null ? statement.forGood : time(ctx, act.until)}</dd>`
      }
      <dt>${statement.how}</dt><dd>${act.isAutomated ? statement.byRule : statement.byPerson}</dd>
    </dl>
    ${appealPart(ctx, page, form)}`,
  });
}

/** One line of a list of acts. @param more what can be done with it */
export function actLine(ctx: Ctx, told: ToldAct, reasons: Reason[], more: Html | null = null, isNamed = false): Html {
  const { m } = ctx;
  const { act } = told;
  const why = whyText(m, told, reasons);
  const place = act.target === 'member' ? null : placeOf(ctx, told);
  return html`<li class="acts__one">
    <b>${doneText(m, told)}</b>${why && html` · ${why}`}${place && html` · ${place}`} · ${time(ctx, act.createdAt)}${
      isNamed && told.actorSlug !== null && html` · <a href="${memberPath(told.actorSlug)}">${told.actorName}</a>`
    }${act.undoneById !== null && html` · ${m.acts.undone}`}
    ${act.note && html`<p class="muted"${textAttributes(ctx, act.note)}>${act.note}</p>`}${more}
  </li>`;
}

export type StatementList = { list: ToldAct[]; reasons: Reason[]; next: number | null; isFirst: boolean };

export function statementListView(ctx: Ctx, { list, reasons, next, isFirst }: StatementList): Html {
  const { statement } = ctx.m.acts;
  const link = ({ act }: ToldAct) => html`<a href="/statements/${act.id}">${statement.see}</a>`;
  return shell(ctx, {
    title: statement.listTitle,
    width: 'read',
    noIndex: true,
    body: html`<h1>${statement.listTitle}</h1>
    <p class="lede">${statement.listLead}</p>
    ${
      list.length === 0
        ? empty(ctx, 'solved', statement.none, statement.noneHelp)
        : html`<ul class="plain-list acts">${list.map((told) => actLine(ctx, told, reasons, link(told)))}</ul>`
    }
    ${cursorPager(ctx, '/statements', isFirst, next === null ? null : `/statements?before=${next}`)}`,
  });
}
