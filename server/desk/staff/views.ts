import type { Ctx } from '../../platform/http/context.ts';
import { html, type Html } from '../../platform/http/html.ts';
import { brandPath, spacePath, threadPath } from '../../platform/http/paths.ts';
import { errorSummary, idempotencyKey, textarea } from '../../platform/layout/fields.ts';
import { keptField } from '../../platform/layout/composer.ts';
import type { FormState } from '../../platform/http/form-state.ts';
import { staffLabel } from '../../platform/layout/author.ts';
import { empty, textAttributes, spaceTag, time } from '../../platform/layout/parts.ts';
import { shell } from '../../platform/layout/shell.ts';
import { plainText } from '../../../shared/markdown.ts';
import { shorten } from '../../../shared/text.ts';
import type { Thread } from '../../forum/threads/queries.ts';
import type { Desk } from './desk.ts';
import { limitStatusList } from '../../brands/limit-list.ts';
import type { Draft } from '../../forum/drafts/queries.ts';
import { draftPath, isGone } from '../../forum/posting/draft-places.ts';

const LINE_LENGTH = 140;

function draftItem(ctx: Ctx, draft: Draft): Html {
  const { m } = ctx;
  const body = typeof draft.values.body === 'string' ? draft.values.body : '';
  const begun = typeof draft.values.title === 'string' ? draft.values.title : m.desk.startTitle;
  const title = isGone(draft) ? m.drafts.gone : (draft.title ?? begun);
  const because: Record<string, unknown> = m.desk.becauseOf;
  const href = draftPath(draft);
  return html`<li>
    <h3${textAttributes(ctx, title)}><a href="${href}">${title}</a></h3>
    <p class="muted small">
      ${time(ctx, draft.at)}${draft.because && html` · ${String(because[draft.because] ?? m.desk.refused)}`}
    </p>
    <p${textAttributes(ctx, body)}>${shorten(plainText(body), LINE_LENGTH)}</p>
    <div class="buttons">
      <a class="button button--small" href="${href}">${m.desk.goOn}</a>
      <form method="post" action="/desk/drafts/drop">
        ${keptField(ctx, draft)}
        <button class="button button--small button--danger">${m.desk.drop}</button>
      </form>
    </div>
  </li>`;
}

function waitingItem(ctx: Ctx, thread: Desk['waiting'][number]): Html {
  const { m } = ctx;
  return html`<li>
    <h3${textAttributes(ctx, thread.title)}><a href="${threadPath(thread)}">${thread.title}</a></h3>
    <p class="muted small">
      ${spaceTag(ctx, { slug: thread.spaceSlug, name: thread.spaceName, kind: thread.spaceKind })} ·
      ${time(ctx, thread.createdAt)}${thread.earlyAccessBy && html` · ${m.doors.open[thread.earlyAccessBy]}`}${
        thread.noteCount > 0 && html` · ${m.states.noted}`
      }
    </p>
    <div class="buttons">
      <a class="button button--small button--primary" href="/t/${thread.id}/invite">${m.invite.title}</a>
      <a class="button button--small" href="${threadPath(thread)}#reply">${m.desk.postNote}</a>
    </div>
  </li>`;
}

/** What is left to say, and the ways to bring peers together. Inviting comes first. */
export function deskView(ctx: Ctx, desk: Desk): Html {
  const { m } = ctx;
  const { brand, waiting, threads, spaces, drafts, day } = desk;
  return shell(ctx, {
    title: m.desk.title,
    noIndex: true,
    body: html`<h1>${m.desk.title}</h1>
    <p class="lede">${m.desk.lead} ${staffLabel(ctx, { label: desk.label, since: null })}</p>
    <div class="columns">
      <div>
        <section class="section">
          <h2>${m.desk.waiting}</h2>
          <p>${m.desk.waitingHelp}</p>
          ${
            waiting.length === 0
              ? empty(ctx, 'solved', m.desk.noneWaiting, m.desk.noneWaitingHelp)
              : html`<ol class="post-list">${waiting.map((thread) => waitingItem(ctx, thread))}</ol>`
          }
        </section>
        <section class="section">
          <h2>${m.desk.drafts}</h2>
          ${
            drafts.length === 0
              ? html`<p class="muted">${m.desk.noDrafts}</p>`
              : html`<ol class="post-list">${drafts.map((draft) => draftItem(ctx, draft))}</ol>`
          }
        </section>
        <section class="section">
          <h2>${m.desk.start}</h2>
          <p>${m.desk.startLead}</p>
          <ul class="plain-list">
            ${(['prompt', 'resource', 'open_hour'] as const).map(
              (form) => html`<li><a href="/ask?form=${form}">${m.forms[form].name}</a>: ${m.forms[form].help}</li>`,
            )}
          </ul>
        </section>
      </div>
      <aside class="side" aria-label="${m.desk.left}">
        <section>
          <h2>${m.desk.day}</h2>
          ${limitStatusList(ctx, day)}
        </section>
        <section>
          <h2>${m.desk.spaces}</h2>
          ${
            spaces.length === 0
              ? html`<p>${m.desk.allFree}</p>`
              : html`<ul class="plain-list">
                ${spaces.map(
                  ({ space, stands }) =>
                    html`<li><a href="${spacePath(space.slug)}">${space.name}</a>${limitStatusList(ctx, stands)}</li>`,
                )}
              </ul>`
          }
        </section>
        <section>
          <h2>${m.desk.threads}</h2>
          ${
            threads.length === 0
              ? html`<p>${m.desk.allFree}</p>`
              : html`<ul class="plain-list">
                ${threads.map(
                  ({ thread, stands }) =>
                    html`<li>
                      <a href="${threadPath(thread)}"${textAttributes(ctx, thread.title)}>${thread.title}</a>
                      ${limitStatusList(ctx, stands)}
                    </li>`,
                )}
              </ul>`
          }
        </section>
        <section>
          <h2>${m.desk.more}</h2>
          <ul class="plain-list">
            <li><a href="/staff-rules">${m.rules.title}</a></li>
            <li><a href="${brandPath(brand.slug)}">${m.brands.publicPage}</a></li>
          </ul>
          <details class="help">
            <summary>${m.desk.leave}</summary>
            <p>${m.desk.leaveHelp}</p>
            <form method="post" action="/desk/leave">
              <button class="button button--danger button--small">${m.desk.leave}</button>
            </form>
          </details>
        </section>
      </aside>
    </div>`,
  });
}

/** A moderator lets staff into a question, and says why. */
export function earlyAccessForm(ctx: Ctx, thread: Thread, form: FormState): Html {
  const { m } = ctx;
  return shell(ctx, {
    title: m.doors.letIn,
    width: 'read',
    noIndex: true,
    body: html`<h1>${m.doors.letIn}</h1>
    <p class="lede"${textAttributes(ctx, thread.title)}><a href="${threadPath(thread)}">${thread.title}</a></p>
    <form class="form" method="post" novalidate action="/t/${thread.id}/early-access">
      ${errorSummary(ctx, form)} ${idempotencyKey(form)}
      ${textarea(ctx, form, { name: 'reason', label: m.doors.reason, hint: m.doors.reasonHelp, rows: 3 })}
      <div class="buttons"><button class="button button--primary">${m.doors.letIn}</button></div>
    </form>`,
  });
}
