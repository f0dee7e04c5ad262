/** What waits for its time: the list of it, and one that is changed. */
import type { Ctx } from '../../platform/http/context.ts';
import { type FormState, valueOf } from '../../platform/http/form-state.ts';
import { html, type Html } from '../../platform/http/html.ts';
import { threadPath } from '../../platform/http/paths.ts';
import { refusalWords } from '../../platform/http/sentences.ts';
import { check, enterPreviews, errorSummary, input, previewButton } from '../../platform/layout/fields.ts';
import { composer, withDraft } from '../../platform/layout/composer.ts';
import { notice, ownMoment, textAttributes, time, zoneOf } from '../../platform/layout/parts.ts';
import { shell } from '../../platform/layout/shell.ts';
import { asksForAnswers } from '../../rules/thread-forms.ts';
import { zoneName } from '../../../shared/format.ts';
import { LIMITS } from '../../../shared/limits.ts';
import { shorten } from '../../../shared/text.ts';
import type { Waiting } from '../drafts/waiting-queries.ts';
import { filesFolded } from '../files/field.ts';
import type { Brought } from '../files/queries.ts';
import { timeField } from '../threads/later-field.ts';
import { pollFolded } from '../threads/poll-fields.ts';
import { affiliationField } from '../threads/write-box.ts';

const SHOWN_LETTERS = 200;

/** When, from now and by its author's clock; or why never. */
function whenLine(ctx: Ctx, { dueAt, refusal }: Pick<Waiting, 'dueAt' | 'refusal'>): Html {
  const { later } = ctx.m;
  if (refusal) return html`<p class="field__error">${later.refused} ${refusalWords(refusal, ctx.m)}</p>`;
  if (dueAt === null) return html`<p>${later.untimed}</p>`;
  const words = later.at(Math.max(60, (dueAt - Date.now()) / 1_000), ownMoment(ctx, dueAt), zoneName(zoneOf(ctx)));
  return html`<p class="told__when"><time datetime="${new Date(dueAt).toISOString()}" data-stays>${words}</time></p>`;
}

/** Where it goes. @param spaces the names of those that its author may read, by their address */
function goalOf({ m }: Ctx, { threadId, title, values }: Waiting, spaces: ReadonlyMap<string, string>): string {
  if (threadId === null) {
    const space = spaces.get(String(values.space ?? ''));
    return space === undefined ? m.later.newThread : m.later.inSpace(space);
  }
  if (title === null) return m.later.nowhere;
  return m.later.reply(title);
}

function item(ctx: Ctx, waiting: Waiting, spaces: ReadonlyMap<string, string>): Html {
  const { later } = ctx.m;
  const path = `/waiting/${waiting.id}`;
  const goal = goalOf(ctx, waiting, spaces);
  const title = waiting.threadId === null ? String(waiting.values.title ?? '').trim() : '';
  const words = shorten(String(waiting.values.body ?? '').replace(/\s+/g, ' '), SHOWN_LETTERS);
  const of = html`<span class="visually-hidden">: ${title || goal}</span>`;
  return html`<li class="told">
    <p class="told__line"><a href="${path}"><cite${textAttributes(ctx, title || goal)}>${title || goal}</cite></a></p>
    ${title && html`<p${textAttributes(ctx, goal)}>${goal}</p>`}
    ${whenLine(ctx, waiting)}
    ${words && html`<p class="told__words"${textAttributes(ctx, words)}>${words}</p>`}
    <div class="told__foot">
      <a href="${path}">${later.change}${of}</a>
      <form method="post" action="${path}/post"><button class="button button--quiet button--small">${later.postNow}${of}</button></form>
      <details class="help told__drop"><summary>${later.drop}${of}</summary>
        <p>${later.dropSure}</p>
        <form method="post" action="${path}/remove"><button class="button button--small">${later.dropYes}</button></form>
      </details>
    </div>
  </li>`;
}

/** All that waits, above the drafts; null where nothing does. */
export function waitingList(ctx: Ctx, rows: Waiting[], spaces: ReadonlyMap<string, string>): Html | null {
  const { later } = ctx.m;
  if (rows.length === 0) return null;
  const timed = rows.filter(({ dueAt }) => dueAt !== null).length;
  return html`<section id="waiting" aria-labelledby="waiting-h">
    <h2 id="waiting-h">${later.title}</h2>
    <p class="muted">${timed > 0 ? html`${later.lede} ${later.room(timed, LIMITS.waiting)}` : later.ledeUntimed}</p>
    <ol class="told-list">${rows.map((row) => item(ctx, row, spaces))}</ol>
  </section>`;
}

