/** Before the example goes: how much that is, and what members wrote in it. */
import type { Ctx } from '../../platform/http/context.ts';
import { html, type Html } from '../../platform/http/html.ts';
import { threadPath } from '../../platform/http/paths.ts';
import { textAttributes } from '../../platform/layout/parts.ts';
import { shell } from '../../platform/layout/shell.ts';
import type { Removal } from '../../reach/demo/remove.ts';

/** Of each list as many are named; the sentence above says how many there are. */
const NAMED = 100;

type Listed = { id: number; slug: string; title: string; posts?: number };

function threads(ctx: Ctx, list: Listed[]): Html {
  const { m } = ctx;
  return html`<ul class="plain-list">
    ${list.slice(0, NAMED).map(
      (thread) => html`<li>
        <a href="${threadPath(thread)}"${textAttributes(ctx, thread.title)}>${thread.title}</a>${
          thread.posts !== undefined && html` <span class="muted small">${m.row.posts(thread.posts)}</span>`
        }
      </li>`,
    )}
  </ul>`;
}

export function removeView(ctx: Ctx, { spaces, threads: count, posts, lost, lostPosts, stays }: Removal): Html {
  const { m } = ctx;
  return shell(ctx, {
    title: m.demo.remove,
    width: 'read',
    noIndex: true,
    body: html`<h1>${m.demo.remove}</h1>
    <p class="lede">${m.demo.goes(spaces, count, posts)}</p>
    ${
      lost.length > 0 &&
      html`<section class="section"><h2>${m.demo.lost(lostPosts)}</h2><p>${m.demo.lostHelp}</p>${threads(ctx, lost)}</section>`
    }
    ${
      stays.length > 0 &&
      html`<section class="section"><h2>${m.demo.stays(stays.length)}</h2><p>${m.demo.staysHelp}</p>${threads(ctx, stays)}</section>`
    }
    ${lost.length === 0 && stays.length === 0 && html`<p>${m.demo.nobodyElse}</p>`}
    <form class="form section" method="post" action="/demo/remove">
      <input type="hidden" name="told" value="true">
      <div class="buttons">
        <button class="button button--danger">${m.demo.remove}</button>
        <a class="button button--quiet" href="${ctx.site.isSetUp ? '/admin' : '/setup'}">${m.edit.cancel}</a>
      </div>
    </form>`,
  });
}
