/** The page to which a newcomer is led, once: where they could help, something to read, and what else is theirs to do. */
import type { Ctx } from '../../platform/http/context.ts';
import { html, type Html } from '../../platform/http/html.ts';
import { shell } from '../../platform/layout/shell.ts';
import { languageOf } from '../../../shared/text.ts';
import { toHelp, toRead } from '../../rules/welcome.ts';
import type { FeedRow } from './queries.ts';
import type { FeedPage } from './routes.ts';
import { threadRow } from './row-view.ts';

export type WelcomePage = { needs: FeedPage; among: FeedPage };

function rows(ctx: Ctx, title: string, list: readonly FeedRow[], data: FeedPage): Html | null {
  if (list.length === 0) return null;
  return html`<section class="section"><h2>${title}</h2>
    <ol class="threads">${list.map((row) => threadRow(ctx, row, data))}</ol></section>`;
}

export function welcomeView(ctx: Ctx, { needs, among }: WelcomePage): Html {
  const { m } = ctx;
  const reader = { id: ctx.viewer!.id, language: ctx.lang };
  const withLanguage = (row: FeedRow) => ({
    ...row,
    language: languageOf(`${row.title} ${row.excerpt}`, ctx.lang, row.spaceLanguage) ?? ctx.lang,
  });
  const help = toHelp(needs.rows.map(withLanguage), reader);
  const read = toRead(among.rows.map(withLanguage), reader, help);
  return shell(ctx, {
    title: m.welcome.title,
    width: 'read',
    noIndex: true,
    body: html`<h1>${m.welcome.title}</h1>
    ${rows(ctx, m.welcome.help, help, needs)}
    ${rows(ctx, m.welcome.read, read ? [read] : [], among)}
    <section class="section"><h2>${m.welcome.next}</h2>
      <ul>
        <li><a href="/spaces">${m.welcome.spaces}</a></li>
        <li><a href="/settings">${m.welcome.about}</a></li>
        ${!ctx.may.useDesk && html`<li><a href="/ask">${m.welcome.ask}</a></li>`}
        <li><a href="/">${m.welcome.home}</a></li>
      </ul>
    </section>`,
  });
}
