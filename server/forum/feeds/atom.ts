/** A feed as an Atom document (RFC 4287). */
import type { Ctx } from '../../platform/http/context.ts';
import { authorLine } from '../../platform/authors/author-line.ts';
import { html, type Html, trusted } from '../../platform/http/html.ts';
import { memberPath, threadPath } from '../../platform/http/paths.ts';
import { stateWords } from '../../platform/layout/parts.ts';
import { saidStates } from '../../rules/thread-state.ts';
import { languageOf } from '../../../shared/text.ts';
import type { FeedPage } from './routes.ts';
import { FEEDS } from './queries.ts';

const iso = (at: number) => new Date(at).toISOString();

/** The page that shows the same. */
const feedPath = ({ path, feed }: FeedPage) => (feed === FEEDS[0] ? path : `${path === '/' ? '' : path}/${feed}`);

export function atomFeed(ctx: Ctx, data: FeedPage): Html {
  const { m } = ctx;
  const { origin } = ctx.from;
  const what = [data.space?.name, data.tag && m.spaces.tagged(data.tag), m.feeds[data.feed]]
    .filter(Boolean)
    .join(' · ');
  const self = `${origin}${ctx.here}`;
  const page = `${origin}${feedPath(data)}`;
  // Of a feed in which nothing stands yet: since when there is a place for it.
  const places = data.space ? [data.space] : data.spaces;
  const begun = places.reduce((latest, { createdAt }) => Math.max(latest, createdAt), 0) || Date.now();
  const newest = data.rows.reduce((latest, row) => Math.max(latest, row.lastPostAt), 0) || begun;
  return html`${trusted('<?xml version="1.0" encoding="utf-8"?>\n')}<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${ctx.lang}">
<id>${origin}${data.path}#${data.feed}</id>
<title>${m.feeds.atomTitle(ctx.site.name, what)}</title>
<link rel="self" href="${self}"/>
<link rel="alternate" type="text/html" href="${page}"/>
<updated>${iso(newest)}</updated>
${data.rows.map((row) => {
  const by = authorLine(m, row, 'feed');
  const language = languageOf(`${row.title} ${row.excerpt}`, ctx.lang, row.spaceLanguage);
  return html`<entry${language && language !== ctx.lang && html` xml:lang="${language}"`}>
<id>${origin}/t/${row.id}</id>
<title>${row.title}</title>
<link rel="alternate" type="text/html" href="${origin}${threadPath(row)}"/>
<published>${iso(row.createdAt)}</published>
<updated>${iso(row.lastPostAt)}</updated>
<author><name>${by.text}</name>${by.slug && html`<uri>${origin}${memberPath(by.slug)}</uri>`}</author>
${
  by.label !== null &&
  html`<category term="staff" label="${by.label}"/>
`
}
<category term="${row.spaceSlug}" label="${row.spaceName}"/>
${saidStates(row).map((state) => html`<category term="state:${state}" label="${stateWords(ctx, state)}"/>`)}
${row.tagNames.map((tag) => html`<category term="${tag}"/>`)}
<summary>${by.label !== null && `${by.label}: `}${row.excerpt}${row.poll !== null && ` ${m.polls.beside} ${row.poll}`}</summary>
</entry>
`;
})}</feed>
`;
}
