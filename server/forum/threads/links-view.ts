/** That a thread was closed, where its question is answered, and which threads it is linked with. */
import type { Ctx } from '../../platform/http/context.ts';
import { html, type Html } from '../../platform/http/html.ts';
import { threadPath } from '../../platform/http/paths.ts';
import { icon, stateTags, textAttributes, withTime } from '../../platform/layout/parts.ts';
import type { ThreadLink } from './link-queries.ts';
import type { ThreadPage } from './page.ts';

/** It leads to the thread in which its question is answered. */
export const isOriginal = ({ kind, isFrom }: ThreadLink) => kind === 'duplicate' && isFrom;

function link(ctx: Ctx, thread: ThreadLink): Html {
  const state = thread.closedAt !== null && html` ${stateTags(ctx, thread)}`;
  return html`<a href="${threadPath(thread)}"${textAttributes(ctx, thread.title)}>${thread.title}</a>${state}`;
}

/** Under the title: when and why it was closed, and where it is answered. */
export function closedLine(ctx: Ctx, { thread, links }: ThreadPage): Html | null {
  const { m } = ctx;
  const originals = links.filter(isOriginal);
  if (thread.closedAt === null && originals.length === 0) return null;
  const closed =
    thread.closedAt !== null && withTime(ctx, m.thread.closedAs[thread.closeReason ?? 'other'], thread.closedAt);
  return html`<div class="closed">
    ${icon(ctx, 'close')}
    <div>
      ${closed && html`<p>${closed}</p>`}
      ${
        originals.length > 0 &&
        html`<p>${m.thread.duplicateOf}</p>
          <ul>${originals.map((original) => html`<li>${link(ctx, original)}</li>`)}</ul>`
      }
    </div>
  </div>`;
}

/** After the posts: the other threads that are linked with it. */
export function linkedThreads(ctx: Ctx, { links }: ThreadPage): Html | null {
  const { m } = ctx;
  const others = links.filter((one) => !isOriginal(one));
  if (others.length === 0) return null;
  return html`<nav class="linked" aria-labelledby="linked-h">
    <h2 id="linked-h">${m.thread.linked}</h2>
    <ul>
      ${others.map(
        (one) => html`<li>
          ${link(ctx, one)}${one.kind === 'duplicate' && html` <span class="muted small">${m.thread.asksTheSame}</span>`}
        </li>`,
      )}
    </ul>
  </nav>`;
}
