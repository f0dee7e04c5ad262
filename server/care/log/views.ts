/** The public log as a page, and as a feed. */
import type { Ctx } from '../../platform/http/context.ts';
import { blankForm } from '../../platform/http/form-state.ts';
import { html, type Html, trusted } from '../../platform/http/html.ts';
import { spacePath } from '../../platform/http/paths.ts';
import { select } from '../../platform/layout/fields.ts';
import { cursorPager, empty, textAttributes } from '../../platform/layout/parts.ts';
import { shell } from '../../platform/layout/shell.ts';
import type { PublicEntry } from '../../platform/audit/queries.ts';
import type { Space } from '../../forum/spaces/queries.ts';
import { LOGGED_ACTS, loggedAct } from '../acts/words.ts';
import { entryAuthor, entryList, entryText, type NamedInLog } from './parts.ts';

export type LogPage = {
  /** Whose log it is; null for that of the whole forum. */
  space: Space | null;
  /** The one act that it is about, where somebody chose one. */
  act: string | null;
  entries: PublicEntry[];
  /** The threads in it that this reader may read. */
  there: Set<number>;
  named: NamedInLog;
  next: number | null;
  isFirst: boolean;
  head: { number: number; hash: string } | null;
};

const pathOf = (space: Space | null): string => (space ? `${spacePath(space.slug)}/log` : '/log');

/** The address of a part of it. */
function partOf({ space, act }: LogPage, before: number | null): string {
  const query = new URLSearchParams([
    ...(act === null ? [] : [['act', act]]),
    ...(before === null ? [] : [['before', String(before)]]),
  ]).toString();
  return `${pathOf(space)}${query && `?${query}`}`;
}

function filter(ctx: Ctx, { space, act }: LogPage): Html {
  const { log } = ctx.m;
  const options = LOGGED_ACTS.map((value) => ({ value, text: loggedAct(ctx.m, value) }));
  return html`<form class="form" method="get" action="${pathOf(space)}">
    ${select(ctx, blankForm({ act: act ?? '' }), { name: 'act', label: log.act, groups: [{ label: null, options }], blank: log.everything })}
    <div class="buttons"><button class="button button--small">${log.show}</button></div>
  </form>`;
}

export function logView(ctx: Ctx, data: LogPage): Html {
  const { log } = ctx.m;
  const { space, entries, there, named, next, isFirst, head } = data;
  const title = space ? log.titleOf(space.name) : log.title;
  const none = space || data.act !== null ? null : log.noneHelp;
  return shell(ctx, {
    title,
    width: 'read',
    description: log.lead,
    ...(space && { feed: `${pathOf(space)}.atom` }),
    body: html`<h1>${title}</h1>
${space && html`<p class="lede"><a href="${spacePath(space.slug)}"${textAttributes(ctx, space.name, space.language)}>${space.name}</a></p>`}
<p${!space && html` class="lede"`}>${space ? log.leadOf : log.lead}</p>
${filter(ctx, data)}
${entries.length === 0 ? empty(ctx, 'note', log.none, none) : entryList(ctx, entries, there, named)}
${cursorPager(ctx, partOf(data, null), isFirst, next === null ? null : partOf(data, next))}
${head && html`<section class="section"><h2>${log.head}</h2><p>${log.headHelp}</p><p class="log__hash"><code>${head.hash}</code></p></section>`}`,
  });
}

const iso = (at: number) => new Date(at).toISOString();

/** The log of a space as an Atom document (RFC 4287). */
export function logFeed(ctx: Ctx, { space, entries, named }: LogPage): Html {
  const page = `${ctx.from.origin}${pathOf(space)}`;
  const entry = (one: PublicEntry) => {
    const by = entryAuthor(ctx, one);
    return html`<entry>
<id>${page}#${one.number}</id>
<title>${entryText(ctx, one, named)}</title>
<link rel="alternate" type="text/html" href="${page}?before=${one.number + 1}"/>
<updated>${iso(one.at)}</updated>
<author><name>${by ?? ctx.site.name}</name></author>
</entry>
`;
  };
  return html`${trusted('<?xml version="1.0" encoding="utf-8"?>\n')}<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${ctx.lang}">
<id>${page}</id>
<title>${ctx.m.feeds.atomTitle(ctx.site.name, ctx.m.log.titleOf(space?.name ?? ''))}</title>
<link rel="self" href="${page}.atom"/>
<link rel="alternate" type="text/html" href="${page}"/>
<updated>${iso(entries[0]?.at ?? space?.createdAt ?? 0)}</updated>
${entries.map(entry)}</feed>
`;
}
