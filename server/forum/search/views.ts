import type { Ctx } from '../../platform/http/context.ts';
import { html, type Html, when } from '../../platform/http/html.ts';
import { memberPath, postPath, tagPath } from '../../platform/http/paths.ts';
import { authorLine } from '../../platform/authors/author-line.ts';
import { declared, staffLabel } from '../../platform/layout/author.ts';
import { empty, icon, spaceTag, stateTags, tagList, textAttributes, time } from '../../platform/layout/parts.ts';
import { shell } from '../../platform/layout/shell.ts';
import { LIMITS } from '../../../shared/limits.ts';
import type { Facet } from '../../rules/search-facets.ts';
import { IS_WORDS, operatorsIn, type Unread, withName } from '../../rules/search-query.ts';
import type { Space } from '../spaces/queries.ts';
import { helpView, narrowingView } from './facets-view.ts';
import type { Unknown } from './filter-queries.ts';
import type { Also, Hit } from './queries.ts';
import { saveView } from './saved-view.ts';
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
  order: 'best' | 'newest';
  facets: Facet[];
  /** How many posts were found, and whether that is all. */
  count: number;
  isAll: boolean;
  meant: string | null;
  /** What would be saved, with the space that was chosen beside the box; and as what it is. */
  toSave: string;
  savedId: number | null;
  also: Also;
  unknown: Unknown;
  unread: Unread[];
  /** Members whose names begin like the one that nobody has. */
  namedAlike: { name: string; slug: string }[];
  /** Spaces that are called nearly as the one that is not there. */
  spacesAlike: { name: string; slug: string }[];
};

const marked = (parts: SnippetPart[]) => parts.map((part) => (part.hit ? html`<mark>${part.text}</mark>` : part.text));

