/** Which letters a member gets, and when. */
import type { Ctx } from '../../platform/http/context.ts';
import { type FormState, valueOf } from '../../platform/http/form-state.ts';
import { html, type Html, when } from '../../platform/http/html.ts';
import { choices, errorSummary, type Option, select } from '../../platform/layout/fields.ts';
import { notice } from '../../platform/layout/parts.ts';
import { shell } from '../../platform/layout/shell.ts';
import { moment, zoneName } from '../../../shared/format.ts';
import { channelsOf, isByLetter } from '../../rules/notice-wishes.ts';
import { MAIL_WISHES, type MailWish, NOTICE_KINDS, type NoticeKind } from '../../../shared/words.ts';
import { filledWith } from './lines.ts';

/** What is so now, and the way to change it. */
export function mailLine(ctx: Ctx, wish: MailWish): Html {
  const { mail } = ctx.m.notifications;
  return html`<section class="section"><h2>${mail.title}</h2>
    <p>${wish === 'never' ? mail.nowNone : mail.now(mail.wish[wish])} <a href="/notifications/mail">${mail.change}</a></p></section>`;
}

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

/** Zones by their region, as they are looked for: by the name of a city. @param chosen is among them: a browser may call one otherwise */
function zones(ctx: Ctx, chosen: string): { label: string | null; options: Option[] }[] {
  const { regions } = ctx.m.notifications.mail;
  const all = [...new Set([...Intl.supportedValuesOf('timeZone'), chosen])].filter((zone) => zone.includes('/'));
  const named = (zone: string) => zoneName(zone).replace(/\//g, ' / ');
  const byRegion = Map.groupBy(
    all.toSorted((one, other) => (named(one) < named(other) ? -1 : 1)),
    (zone) => zone.slice(0, zone.indexOf('/')),
  );
  const groups = [...byRegion].map(([region, some]) => ({
    label: Object.hasOwn(regions, region) ? regions[region as keyof typeof regions] : region,
    options: some.map((value) => ({ value, text: named(value).slice(region.length + 3) })),
  }));
  const plain = [...new Set(['UTC', ...(chosen.includes('/') || chosen === '' ? [] : [chosen])])];
  return [{ label: null, options: plain.map((value) => ({ value, text: value })) }, ...groups];
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
  const { kinds, when: wish, zone, hour, quietFrom, quietTo } = mail;
  const hours = [{ label: null, options: HOURS.map((one) => ({ value: String(one), text: ctx.m.clock(one, 0) })) }];
  const chosen = valueOf(form, 'zone');
  const hint = html`${filledWith(mail.inZone, { zone: html`<b data-zone-chosen>${zoneName(chosen)}</b>` })}`;
  return shell(ctx, {
    title: mail.heading,
    width: 'narrow',
    noIndex: true,
    body: html`${refused(ctx)}<nav class="crumbs" aria-label="${ctx.m.shell.trail}"><ol><li><a href="/notifications">${title}</a></li></ol></nav>
      <h1>${mail.heading}</h1>
      <form class="form" method="post" action="/notifications/mail">
        ${errorSummary(ctx, form, undefined, { wish, zone, hour, quietFrom, quietTo, ...kinds })}
        ${choices(ctx, form, {
          name: 'wish',
          label: wish,
          options: MAIL_WISHES.map((value) => ({ value, name: mail.wish[value], what: mail.what[value] })),
        })}
        <div data-zones="${mail.ownZone}"${when(isNew, 'data-own-zone')}>${select(ctx, form, { name: 'zone', label: zone, groups: zones(ctx, chosen) })}</div>
        ${select(ctx, form, { name: 'hour', label: hour, hint, groups: hours })}
        ${select(ctx, form, { name: 'quietFrom', label: quietFrom, hint, blank: mail.always, groups: hours })}
        ${select(ctx, form, { name: 'quietTo', label: quietTo, hint, blank: mail.always, groups: hours })}
        <fieldset class="field" id="kinds">
          <legend class="field__label">${mail.ofKinds}</legend>
          <p class="field__hint">${mail.kept}</p>
          <div class="form">${NOTICE_KINDS.map((kind) => kindField(ctx, form, kind))}</div>
        </fieldset>
        <div class="buttons"><button class="button button--primary">${mail.save}</button></div>
      </form>`,
  });
}
