/** Which letters a member gets, and when; and the page by which a letter ends them. */
import type { Ctx } from '../../platform/http/context.ts';
import type { FormState } from '../../platform/http/form-state.ts';
import { html, type Html, when } from '../../platform/http/html.ts';
import { choices, errorSummary, type Option, select } from '../../platform/layout/fields.ts';
import { notice } from '../../platform/layout/parts.ts';
import { shell } from '../../platform/layout/shell.ts';
import { moment } from '../../../shared/format.ts';
import { channelsOf, isByLetter } from '../../rules/notice-wishes.ts';
import { MAIL_WISHES, type MailWish, NOTICE_KINDS, type NoticeKind } from '../../../shared/words.ts';

/** What is so now, and the way to change it. */
export function mailLine(ctx: Ctx, wish: MailWish): Html {
  const { mail } = ctx.m.notifications;
  return html`<section class="section"><h2>${mail.title}</h2>
    <p>${wish === 'never' ? mail.nowNone : mail.now(mail.wish[wish])} <a href="/notifications/mail">${mail.change}</a></p></section>`;
}

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

/** @param chosen is among them: a zone may have several names, and a browser another one than the list */
function zones(chosen: string): Option[] {
  const all = [...new Set([chosen, 'UTC', ...Intl.supportedValuesOf('timeZone')])];
  return all.filter((zone) => zone !== '').map((zone) => ({ value: zone, text: zone.replace(/_/g, ' ') }));
}

/** How one is told of one kind; what is not chosen is as the letters are, or on the page. */
function kindField(ctx: Ctx, form: FormState, kind: NoticeKind): Html {
  const { kinds, channels, asLetters } = ctx.m.notifications.mail;
  const offered = channelsOf(kind).filter((channel) => channel !== 'page' || isByLetter(kind));
  const options = offered.map((value) => ({ value, text: channels[value] }));
  const blank = isByLetter(kind) ? asLetters : channels.page;
  return select(ctx, form, { name: kind, label: kinds[kind], blank, groups: [{ label: null, options }] });
}

/** That letters to one's address are refused, and what to do about it. */
function refused(ctx: Ctx): Html | null {
  const { viewer, m } = ctx;
  const words = m.notifications.refused;
  if (!viewer?.mailPausedAt) return null;
  return notice(
    ctx,
    html`<h2>${words.title}</h2>
      <p>${words.what(viewer.email ?? '', moment(ctx.lang, viewer.mailPausedAt))}</p>
      <form class="buttons" method="post" action="/notifications/mail/resume">
        <button class="button button--primary">${words.again}</button>
        <a class="button button--quiet" href="/settings">${words.other}</a>
      </form>`,
    'warn',
  );
}

/** @param isNew whether the member has chosen no times yet: the script proposes the zone that the browser is in */
export function mailWishView(ctx: Ctx, form: FormState, isNew = false): Html {
  const { mail, title } = ctx.m.notifications;
  const hours = [{ label: null, options: HOURS.map((hour) => ({ value: String(hour), text: mail.oclock(hour) })) }];
  const places = [{ label: null, options: zones(String(form.values.zone ?? '')) }];
  return shell(ctx, {
    title: mail.heading,
    width: 'narrow',
    noIndex: true,
    body: html`${refused(ctx)}<nav class="crumbs" aria-label="${ctx.m.shell.trail}"><ol><li><a href="/notifications">${title}</a></li></ol></nav>
      <h1>${mail.heading}</h1>
      <form class="form" method="post" action="/notifications/mail">
        ${errorSummary(ctx, form)}
        ${choices(ctx, form, {
          name: 'wish',
          label: mail.when,
          options: MAIL_WISHES.map((wish) => ({ value: wish, name: mail.wish[wish], what: mail.what[wish] })),
        })}
        <div${when(isNew, 'data-own-zone')}>${select(ctx, form, { name: 'zone', label: mail.zone, groups: places })}</div>
        ${select(ctx, form, { name: 'hour', label: mail.hour, groups: hours })}
        ${select(ctx, form, { name: 'quietFrom', label: mail.quietFrom, blank: mail.always, groups: hours })}
        ${select(ctx, form, { name: 'quietTo', label: mail.quietTo, blank: mail.always, groups: hours })}
        <fieldset class="field" id="kinds">
          <legend class="field__label">${mail.ofKinds}</legend>
          <p class="field__hint">${mail.kept}</p>
          <div class="form">${NOTICE_KINDS.map((kind) => kindField(ctx, form, kind))}</div>
        </fieldset>
        <div class="buttons"><button class="button button--primary">${mail.save}</button></div>
      </form>`,
  });
}

/** Where a letter's link leads that ends its kind. @param token signed; null where it is done */
export function noMailView(ctx: Ctx, token: string | null): Html {
  const { m } = ctx;
  return shell(ctx, {
    title: m.notifications.mail.offTitle,
    width: 'narrow',
    noIndex: true,
    body:
      token === null
        ? html`<h1>${m.notifications.mail.title}</h1><p class="lede">${m.notifications.mail.offDone}</p>`
        : html`<h1>${m.notifications.mail.offTitle}</h1><p class="lede">${m.notifications.mail.offText}</p>
          <form class="form" method="post" action="/mail/off/${token}"><div class="buttons">
            <button class="button button--primary">${m.notifications.mail.off}</button></div></form>`,
  });
}
