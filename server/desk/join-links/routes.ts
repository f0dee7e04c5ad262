import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { endJoinLink, makeJoinLink } from '../../people/accounts/join-links.ts';
import { authorLine } from '../../platform/authors/author-line.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { refusedForm } from '../../platform/http/form-state.ts';
import { action, page } from '../../platform/http/routes.ts';
import { Done, Id, IdempotencyKey, IdParams, Line, Nothing, Nullable } from '../../platform/http/schemas.ts';
import { LIMITS } from '../../../shared/limits.ts';
import { words } from '../../care/acts/fields.ts';
import { type JoinLinksPage, joinLinksPage } from './page.ts';
import { joinLinksView } from './view.ts';

const PATH = '/admin/join-links';
const OPEN = { isOpen: true, before: null };

const Moment = Type.Integer({ description: 'UTC milliseconds' });
const LinkOut = Type.Object({
  ...{ id: Type.Integer(), note: Type.String(), uses: Type.Integer(), usesLeft: Type.Integer() },
  ...{ createdAt: Moment, expiresAt: Moment, endedAt: Nullable(Moment) },
  by: Nullable(Type.String({ description: 'Null for one from the command line.' })),
  joined: Type.Array(Type.String(), { description: 'Who joined by it, the newest first; the oldest may be left out.' }),
});

const numberOf = (range: { min: number; max: number }, what: string) =>
  Type.Optional(
    Type.Union([Type.Integer(), Type.String({ maxLength: 20 })], {
      description: `${what}: ${range.min} to ${range.max}`,
    }),
  );
const NewLink = Type.Object({
  note: Type.Optional(Line),
  uses: numberOf(LIMITS.joinLinkUses, 'How many may join by it'),
  days: numberOf(LIMITS.joinLinkDays, 'For how many days it is good'),
  email: Type.Optional(
    Type.String({
      maxLength: 2_000,
      description: 'Where a letter with it goes: it is for one then, and not in the answer.',
    }),
  ),
  idempotencyKey: IdempotencyKey,
});

function linksJson({ links, people, next }: JoinLinksPage, { m }: Ctx) {
  const nameOf = (slug: string | null): string | null => {
    const who = slug === null ? undefined : people.get(slug);
    return who ? authorLine(m, who, 'mentioned').text : null;
  };
  return {
    joinLinks: links.map(({ id, note, uses, usesLeft, createdAt, expiresAt, endedAt, makerSlug, joined }) => ({
      ...{ id, note, uses, usesLeft, createdAt, expiresAt, endedAt, by: nameOf(makerSlug) },
      joined: joined.flatMap((slug) => nameOf(slug) ?? []),
    })),
    next,
  };
}

export function joinLinkRoutes(app: FastifyInstance): void {
  page(app, {
    path: PATH,
    who: 'admin',
    query: Type.Object({
      state: Type.Optional(words(['open', 'over'])),
      before: Type.Optional(Id),
      flash: Type.Optional(Type.String({ maxLength: 40 })),
    }),
    load: (ctx, { query: { state, before } }) =>
      joinLinksPage(ctx, { isOpen: state !== 'over', before: before ?? null }),
    view: (ctx, data) => joinLinksView(ctx, data),
    api: {
      path: `/api/v1${PATH}`,
      summary: 'Links by which others join: those that are open, or those that are over; the newest first',
      tag: 'admin',
      response: Type.Object({
        joinLinks: Type.Array(LinkOut),
        next: Nullable(Type.Integer({ description: 'The `before` of the next page' })),
      }),
      json: linksJson,
    },
  });
  action(app, {
    path: PATH,
    who: 'admin',
    body: NewLink,
    isSecret: true,
    async run(ctx, { body: { idempotencyKey = '', ...input } }) {
      const key = idempotencyKey === '' ? null : JSON.stringify([idempotencyKey, input]);
      const made = await makeJoinLink(ctx.adda, ctx.viewer, input, key);
      return { made, data: await joinLinksPage(ctx, OPEN, made) };
    },
    done: (ctx, { data }) => joinLinksView(ctx, data),
    redraw: async (ctx, { values, error }) =>
      joinLinksView(ctx, await joinLinksPage(ctx, OPEN), refusedForm(ctx, values, error)),
    api: {
      path: `/api/v1${PATH}`,
      summary: 'Make a link by which others join; its address is said only now',
      tag: 'admin',
      status: 201,
      response: Type.Object({
        id: Type.Integer(),
        address: Nullable(Type.String({ description: 'Null where a letter has it.' })),
      }),
      json: ({ made }) => made,
    },
  });
  action(app, {
    path: `${PATH}/:id/end`,
    who: 'admin',
    params: IdParams,
    body: Nothing,
    run: (ctx, { params }) => endJoinLink(ctx.adda, ctx.viewer, params.id),
    done: () => `${PATH}?flash=saved`,
    api: {
      path: `/api/v1${PATH}/:id/end`,
      summary: 'End a join link: nobody joins by it any more',
      tag: 'admin',
      response: Done,
      json: () => ({ ok: true }),
    },
  });
}
