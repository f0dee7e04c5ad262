import type { Ctx } from '../../platform/http/context.ts';
import { html, type Html, when } from '../../platform/http/html.ts';
import { postPath } from '../../platform/http/paths.ts';
import { authorLine } from '../../platform/authors/author-line.ts';
import { declared, staffLabel } from '../../platform/layout/author.ts';
import { empty, icon, textAttributes, spaceTag, stateTags, time } from '../../platform/layout/parts.ts';
import { shell } from '../../platform/layout/shell.ts';
import { LIMITS } from '../../../shared/limits.ts';
import type { Space } from '../spaces/queries.ts';
import type { Hit } from './queries.ts';
import { markTerms, type SnippetPart } from '../../platform/store/snippets.ts';

/** @property snippet the part of it that shows why it was found */
type Found = Hit & { snippet: SnippetPart[] };

type SearchPage = {
  text: string;
  space: Space | null;
  spaces: Space[];
  page: number;
  terms: string[];
  hits: Found[];
  hasMore: boolean;
};

const marked = (parts: SnippetPart[]) => parts.map((part) => (part.hit ? html`<mark>${part.text}</mark>` : part.text));

function result(ctx: Ctx, hit: Found, terms: string[]): Html {
  const { m } = ctx;
  const text = hit.snippet.map((part) => part.text).join('');
  const by = authorLine(m, hit, 'search');
  return html`<li>
    <article class="thread-row" data-kind="${hit.spaceKind}">
      <div class="thread-row__body">
        <p class="thread-row__who">
          <b dir="auto">${by.name}</b>${by.label !== null && html` ${staffLabel(ctx, by)}`}${declared(ctx, by)} ·
          ${spaceTag(ctx, { slug: hit.spaceSlug, name: hit.spaceName, kind: hit.spaceKind })}${hit.number > 1 && html` · ${m.search.inPost(hit.number)}`}
        </p>
        <h2 class="thread-row__title"${textAttributes(ctx, hit.title, hit.spaceLanguage)}>
          <a href="${postPath({ id: hit.threadId, slug: hit.threadSlug }, hit.number)}">${marked(markTerms(hit.title, terms, hit.spaceLanguage))}</a>
        </h2>
        <p class="thread-row__line"${textAttributes(ctx, text, hit.spaceLanguage)}>${marked(hit.snippet)}</p>
        <div class="thread-row__foot">
          ${stateTags(ctx, hit)}
          ${time(ctx, hit.createdAt)}
        </div>
      </div>
    </article>
  </li>`;
}

function pageHref(data: SearchPage, page: number): string {
  const query = new URLSearchParams({
    q: data.text,
    ...(data.space && { space: data.space.slug }),
    ...(page > 1 && { page: String(page) }),
  });
  return `/search?${query}`;
}

export function searchView(ctx: Ctx, data: SearchPage): Html {
  const { m } = ctx;
  const { text, hits, hasMore, page, spaces, space } = data;
  const nothing = empty(
    ctx,
    'search',
    m.search.none(text),
    ctx.may.useDesk ? m.search.noneHelpStaff : m.search.noneHelp,
    !ctx.may.useDesk && html`<a class="button" href="/ask?title=${encodeURIComponent(text)}">${m.shell.ask}</a>`,
  );
  return shell(ctx, {
    title: text ? `${m.search.title}: ${text}` : m.search.title,
    here: 'search',
    width: 'read',
    noIndex: true,
    body: html`<h1>${m.search.title}</h1>
    <form class="search-form" role="search" aria-label="${m.search.title}" action="/search">
      <label class="visually-hidden" for="q">${m.search.label}</label>
      <input type="search" id="q" name="q" value="${text}" dir="auto" maxlength="${LIMITS.query.max}"${when(!text, 'autofocus')}>
      <label class="visually-hidden" for="where">${m.search.where}</label>
      <select id="where" name="space">
        <option value="">${m.search.everywhere}</option>
        ${spaces.map(
          (item) =>
            html`<option value="${item.slug}"${when(item.slug === space?.slug, 'selected')}>${item.name}</option>`,
        )}
      </select>
      <button class="button button--primary">${m.search.go}</button>
    </form>
    ${
      !text
        ? html`<p class="muted">${m.search.start}</p>`
        : hits.length === 0
          ? nothing
          : html`<h2 class="visually-hidden">${m.search.results(text)}</h2>
          <ol class="threads threads--plain">${hits.map((hit) => result(ctx, hit, data.terms))}</ol>`
    }
    ${
      (page > 1 || hasMore) &&
      html`<nav class="pager" aria-label="${m.feeds.pages}">
        ${
          page > 1 &&
          html`<a rel="prev" href="${pageHref(data, page - 1)}">${icon(ctx, 'prev', 'icon icon--flip')}${m.thread.previous}</a>`
        }
        ${
          hasMore &&
          html`<a rel="next" href="${pageHref(data, page + 1)}">${m.search.more}${icon(ctx, 'next', 'icon icon--flip')}</a>`
        }
      </nav>`
    }`,
  });
}
