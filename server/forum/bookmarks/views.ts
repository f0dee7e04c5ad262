/** What somebody keeps, and the form by which they keep it. */
import type { Ctx } from '../../platform/http/context.ts';
import type { FormState } from '../../platform/http/form-state.ts';
import { html, type Html } from '../../platform/http/html.ts';
import { postPath } from '../../platform/http/paths.ts';
import { authorLine } from '../../platform/authors/author-line.ts';
import { declared, nameTag, staffLabel } from '../../platform/layout/author.ts';
import { errorSummary, input, textarea } from '../../platform/layout/fields.ts';
import { cursorPager, empty, ownMoment, tabs, textAttributes, time, zoneOf } from '../../platform/layout/parts.ts';
import { shell } from '../../platform/layout/shell.ts';
import { REMIND_IN_DAYS } from '../../rules/bookmarks.ts';
import { zoneName } from '../../../shared/format.ts';
import { ownBeginningOf } from '../../../shared/own-words.ts';
import type { Bookmark, BookmarkRow } from './queries.ts';

const EXCERPT = 200;

export type BookmarksPage = { rows: BookmarkRow[]; onlyReminders: boolean; isFirst: boolean; next: string | null };

/** @property day of the reminder, such as 2026-11-27, or empty @property hour at which it comes */
export type Kept = {
  postId: number;
  number: number;
  thread: { id: number; slug: string; title: string };
  bookmark: Bookmark | null;
  day: string;
  hour: number;
};

function item(ctx: Ctx, row: BookmarkRow): Html {
  const { m } = ctx;
  const by = authorLine(m, row, 'mentioned');
  const excerpt = ownBeginningOf(row.html, EXCERPT);
  const title = textAttributes(ctx, row.thread.title, row.language);
  return html`<li class="told">
    <p class="told__line"><a href="${postPath(row.thread, row.number)}"><cite${title}>${row.thread.title}</cite></a></p>
    <p>${by.label !== null && html`${staffLabel(ctx, by)} `}${nameTag(by)}${declared(ctx, by)}</p>
    ${row.note && html`<p class="bookmark__note" dir="auto">${row.note}</p>`}
    ${excerpt && html`<p class="told__words"${textAttributes(ctx, excerpt, row.language)}>${excerpt}</p>`}
    <div class="told__foot">${time(ctx, row.createdAt)}
      ${row.remindAt !== null && html`<span>${m.bookmarks.remindsAt(ownMoment(ctx, row.remindAt))}</span>`}
      <a href="/p/${row.postId}/bookmark">${m.bookmarks.change}</a>
      <form method="post" action="/p/${row.postId}/bookmark/remove">
        <button class="button button--quiet button--small">${m.bookmarks.remove}</button></form>
    </div>
  </li>`;
}

export function bookmarksView(ctx: Ctx, { rows, onlyReminders, isFirst, next }: BookmarksPage): Html {
  const { m } = ctx;
  const path = onlyReminders ? '/bookmarks?reminders=true' : '/bookmarks';
  return shell(ctx, {
    title: m.bookmarks.title,
    width: 'read',
    noIndex: true,
    body: html`<h1>${m.bookmarks.title}</h1><p class="lede">${m.bookmarks.lede}</p>
      ${tabs(m.bookmarks.title, [
        { href: '/bookmarks', text: m.bookmarks.all, isHere: !onlyReminders },
        { href: '/bookmarks?reminders=true', text: m.bookmarks.onlyReminders, isHere: onlyReminders },
      ])}
      ${
        rows.length === 0
          ? empty(ctx, 'bookmark', onlyReminders ? m.bookmarks.noReminders : m.bookmarks.none, m.bookmarks.noneHelp)
          : html`<ul class="told-list">${rows.map((row) => item(ctx, row))}</ul>`
      }
      ${cursorPager(ctx, path, isFirst, next && `${path}${onlyReminders ? '&' : '?'}before=${next}`)}`,
  });
}

export function bookmarkView(ctx: Ctx, kept: Kept, form: FormState): Html {
  const { m } = ctx;
  const { postId, number, thread, bookmark, hour } = kept;
  const hint = html`${m.bookmarks.dayHelp(m.clock(hour, 0), zoneName(zoneOf(ctx)))}
    <a href="/notifications/mail#zone">${m.bookmarks.otherHour}</a>`;
  const back = postPath(thread, number);
  return shell(ctx, {
    title: m.bookmarks.one,
    width: 'narrow',
    noIndex: true,
    body: html`<h1>${m.bookmarks.one}</h1>
      <p class="lede"><a href="${back}"><cite${textAttributes(ctx, thread.title)}>${thread.title}</cite> #${m.number(number)}</a></p>
      <form class="form" method="post" novalidate action="/p/${postId}/bookmark">
        ${errorSummary(ctx, form, undefined, { note: m.bookmarks.note, day: m.bookmarks.day })}
        ${textarea(ctx, form, { name: 'note', label: m.bookmarks.note, hint: m.bookmarks.noteHelp, rows: 3 })}
        ${input(ctx, form, { name: 'day', label: m.bookmarks.day, hint, type: 'date' })}
        <div class="buttons"><button class="button button--primary">${bookmark ? m.bookmarks.save : m.bookmarks.keep}</button>
          ${REMIND_IN_DAYS.map(
            (days) =>
              html`<button class="button button--small" name="days" value="${days}">${m.bookmarks.inDays(days)}</button>`,
          )}</div>
      </form>
      <div class="buttons">
        ${
          bookmark &&
          html`<form method="post" action="/p/${postId}/bookmark/remove">
          <button class="button button--quiet">${m.bookmarks.remove}</button></form>`
        }
        <a class="button button--quiet" href="${back}">${m.bookmarks.back}</a>
        <a class="button button--quiet" href="/bookmarks">${m.bookmarks.title}</a>
      </div>`,
  });
}
