/** The pages to which the signed links in letters lead: what they end, a press that does it, and one that takes it back. */
import type { Ctx } from '../../platform/http/context.ts';
import { html, type Html, type Part } from '../../platform/http/html.ts';
import { threadPath } from '../../platform/http/paths.ts';
import { textAttributes } from '../../platform/layout/parts.ts';
import { shell } from '../../platform/layout/shell.ts';
import type { EndedLetters } from '../../rules/notice-wishes.ts';
import { filledWith } from './lines.ts';
import type { Ended, MuteLink, OffLink } from './links.ts';

/** @param press the forms of the page @param accountId whose letters they are: only they have settings to go to */
function linkPage(ctx: Ctx, title: string, text: Part, press: Part, accountId: number): Html {
  const { mail } = ctx.m.notifications;
  const isOwn = ctx.viewer?.id === accountId;
  return shell(ctx, {
    title,
    width: 'narrow',
    noIndex: true,
    body: html`<h1>${title}</h1><div class="form">${text}${press}
      <p class="buttons"><a class="button button--quiet" href="/">${mail.toForum(ctx.site.name)}</a>
        <a class="button button--quiet" href="/notifications/mail">${isOwn ? mail.change : mail.changeSignedIn}</a></p></div>`,
  });
}

/** Which letters they are, in words. */
function named(ctx: Ctx, what: EndedLetters): string {
  const { mail } = ctx.m.notifications;
  return what === 'all' ? mail.offAll : what === 'digest' ? mail.offDigest : mail.kinds[what];
}

/** What a letter's link ends: first what it was about, then all of them. */
export function offView(ctx: Ctx, link: OffLink, token: string): Html {
  const { account, what, hasEnded } = link;
  if (hasEnded) return offDoneView(ctx, { account, what, again: null }, token);
  const { mail } = ctx.m.notifications;
  const of = (one: EndedLetters, words: string, look: string) =>
    html`<button class="button ${look}" name="what" value="${one}">${words}</button>`;
  const isAll = what === 'all';
  const lead = isAll ? mail.offAllText : mail.offText;
  const first = isAll ? null : of(what, mail.offKind, 'button--primary');
  return linkPage(
    ctx,
    isAll ? mail.offAllTitle : mail.offTitle,
    html`<p class="lede">${lead}</p>${!isAll && html`<p><b>${named(ctx, what)}</b></p>`}<p>${mail.kept}</p>`,
    html`<form class="form" method="post" action="/mail/off/${token}"><div class="buttons">
      ${first}${of('all', mail.offEvery, isAll ? 'button--primary' : '')}</div></form>`,
    account.id,
  );
}

/** @param token of the link, where they had ended before it was opened */
export function offDoneView(ctx: Ctx, { account, what, again }: Ended, token: string | null = null): Html {
  const { mail } = ctx.m.notifications;
  const undo = html`<form class="form" method="post" action="/mail/on/${again}"><div class="buttons">
    <button class="button">${mail.onAgain}</button></div></form>`;
  const everyOther = html`<form class="form" method="post" action="/mail/off/${token}"><div class="buttons">
    <button class="button button--quiet" name="what" value="all">${mail.offEvery}</button></div></form>`;
  return linkPage(
    ctx,
    token !== null ? mail.offAlready : what === 'all' ? mail.offAllDone : mail.offDone,
    html`<p class="lede">${what === 'all' ? mail.offAllDoneText : mail.offDoneText}</p>
      ${what !== 'all' && html`<p><b>${named(ctx, what)}</b></p>`}<p>${mail.kept}</p>`,
    html`${again !== null && undo}${token !== null && what !== 'all' && account.mailWish !== 'never' && everyOther}`,
    account.id,
  );
}

export const onAgainView = (ctx: Ctx, accountId: number): Html => {
  const { mail } = ctx.m.notifications;
  return linkPage(ctx, mail.onDone, html`<p class="lede">${mail.onDoneText}</p>`, null, accountId);
};

const press = (action: string, words: string, look = '') =>
  html`<form class="form" method="post" action="${action}"><div class="buttons">
    <button class="button ${look}">${words}</button></div></form>`;

/** @param sentence with `{what}` for the thread */
function threadLine(ctx: Ctx, sentence: string, { thread }: MuteLink): Html {
  const name = html`<a href="${threadPath(thread)}"><cite${textAttributes(ctx, thread.title)}>${thread.title}</cite></a>`;
  return html`<p class="lede">${filledWith<Part>(sentence, { what: name })}</p>`;
}

/** What a letter's link mutes. */
export function muteView(ctx: Ctx, link: MuteLink, token: string): Html {
  const words = ctx.m.notifications.muting;
  if (link.isMuted) return mutedView(ctx, link, words.already);
  const form = press(`/mail/mute/${token}`, ctx.m.notifications.mute.thread, 'button--primary');
  return linkPage(ctx, words.title, threadLine(ctx, words.text, link), form, link.account.id);
}

export function mutedView(ctx: Ctx, link: MuteLink, title = ctx.m.notifications.muting.done): Html {
  const words = ctx.m.notifications.muting;
  const undo = link.again !== null && press(`/mail/unmute/${link.again}`, words.unmute);
  return linkPage(ctx, title, threadLine(ctx, words.doneText, link), undo, link.account.id);
}

export function unmutedView(ctx: Ctx, link: MuteLink): Html {
  const words = ctx.m.notifications.muting;
  return linkPage(ctx, words.undone, threadLine(ctx, words.undoneText, link), null, link.account.id);
}
