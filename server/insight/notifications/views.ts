/** The page of what one was told. */
import { mailLine } from './mail-views.ts';
import { authorLine } from '../../platform/authors/author-line.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { html, type Html, type Part, when } from '../../platform/http/html.ts';
import { staffLabel } from '../../platform/layout/author.ts';
import { empty, ownClock, ownDay, textAttributes } from '../../platform/layout/parts.ts';
import { shell } from '../../platform/layout/shell.ts';
import { noticeKindOf } from '../../rules/notice-wishes.ts';
import { isMutable } from '../../rules/notifications.ts';
import { MESSAGE_REASONS, type MailWish } from '../../../shared/words.ts';
import type { Named } from '../../forum/cards/cards.ts';
import { wordsWithTitles } from '../../forum/cards/shown.ts';
import { actorFacts, filledWith, placeOf, whyOf, wordsOf } from './lines.ts';
import { FILTER_NAMES, type FilterName, type NotificationGroup } from './groups.ts';
import type { NotificationRow } from './queries.ts';

const LINE_LENGTH = 140;

/** @property named the threads that are named by their addresses in what was said, for its reader */
export type NotificationsPage = {
  named: Named;
  groups: NotificationGroup[];
  filter: FilterName;
  onlyNew: boolean;
  next: number | null;
  mailWish: MailWish;
};

const filled = (sentence: string, parts: Record<string, Part>): Html => html`${filledWith(sentence, parts)}`;

export function lineOf(ctx: Ctx, { row, actors, count }: NotificationGroup): Html {
  const { m } = ctx;
  const by = row.actorId === null ? null : authorLine(m, actorFacts(row), 'notification');
  const label = by && by.label !== null && html`${staffLabel(ctx, by)} `;
  const who = html`${label}<b>${by?.name ?? m.notifications.forum}</b>${m.notifications.others(actors - 1)}`;
  const isMany = count > 1 && (row.reason === 'space' || row.reason === 'tag');
  const title = row.thread?.title ?? '';
  const words = isMany ? `${m.notifications.threads(count)}: ${title}` : title;
  const what = html`<cite${textAttributes(ctx, title, row.space?.language)}>${words}</cite>`;
  const query = html`<bdi>${row.search?.query ?? ''}</bdi>`;
  const parts = { who, what, query, why: whyOf(row, m) };
  return html`<a href="${placeOf(row)}">${filled(m.notifications.says[row.reason], parts)}</a>`;
}

/** What is followed no more, or muted, by a press; null where it is one's own affair. */
function fewer(ctx: Ctx, { reason, thread, space, actorId, refId }: NotificationRow): Html | null {
  const kind = reason === 'space' || reason === 'tag' || reason === 'member' ? reason : 'thread';
  const targetId = { thread: thread?.id, space: space?.id, tag: refId, member: actorId }[kind];
  if (reason === 'search') return html`<p><a href="/searches">${ctx.m.search.saved.all}</a></p>`;
  const isMessage = (MESSAGE_REASONS as readonly string[]).includes(reason);
  if (!isMutable(reason) || isMessage || !targetId) return null;
  return html`<form method="post" action="/follow">
    <input type="hidden" name="kind" value="${kind}"><input type="hidden" name="targetId" value="${targetId}">
    <input type="hidden" name="next" value="${ctx.here}">
    <button class="button button--small" name="level" value="${kind === 'thread' ? 'muted' : 'mine'}">${ctx.m.notifications.mute[kind]}</button>
  </form>`;
}

/** To where one chooses how one is told of all that is of this kind; null for what is no choice. */
function ofKind(ctx: Ctx, { reason }: NotificationRow): Html | null {
  const kind = noticeKindOf(reason);
  return kind && html`<p><a href="/notifications/mail#${kind}">${ctx.m.notifications.fewerOfKind}</a></p>`;
}

