/** What opens under the bell: the newest, and the ways on. The page of all of them has the rest. */
import type { Ctx } from '../../platform/http/context.ts';
import { html, type Html } from '../../platform/http/html.ts';
import { time } from '../../platform/layout/parts.ts';
import { lineOf, shownUntil } from './views.ts';
import type { NotificationGroup } from './groups.ts';

/** @param back the page that it is opened on */
export function panelView(ctx: Ctx, groups: NotificationGroup[], back: string): Html {
  const { m } = ctx;
  const hasNew = groups.some(({ isRead }) => !isRead);
  const item = (group: NotificationGroup) => html`<li class="told${!group.isRead && ' told--new'}">
    <p class="told__line">${!group.isRead && html`<span class="told__new">${m.notifications.isNew}</span> `}${lineOf(ctx, group)}</p>
    <div class="told__foot">${time(ctx, group.row.createdAt)}</div></li>`;
  return html`<div class="told-head"><h2>${m.notifications.title}</h2>
      ${
        hasNew &&
        html`<form method="post" action="/notifications/read"><input type="hidden" name="next" value="${back}">${shownUntil(groups)}
          <button class="button button--small">${m.notifications.readAll}</button></form>`
      }</div>
    ${groups.length === 0 ? html`<p class="muted">${m.notifications.noneYet}</p>` : html`<ul class="told-list">${groups.map(item)}</ul>`}
    <p class="buttons"><a class="button button--small" href="/notifications">${m.notifications.showAll}</a>
      <a class="button button--quiet button--small" href="/notifications/mail">${m.notifications.mail.heading}</a></p>`;
}
