import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import type { Ctx } from '../../platform/http/context.ts';
import { html, type Html } from '../../platform/http/html.ts';
import { page } from '../../platform/http/routes.ts';
import { Id } from '../../platform/http/schemas.ts';
import { cursorPager, empty } from '../../platform/layout/parts.ts';
import { shell } from '../../platform/layout/shell.ts';
import { entryList, threadsInLog } from './parts.ts';
import { lastEntry, type PublicEntry, publicEntries } from '../../platform/audit/queries.ts';

const PER_PAGE = 50;

type LogPage = {
  entries: PublicEntry[];
  /** The threads in it that this reader may read. */
  there: Set<number>;
  next: number | null;
  isFirst: boolean;
  head: { number: number; hash: string } | null;
};

function logView(ctx: Ctx, { entries, there, next, isFirst, head }: LogPage): Html {
  const { m } = ctx;
  return shell(ctx, {
    title: m.log.title,
    width: 'read',
    description: m.log.lead,
    body: html`<h1>${m.log.title}</h1><p class="lede">${m.log.lead}</p>
${entries.length === 0 ? empty(ctx, 'note', m.log.none, m.log.noneHelp) : entryList(ctx, entries, there)}
${cursorPager(ctx, '/log', isFirst, next === null ? null : `/log?before=${next}`)}
${head && html`<section class="section"><h2>${m.log.head}</h2><p>${m.log.headHelp}</p><p class="log__hash"><code>${head.hash}</code></p></section>`}`,
  });
}

export function auditRoutes(app: FastifyInstance): void {
  page(app, {
    path: '/log',
    who: 'anyone',
    query: Type.Object({ before: Type.Optional(Id) }),
    async load(ctx, { query }): Promise<LogPage> {
      const conn = ctx.adda.store.read;
      const rows = await publicEntries(conn, null, query.before ?? null, PER_PAGE + 1);
      const entries = rows.slice(0, PER_PAGE);
      const last = await lastEntry(conn);
      return {
        entries,
        there: await threadsInLog(conn, ctx.audience, entries),
        next: rows.length > PER_PAGE ? entries.at(-1)!.number : null,
        isFirst: query.before === undefined,
        head: last && { number: last.number, hash: last.hash },
      };
    },
    view: logView,
    api: {
      path: '/api/v1/log',
      summary: 'The public log, newest first; `head` is the hash of its last entry',
      tag: 'log',
      response: Type.Object({
        entries: Type.Array(
          Type.Object({
            number: Type.Integer(),
            at: Type.Integer(),
            kind: Type.String(),
            brand: Type.Union([Type.String(), Type.Null()]),
            facts: Type.String({ description: 'JSON, as it was hashed' }),
            hash: Type.String(),
          }),
        ),
        next: Type.Union([Type.Integer(), Type.Null()]),
        head: Type.Union([Type.String(), Type.Null()]),
      }),
      json: ({ entries, next, head }) => ({
        entries: entries.map(({ number, at, kind, brandSlug, facts, hash }) => ({
          number,
          at,
          kind,
          brand: brandSlug,
          facts,
          hash,
        })),
        next,
        head: head?.hash ?? null,
      }),
    },
  });
}