function groupItem(ctx: Ctx, group: NotificationGroup, named: Named): Html {
  const { m } = ctx;
  const { row, isRead, ids } = group;
  const words = wordsOf(row, LINE_LENGTH, (said) => wordsWithTitles(ctx, said, named));
  return html`<li class="told${!isRead && ' told--new'}">
    <p class="told__line">${!isRead && html`<span class="told__new">${m.notifications.isNew}</span> `}${lineOf(ctx, group)}</p>
    ${words && html`<p class="told__words"${textAttributes(ctx, words, row.space?.language)}>${words}</p>`}
    <div class="told__foot">${ownClock(ctx, row.createdAt)}
      <details class="why"><summary>${m.notifications.fewer}</summary><p>${m.notifications.why[row.reason]}</p>${fewer(ctx, row)}${ofKind(ctx, row)}</details>
      ${
        !isRead &&
        html`<form method="post" action="/notifications/read">
          ${ids.map((id) => html`<input type="hidden" name="ids" value="${id}">`)}
          <input type="hidden" name="next" value="${ctx.here}">
          <button class="button button--quiet button--small">${m.notifications.readOne}</button>
        </form>`
      }
    </div>
  </li>`;
}

/** Groups by the day of their newest, as the reader's calendar has it. */
function days(ctx: Ctx, groups: NotificationGroup[]): [string, NotificationGroup[]][] {
  const byDay = new Map<string, NotificationGroup[]>();
  for (const group of groups) {
    const on = ownDay(ctx, group.row.createdAt);
    byDay.set(on, [...(byDay.get(on) ?? []), group]);
  }
  return [...byDay];
}

const address = (filter: FilterName, onlyNew: boolean, before?: number): string => {
  const query = new URLSearchParams();
  if (filter !== 'all') query.set('show', filter);
  if (onlyNew) query.set('new', 'true');
  if (before !== undefined) query.set('before', String(before));
  return `/notifications${query.size > 0 ? `?${query}` : ''}`;
};

/** What came after the page was drawn stays new. */
export const shownUntil = (groups: NotificationGroup[]): Html =>
  html`<input type="hidden" name="until" value="${Math.max(...groups.flatMap(({ ids }) => ids))}">`;

export function notificationsView(
  ctx: Ctx,
  { groups, named, filter, onlyNew, next, mailWish }: NotificationsPage,
): Html {
  const { m } = ctx;
  const hasNew = groups.some(({ isRead }) => !isRead);
  return shell(ctx, {
    title: m.notifications.title,
    width: 'read',
    noIndex: true,
    body: html`<header class="told-head"><h1>${m.notifications.title}</h1>
      ${
        hasNew &&
        html`<form method="post" action="/notifications/read"><input type="hidden" name="next" value="${ctx.here}">
          ${shownUntil(groups)}<input type="hidden" name="show" value="${filter}">
          <button class="button button--small">${m.notifications.readAll}</button></form>`
      }
    </header>
    <nav class="tabs" aria-label="${m.notifications.filterLabel}"><ul>${FILTER_NAMES.map(
      (name) =>
        html`<li><a href="${address(name, onlyNew)}"${when(name === filter, 'aria-current="page"')}>${m.notifications.filters[name]}</a></li>`,
    )}</ul></nav>
    <p><a href="${address(filter, !onlyNew)}">${onlyNew ? m.notifications.allOfThem : m.notifications.onlyNew}</a></p>
    ${
      groups.length === 0
        ? empty(ctx, 'bell', onlyNew ? m.notifications.none : m.notifications.noneYet, m.notifications.noneHelp)
        : days(ctx, groups).map(
            ([on, ofDay]) =>
              html`<section><h2 class="label">${on}</h2><ul class="told-list">${ofDay.map((group) => groupItem(ctx, group, named))}</ul></section>`,
          )
    }
    ${next !== null && html`<p class="buttons"><a class="button" href="${address(filter, onlyNew, next)}">${m.notifications.older}</a></p>`}
    ${mailLine(ctx, mailWish)}<p><a href="/notifications/devices">${m.push.change}</a></p>`,
  });
}
