/** Sitemaps (sitemaps.org 0.9) and the search box of the forum in a browser (OpenSearch 1.1), as XML. */
import type { Ctx } from '../../platform/http/context.ts';
import { html, type Html, trusted } from '../../platform/http/html.ts';
import { spacePath, threadPath } from '../../platform/http/paths.ts';

const XML = trusted('<?xml version="1.0" encoding="utf-8"?>\n');
const NAMESPACE = 'http://www.sitemaps.org/schemas/sitemap/0.9';

const line = (tag: 'url' | 'sitemap', address: string, at?: number): Html => {
  const inside = html`<loc>${address}</loc>${at !== undefined && html`<lastmod>${new Date(at).toISOString()}</lastmod>`}`;
  return tag === 'url' ? html`<url>${inside}</url>\n` : html`<sitemap>${inside}</sitemap>\n`;
};

/** @param count how many sitemaps of threads there are */
export function sitemapIndex({ from: { origin } }: Ctx, count: number): Html {
  const numbers = Array.from({ length: count }, (_, i) => i + 1);
  return html`${XML}<sitemapindex xmlns="${NAMESPACE}">
${line('sitemap', `${origin}/sitemaps/spaces.xml`)}${numbers.map((number) => line('sitemap', `${origin}/sitemaps/threads-${number}.xml`))}</sitemapindex>
`;
}

export function spacesMap({ from: { origin } }: Ctx, spaces: readonly { slug: string }[]): Html {
  return html`${XML}<urlset xmlns="${NAMESPACE}">
${line('url', `${origin}/`)}${line('url', `${origin}/spaces`)}${spaces.map(({ slug }) => line('url', origin + spacePath(slug)))}</urlset>
`;
}

export function threadsMap(
  { from: { origin } }: Ctx,
  threads: readonly { id: number; slug: string; lastPostAt: number }[],
): Html {
  return html`${XML}<urlset xmlns="${NAMESPACE}">
${threads.map((thread) => line('url', origin + threadPath(thread), thread.lastPostAt))}</urlset>
`;
}

export function searchBox({ m, site, from: { origin } }: Ctx): Html {
  return html`${XML}<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
<ShortName>${[...site.name].slice(0, 16).join('')}</ShortName>
<Description>${m.search.searchIn(site.name)}</Description>
<InputEncoding>UTF-8</InputEncoding>
<Url type="text/html" template="${origin}/search?q={searchTerms}"/>
</OpenSearchDescription>
`;
}
