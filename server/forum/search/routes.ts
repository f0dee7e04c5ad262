import type { FastifyInstance } from 'fastify';
import Type, { type Static } from 'typebox';
import { authorOut } from '../../platform/http/presenters.ts';
import { postPath } from '../../platform/http/paths.ts';
import { apiRead, page } from '../../platform/http/routes.ts';
import { Author, PageNumber, SpaceRef } from '../../platform/http/schemas.ts';
import { allSpaces, spaceToRead } from '../spaces/queries.ts';
import { LIMITS } from '../../../shared/limits.ts';
import { cleanLine } from '../../../shared/text.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { facetsOf } from '../../rules/search-facets.ts';
import { hasFilters, parseQuery, withOperator } from '../../rules/search-query.ts';
import { meantQuery } from './meant.ts';
import { type Also, calledSo, peopleNearly, search, spacesNearly } from './queries.ts';
import { isAlike } from '../../rules/alike.ts';
import type { SnippetPart } from '../../platform/store/snippets.ts';
import { formsOf, wordsOf } from '../../platform/store/terms.ts';
import { snippetsAside } from '../../platform/worker-pool/render.ts';
import { savedSearchOf } from './saved-queries.ts';
import { suggestions } from './suggestions.ts';
import { searchView } from './views.ts';

const SearchQuery = Type.Object({
  q: Type.Optional(Type.String({ maxLength: 2_000 })),
  space: Type.Optional(Type.String({ maxLength: 200 })),
  page: PageNumber,
  any: Type.Optional(Type.Boolean()),
  order: Type.Optional(Type.Union([Type.Literal('best'), Type.Literal('newest')])),
  flash: Type.Optional(Type.String({ maxLength: 40 })),
  like: Type.Optional(
    Type.Boolean({ description: 'For a title that somebody is about to ask: only what may be about the same.' }),
  ),
});

type Shown = { title: string; snippet: SnippetPart[]; spaceLanguage: string | null };

/** Whether what a hit shows may be about the same as a title with these telling words. */
function isLike(groups: string[][], { title, snippet, spaceLanguage }: Shown): boolean {
  const terms = (text: string) => new Set(wordsOf(text).flatMap(({ word }) => formsOf(word, spaceLanguage)));
  return isAlike(groups, terms(title), terms(snippet.map(({ text }) => text).join('')));
}

/** Fewer results than this may be a slip of the pen. */
const FEW = 3;
const NOBODY: Also = { people: [], tags: [], spaces: [] };

async function load(ctx: Ctx, { query }: { query: Static<typeof SearchQuery> }) {
  const { adda, audience } = ctx;
  const conn = adda.store.read;
  const text = [...cleanLine(query.q ?? '')].slice(0, LIMITS.query.max).join('');
  const space = query.space ? await spaceToRead(conn, audience, query.space) : null;
  const { page: number = 1, order = 'best' } = query;
  const any = query.any || query.like;
  const found = await search(adda, audience, text, { spaceId: space?.id ?? null, page: number, any, order });
  const { posts, isAll } = found.pool;
  const words = await snippetsAside(
    adda.workerPool,
    found.hits.map(({ html, spaceLanguage }) => ({ html, language: spaceLanguage })),
    found.terms,
  );
  const hits = found.hits.map((hit, i) => ({ ...hit, snippet: words[i]! }));
  const spaces = await allSpaces(conn, audience);
  const toSave = space && parseQuery(text).space === null ? withOperator(text, 'in', space.slug) : text;
  const isFirst = number === 1 && !any && text !== '';
  const slugs = new Map(spaces.map(({ id, slug }) => [id, slug]));
  return {
    ...{ text, space, page: number, order, spaces, terms: found.terms, hasMore: found.hasMore },
    // Found by any of the words: of these only what has more than a word in common with them.
    hits: query.like ? hits.filter((hit) => isLike(found.groups, hit)) : hits,
    ...{ count: posts.length, isAll, unknown: found.unknown, unread: found.unread },
    namedAlike: isFirst && found.unknown.by !== null ? await peopleNearly(adda.aside, found.unknown.by) : [],
    spacesAlike: isFirst && found.unknown.space !== null ? spacesNearly(found.unknown.space, spaces) : [],
    facets: any ? [] : facetsOf({ query: text, found: posts, slugs, now: Date.now() }),
    toSave,
    savedId: ctx.viewer && (await savedSearchOf(conn, ctx.viewer.id, toSave)),
    meant: isFirst && posts.length < FEW ? await meantQuery(adda, audience, text) : null,
    also: isFirst && !hasFilters(found.query) ? await calledSo(adda.aside, audience, text, spaces) : NOBODY,
  };
}

const Named = Type.Object({ name: Type.String(), url: Type.String() });

export function searchRoutes(app: FastifyInstance): void {
  page(app, {
    path: '/search',
    who: 'anyone',
    query: SearchQuery,
    load,
    view: searchView,
    api: {
      path: '/api/v1/search',
      summary: 'Posts that hold every word, best first; with the operators of the search page',
      tag: 'search',
      response: Type.Object({
        hits: Type.Array(
          Type.Object({
            title: Type.String(),
            number: Type.Integer(),
            url: Type.String(),
            snippet: Type.String(),
            author: Author,
            space: SpaceRef,
            createdAt: Type.Integer(),
          }),
        ),
        hasMore: Type.Boolean(),
        meant: Type.Union([Type.String(), Type.Null()], {
          description: 'What was most likely meant, where little was found.',
        }),
      }),
      json: ({ hits, hasMore, meant }, { m }) => ({
        ...{ hasMore, meant },
        hits: hits.map((hit) => ({
          title: hit.title,
          number: hit.number,
          url: postPath({ id: hit.threadId, slug: hit.threadSlug }, hit.number),
          snippet: hit.snippet.map(({ text }) => text).join(''),
          author: authorOut(m, hit),
          space: { slug: hit.spaceSlug, name: hit.spaceName, kind: hit.spaceKind, language: hit.spaceLanguage },
          createdAt: hit.createdAt,
        })),
      }),
    },
  });
  apiRead(app, {
    who: 'anyone',
    query: Type.Object({ q: Type.String({ maxLength: 400 }) }),
    load: (ctx, { query }) => suggestions(ctx, cleanLine(query.q).slice(0, LIMITS.query.max)),
    api: {
      path: '/api/v1/search/threads',
      summary:
        'Threads whose titles hold what was typed so far, people and spaces called so, and how an operator may go on',
      tag: 'search',
      response: Type.Object({
        threads: Type.Array(
          Type.Object({ title: Type.String(), url: Type.String(), space: Type.String(), state: Type.String() }),
        ),
        people: Type.Array(Named),
        spaces: Type.Array(Named),
        completions: Type.Array(Type.Object({ query: Type.String(), shown: Type.String() })),
      }),
      json: (found) => found,
    },
  });
}
