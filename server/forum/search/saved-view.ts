/** Searches that somebody saved, and saving one. */
import type { Ctx } from '../../platform/http/context.ts';
import { withoutFlash } from '../../platform/http/flash.ts';
import { html, type Html } from '../../platform/http/html.ts';
import { empty, time } from '../../platform/layout/parts.ts';
import { shell } from '../../platform/layout/shell.ts';
import type { SavedSearch } from './saved-queries.ts';

const hrefOf = (query: string): string => `/search?${new URLSearchParams({ q: query, order: 'newest' })}`;

export function savedSearchesView(ctx: Ctx, searches: SavedSearch[]): Html {
  const { m } = ctx;
  const { saved } = m.search;
  return shell(ctx, {
    title: saved.title,
    width: 'read',
    noIndex: true,
    body: html`<h1>${saved.title}</h1><p class="lede">${saved.lede}</p>
      ${
        searches.length === 0
          ? empty(ctx, 'search', saved.none, saved.noneHelp, html`<a class="button" href="/search">${m.search.go}</a>`)
          : html`<ul class="plain-list">${searches.map(
              ({ id, query, createdAt }) => html`<li class="told">
                <p class="told__line"><a dir="auto" href="${hrefOf(query)}">${query}</a></p>
                <div class="told__foot">${time(ctx, createdAt)}
                  <form method="post" action="/searches/${id}/remove">
                    <button class="button button--quiet button--small" aria-label="${saved.removeOne(query)}">${saved.remove}</button></form>
                </div>
              </li>`,
            )}</ul>`
      }`,
  });
}

/** Under the box: the button that saves what was looked for, or that it is saved. @param query with the space that was chosen beside the box */
export function saveView(ctx: Ctx, query: string, savedId: number | null): Html {
  const { saved } = ctx.m.search;
  if (savedId !== null)
    return html`<form class="search-save told__foot" method="post" action="/searches/${savedId}/remove">
      <span class="muted">${saved.isSaved} <a href="/searches">${saved.all}</a></span>
      <input type="hidden" name="next" value="${withoutFlash(ctx.here)}">
      <button class="button button--quiet button--small">${saved.saveNoLonger}</button>
    </form>`;
  return html`<form class="search-save" method="post" action="/searches">
    <input type="hidden" name="q" value="${query}">
    <button class="button button--small">${saved.save}</button>
  </form>`;
}
