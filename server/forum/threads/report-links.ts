/** Where a post is reported, and with the one that began it its thread; where another title is proposed. */
import type { Ctx } from '../../platform/http/context.ts';
import { html, type Html } from '../../platform/http/html.ts';
import type { ThreadPage } from './page.ts';
import type { ShownPost } from './queries.ts';

/** In the menu of a member. */
export const reportItems = ({ m, may }: Ctx, { thread }: ThreadPage, { id, number }: ShownPost): Html =>
  html`<li><a href="/p/${id}/report">${m.reports.report}</a></li>
    ${number === 1 && html`<li><a href="/t/${thread.id}/report">${m.reports.titles.thread}</a></li>`}
    ${number === 1 && !may.useDesk && html`<li><a href="/t/${thread.id}/propose">${m.reports.propose}</a></li>`}`;

/** Beside a post, for visitors, who have no menu. */
export const reportLinks = ({ m }: Ctx, { thread }: ThreadPage, { id, number }: ShownPost): Html =>
  html`<a class="post__report" href="/p/${id}/report" rel="nofollow">${m.reports.report}</a>${
    number === 1 &&
    html`<a class="post__report" href="/t/${thread.id}/report" rel="nofollow">${m.reports.titles.thread}</a>`
  }`;