/** What is being changed: as it waits now, and what of a change of it is kept. @property isStale whether the form goes on from another version */
export type WaitingForm = {
  waiting: Waiting;
  draft: { at: number; values: Record<string, unknown> } | null;
  isStale: boolean;
};

/** Which version its form goes on from. */
export const changedAtField = (form: FormState): Html =>
  html`<input type="hidden" name="changedAt" value="${valueOf(form, 'changedAt')}">`;

/** What was saved meanwhile, in another window or on another device. */
function versionNow(ctx: Ctx, { values, changedAt }: Waiting): Html {
  const { m } = ctx;
  const title = String(values.title ?? '');
  const body = String(values.body ?? '');
  return html`<section class="version" aria-labelledby="version-h">
    <h2 id="version-h">${m.edit.theirs}</h2>
    <p class="muted small">${time(ctx, changedAt)}</p>
    <p>${m.later.staleHelp}</p>
    ${title && html`<p><b${textAttributes(ctx, title)}>${title}</b></p>`}
    <div class="diff"${textAttributes(ctx, body)}>${body}</div>
  </section>`;
}

/** What stands above the form in which something that waits is changed. */
export const waitingHead = (ctx: Ctx, { waiting, isStale }: WaitingForm, { message }: FormState): Html =>
  html`<p><a href="/drafts">${ctx.m.later.back}</a></p>
    <h1>${ctx.m.later.edit}</h1>
    ${
      // What was refused just now is said where the form says what is wrong: once.
      waiting.refusal
        ? message === null &&
          notice(ctx, html`<p>${ctx.m.later.refused} ${refusalWords(waiting.refusal, ctx.m)}</p>`, 'warn')
        : whenLine(ctx, waiting)
    }${isStale && versionNow(ctx, waiting)}`;

/** A post that is to go into a thread. */
export function waitingPostView(ctx: Ctx, { kept, ...own }: WaitingForm & { kept: Brought }, sent: FormState): Html {
  const { m, viewer } = ctx;
  const { waiting, draft: before } = own;
  const { id, title, threadId, threadSlug } = waiting;
  const { form, draft } = withDraft(sent, `waiting:${id}`, before, String(waiting.values.body ?? ''));
  const path = `/waiting/${id}`;
  const isAsker = viewer !== null && waiting.askerId === viewer.id;
  const mayBeAnswer = waiting.threadForm !== null && asksForAnswers(waiting.threadForm) && isAsker;
  const heading = title === null ? m.later.nowhere : title;
  return shell(ctx, {
    title: m.later.edit,
    width: 'read',
    noIndex: true,
    body: html`${waitingHead(ctx, own, sent)}
    <p class="lede"${textAttributes(ctx, heading)}>
      ${title === null ? heading : html`<a href="${threadPath({ id: threadId!, slug: threadSlug! })}">${title}</a>`}
    </p>
    <form class="form" method="post" novalidate action="${path}" enctype="multipart/form-data">
      ${errorSummary(ctx, form)}${changedAtField(form)}
      ${enterPreviews(ctx, path)}
      ${
        valueOf(form, 'title') !== '' &&
        input(ctx, form, { name: 'title', label: m.course.milestoneTitle, maxLength: LIMITS.milestone.max })
      }
      ${composer(ctx, form, { label: m.ask.body, rows: 10, draft })}
      ${filesFolded(ctx, form, kept)}
      ${mayBeAnswer && check('ownAnswer', m.thread.ownAnswer, String(form.values.ownAnswer) === 'true')}
      ${pollFolded(ctx, form)}
      ${affiliationField(ctx, form)}
      ${timeField(ctx, form, undefined, m.later.noTime)}
      <div class="buttons">
        <button class="button button--primary">${m.later.save}</button>
        <button class="button" formaction="${path}/post">${m.later.postNow}</button>
        ${previewButton(ctx, path)}
      </div>
    </form>`,
  });
}
