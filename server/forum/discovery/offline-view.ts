/** Reading without a connection: switching it on for a device, and what is kept there. It also stands in for what is not. */
import { KEPT_FILES, KEPT_PAGES, OFFLINE_WORKER, WORKER } from '../../../shared/offline.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { html, type Html } from '../../platform/http/html.ts';
import { icon } from '../../platform/layout/parts.ts';
import { shell } from '../../platform/layout/shell.ts';

export function offlineView(ctx: Ctx): Html {
  const { m } = ctx;
  // The line goes over kept pages; its moment is filled in there.
  const [before, after] = m.offline.note.split('{time}');
  return shell(ctx, {
    title: m.offline.title,
    width: 'narrow',
    noIndex: true,
    body: html`<p class="offline-note" role="status" hidden>${icon(ctx, 'info')} ${before}<time></time>${after}</p>
      <p class="offline-missing" role="status" hidden>${icon(ctx, 'info')} ${m.offline.missing}</p>
      <h1>${m.offline.title}</h1><p class="lede">${m.offline.lede}</p>
      <adda-offline data-worker="${WORKER}" data-keeper="${OFFLINE_WORKER}" data-pages="${KEPT_PAGES}" data-files="${KEPT_FILES}">
        <p data-piece="unsupported" class="muted">${m.offline.unsupported}</p>
        <p data-piece="off" hidden>${m.offline.off}</p>
        <p data-piece="on" hidden>${icon(ctx, 'check')} ${m.offline.on}</p>
        <p data-piece="failed" role="alert" hidden>${m.offline.failed}</p>
        <p class="buttons">
          <button type="button" class="button button--primary" data-piece="keep" hidden>${m.offline.keep}</button>
          <button type="button" class="button" data-piece="forget" hidden>${m.offline.forget}</button>
        </p>
        <section data-piece="kept" class="section" hidden><h2>${m.offline.kept}</h2><ul data-piece="list" class="plain-list profile-list"></ul></section>
      </adda-offline>`,
  });
}