/** Those of its tags that hold what was looked for: they may be all that does. */
function tagsFound(hit: Found, terms: string[]): string[] {
  if (hit.number > 1) return [];
  return hit.tagNames.filter((tag) => markTerms(tag, terms, hit.spaceLanguage).some((part) => part.hit));
}

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
          ${hit.poll !== null && `· ${m.polls.title}`}
        </p>
        <h2 class="thread-row__title"${textAttributes(ctx, hit.title, hit.spaceLanguage)}>
          <a href="${postPath({ id: hit.threadId, slug: hit.threadSlug }, hit.number)}">${marked(markTerms(hit.title, terms, hit.spaceLanguage))}</a>
        </h2>
        <p class="thread-row__line"${textAttributes(ctx, text, hit.spaceLanguage)}>${marked(hit.snippet)}</p>
        <div class="thread-row__foot">
          ${stateTags(ctx, hit)}
          ${hit.acceptedAt !== null && html`<span>${m.search.accepted}</span>`}
          ${hit.workedCount > 0 && html`<span>${m.search.worked(hit.workedCount)}</span>`}
          ${time(ctx, hit.createdAt)}${tagList(ctx, hit.spaceSlug, tagsFound(hit, terms))}
        </div>
      </div>
    </article>
  </li>`;
}

function hrefOf(data: SearchPage, { text = data.text, page = 1, order = data.order }): string {
  const query = new URLSearchParams({
    q: text,
    ...(data.space && { space: data.space.slug }),
    ...(order === 'newest' && { order }),
    ...(page > 1 && { page: String(page) }),
  });
  return `/search?${query}`;
}

const hasAlso = ({ people, spaces, tags }: SearchPage['also']): boolean =>
  people.length + spaces.length + tags.length > 0;

/** People, spaces and tags that are called so. */
function alsoView(ctx: Ctx, { people, spaces, tags }: Also): Html | null {
  const also = ctx.m.search.also;
  const list = (title: string, links: Html[]) =>
    links.length > 0 && html`<div><dt>${title}</dt>${links.map((link) => html`<dd>${link}</dd>`)}</div>`;
  if (!hasAlso({ people, spaces, tags })) return null;
  return html`<dl class="search-also">
    ${list(
      also.spaces,
      spaces.map((space) => spaceTag(ctx, space, true)),
    )}
    ${list(
      also.tags,
      tags.map(
        (tag) =>
          html`<a class="tag" dir="auto" href="${tagPath(tag.spaceSlug, tag.name)}">${tag.name}</a> <bdi class="muted">${tag.spaceName}</bdi>`,
      ),
    )}
    ${list(
      also.people,
      people.map(({ slug, name }) => html`<a dir="auto" href="${memberPath(slug)}">${name}</a>`),
    )}
  </dl>`;
}

function form(ctx: Ctx, { text, spaces, space, order }: SearchPage): Html {
  const { m } = ctx;
  return html`<form class="search-form" role="search" aria-label="${m.search.title}" action="/search">
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
    ${order === 'newest' && html`<input type="hidden" name="order" value="newest">`}
    <button class="button button--primary">${m.search.go}</button>
  </form>`;
}

/** That nobody, or no space, is called as the query says; and who is called nearly so. */
function unknownView(ctx: Ctx, data: SearchPage): Html | null {
  const { unknown, namedAlike, spacesAlike, text } = data;
  const { m } = ctx;
  if (unknown.by === null && unknown.space === null) return null;
  const meant = (operator: 'by' | 'in', alike: { name: string; slug: string }[]) =>
    alike.length > 0 &&
    html`<p>${m.search.meant}: ${alike.map(
      ({ slug, name }) =>
        html`<a dir="auto" href="${hrefOf(data, { text: withName(text, operator, { slug, name }) })}">${name}</a> `,
    )}</p>`;
  return html`<div class="search-meant" role="status">
    ${unknown.space !== null && html`<p>${m.search.noSpace(unknown.space)}</p>`}${meant('in', spacesAlike)}
    ${unknown.by !== null && html`<p>${m.search.nobody(unknown.by)}</p>`}
    ${meant('by', namedAlike)}</div>`;
}

/** What looks like an operator and is left out; each reason is said once. */
function unreadView({ m }: Ctx, unread: Unread[]): Html | false {
  const why = { is: m.search.unreadIs(IS_WORDS.join(', ')), ...m.search.unreadWhy };
  const reasons = [...new Set(unread.map(({ because }) => because))];
  const texts = (reason: Unread['because']) => unread.filter(({ because }) => because === reason);
  return (
    reasons.length > 0 &&
    html`<div class="search-meant" role="status">${reasons.map(
      (reason) => html`<p>${texts(reason).map(({ text }) => html`${m.search.unread(text)} `)}${why[reason]}</p>`,
    )}</div>`
  );
}

function results(ctx: Ctx, data: SearchPage): Html {
  const { m } = ctx;
  const { text, hits, count, isAll, page } = data;
  // Somebody, or a space, that is called so was found.
  if (hits.length === 0 && page === 1 && hasAlso(data.also)) return html`<p class="muted">${m.search.noPosts}</p>`;
  if (hits.length === 0)
    return empty(
      ctx,
      'search',
      m.search.none(text),
      ctx.may.useDesk ? m.search.noneHelpStaff : m.search.noneHelp,
      !ctx.may.useDesk && html`<a class="button" href="/ask?title=${encodeURIComponent(text)}">${m.shell.ask}</a>`,
    );
  return html`<h2 class="visually-hidden">${m.search.results(text)}</h2>
    ${page === 1 && html`<p class="muted search-count" role="status">${isAll ? m.search.found(count) : m.search.foundMany(count)}</p>`}
    <ol class="threads threads--plain threads--found">${hits.map((hit) => result(ctx, hit, data.terms))}</ol>`;
}

function pages(ctx: Ctx, data: SearchPage): Html | null {
  const { m } = ctx;
  const { page, hasMore } = data;
  if (page === 1 && !hasMore) return null;
  return html`<nav class="pager" aria-label="${m.feeds.pages}">
    ${
      page > 1 &&
      html`<a rel="prev" href="${hrefOf(data, { page: page - 1 })}">${icon(ctx, 'prev', 'icon icon--flip')}${m.thread.previous}</a>`
    }
    ${
      hasMore &&
      html`<a rel="next" href="${hrefOf(data, { page: page + 1 })}">${m.search.more}${icon(ctx, 'next', 'icon icon--flip')}</a>`
    }
  </nav>`;
}

export function searchView(ctx: Ctx, data: SearchPage): Html {
  const { m } = ctx;
  const { text, hits, meant, page } = data;
  const showsMeant = meant !== null && !(page === 1 && hasAlso(data.also));
  const href = (query: string, order = data.order) => hrefOf(data, { text: query, order });
  return shell(ctx, {
    title: text ? `${m.search.title}: ${text}` : m.search.title,
    here: 'search',
    style: 'client/styles/search.css',
    width: 'read',
    noIndex: true,
    body: html`<h1>${m.search.title}</h1>
    ${form(ctx, data)}
    ${showsMeant && html`<p class="search-meant">${m.search.meant}: <a dir="auto" href="${href(meant)}">${meant}</a></p>`}
    ${unknownView(ctx, data)}
    ${unreadView(ctx, data.unread)}
    ${!text && html`<p class="muted">${m.search.start}</p>`}
    ${text !== '' && (hits.length > 0 || data.facets.length > 0 || operatorsIn(text).length > 0) && narrowingView(ctx, { ...data, href })}
    ${text !== '' && page === 1 && ctx.viewer && saveView(ctx, data.toSave, data.savedId)}
    ${page === 1 && alsoView(ctx, data.also)}
    ${text !== '' && results(ctx, data)}
    ${pages(ctx, data)}
    ${helpView(ctx, !text)}`,
  });
}
