/** The devices that a member is told on. */
import type { Ctx } from '../../platform/http/context.ts';
import { html, type Html } from '../../platform/http/html.ts';
import { check } from '../../platform/layout/fields.ts';
import { time } from '../../platform/layout/parts.ts';
import { shell } from '../../platform/layout/shell.ts';
import { deviceName } from '../../rules/device-names.ts';
import { OFFLINE_PATH } from '../../../shared/offline.ts';
import { type NoticeKind, NOTICE_KINDS } from '../../../shared/words.ts';
import type { Device } from './queries.ts';

export type DevicesPage = { devices: Device[]; kinds: readonly NoticeKind[]; publicKey: string };

function deviceItem(ctx: Ctx, { id, userAgent, createdAt, sessionHash }: Device): Html {
  const { m, viewer } = ctx;
  const { browser, system } = deviceName(userAgent);
  const name = browser === null ? m.push.unknownDevice : system === null ? browser : m.push.device(browser, system);
  return html`<li><p><b>${name}</b>${sessionHash === viewer?.sessionHash && html` · ${m.push.thisOne}`} · ${time(ctx, createdAt)}</p>
    <form method="post" action="/notifications/devices/${id}/end"><button class="button button--small">${m.push.end}</button></form></li>`;
}

/** The script asks the browser, after a press, and says why where it cannot. */
function hereForm(ctx: Ctx, publicKey: string): Html {
  const { m } = ctx;
  return html`<adda-push data-key="${publicKey}">
    <form class="buttons" method="post" action="/notifications/devices" hidden>
      <button class="button button--primary">${m.push.here}</button>
    </form>
    <p class="muted" data-says="unsupported">${m.push.unsupported}</p>
    <p class="muted" data-says="denied" hidden>${m.push.denied}</p>
    <p class="muted" data-says="failed" hidden>${m.push.failed}</p>
  </adda-push>`;
}

export function devicesView(ctx: Ctx, { devices, kinds, publicKey }: DevicesPage): Html {
  const { m } = ctx;
  const isHere = devices.some(({ sessionHash }) => sessionHash === ctx.viewer?.sessionHash);
  return shell(ctx, {
    title: m.push.title,
    width: 'narrow',
    noIndex: true,
    body: html`<nav class="crumbs" aria-label="${m.shell.trail}"><ol><li><a href="/notifications">${m.notifications.title}</a></li></ol></nav>
      <h1>${m.push.title}</h1><p class="lede">${m.push.lede}</p>
      ${devices.length > 0 && html`<ul class="post-list">${devices.map((device) => deviceItem(ctx, device))}</ul>`}
      ${!isHere && hereForm(ctx, publicKey)}
      <p><a href="${OFFLINE_PATH}">${m.offline.change}</a></p>
      <form class="form" method="post" action="/notifications/devices/kinds">
        <fieldset class="field"><legend class="field__label">${m.push.kinds}</legend>
          <p class="field__hint">${m.push.kindsHelp}</p>
          ${NOTICE_KINDS.map((kind) => check('kinds', m.notifications.mail.kinds[kind], kinds.includes(kind), kind))}
        </fieldset>
        <div class="buttons"><button class="button button--primary">${m.notifications.mail.save}</button></div>
      </form>`,
  });
}
