/** The page of a person for moderators, and what they note there for each other. */
import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import type { Messages } from '../../../shared/catalogue/index.ts';
import { type AuthorFacts, authorLine } from '../../platform/authors/author-line.ts';
import { refusedForm } from '../../platform/http/form-state.ts';
import { action, page } from '../../platform/http/routes.ts';
import { Done, Id, IdempotencyKey, IdParams, Line, Nothing, Nullable, Text } from '../../platform/http/schemas.ts';
import { words } from '../acts/fields.ts';
import { ACT_TARGETS } from '../../../shared/words.ts';
import { addNote, takeBackNote } from './notes.ts';
import { personPage } from './person-page.ts';
import { personView } from './person-view.ts';

const NameParams = Type.Object({ name: Type.String({ maxLength: 200 }) });
const pageOf = (slug: string) => `/moderation/people/${encodeURIComponent(slug)}?flash=saved#notes`;

const lineOf = (m: Messages, who: AuthorFacts | null | undefined): string | null =>
  who ? authorLine(m, who, 'mentioned').text : null;

const PersonOut = Type.Object({
  name: Type.String(),
  createdAt: Type.Integer(),
  suspendedUntil: Nullable(Type.Integer()),
  posts: Type.Integer(),
  notes: Type.Array(
    Type.Object({
      id: Type.Integer(),
      words: Type.String(),
      author: Nullable(Type.String()),
      space: Nullable(Type.String()),
      createdAt: Type.Integer(),
    }),
  ),
  next: Nullable(Type.Integer({ description: 'The `before` of older notes' })),
  cases: Type.Array(Type.Integer()),
  acts: Type.Array(Type.Object({ id: Type.Integer(), target: words(ACT_TARGETS), verb: Type.String() })),
  alike: Nullable(
    Type.Array(Type.Object({ name: Type.String(), whys: Type.Array(words(['mailbox', 'text', 'raid'])) }), {
      description: 'Accounts that may be the same person’s, for moderators of the whole forum',
    }),
  ),
});

export function personRoutes(app: FastifyInstance): void {
  page(app, {
    path: '/moderation/people/:name',
    who: 'moderator',
    params: NameParams,
    query: Type.Object({ before: Type.Optional(Id), flash: Type.Optional(Type.String({ maxLength: 40 })) }),
    load: (ctx, { params, query }) => personPage(ctx, params.name, query.before ?? null),
    view: (ctx, data) => personView(ctx, data),
    api: {
      path: '/api/v1/moderation/people/:name',
      summary: 'What moderators know of a person: notes, cases, acts',
      tag: 'moderation',
      response: PersonOut,
      json: ({ standing, line, people, notes, nextNote, cases, acts, alike }, { m }) => ({
        ...{
          name: lineOf(m, line) ?? standing.name,
          createdAt: standing.createdAt,
          suspendedUntil: standing.suspendedUntil,
        },
        ...{ posts: standing.posts, next: nextNote, cases: cases.map(({ of }) => of.id) },
        notes: notes.map(({ note, authorSlug, spaceSlug }) => ({
          ...{ id: note.id, words: note.words, author: lineOf(m, people.get(authorSlug ?? '')), space: spaceSlug },
          createdAt: note.createdAt,
        })),
        acts: acts.map(({ act }) => ({ id: act.id, target: act.target, verb: act.verb })),
        alike: alike && alike.map(({ slug, whys }) => ({ name: slug, whys })),
      }),
    },
  });
  action(app, {
    path: '/moderation/people/:name/notes',
    who: 'moderator',
    params: NameParams,
    body: Type.Object({ words: Text, space: Type.Optional(Line), idempotencyKey: IdempotencyKey }),
    run: (ctx, { params, body }) => addNote(ctx.adda, ctx.viewer, params.name, body),
    done: (_ctx, { slug }) => pageOf(slug),
    redraw: async (ctx, { params, values, error }) =>
      personView(ctx, await personPage(ctx, params.name), refusedForm(ctx, values, error)),
    api: {
      path: '/api/v1/moderation/people/:name/notes',
      summary: 'Note something about a person, for moderators only',
      tag: 'moderation',
      status: 201,
      response: Type.Object({ id: Type.Integer() }),
      json: ({ id }) => ({ id }),
    },
  });
  action(app, {
    path: '/moderation/notes/:id/withdraw',
    who: 'moderator',
    params: IdParams,
    body: Nothing,
    method: 'DELETE',
    run: (ctx, { params }) => takeBackNote(ctx.adda, ctx.viewer, params.id),
    done: (_ctx, { slug }) => pageOf(slug),
    api: {
      path: '/api/v1/moderation/notes/:id',
      summary: 'Take back a note of your own',
      tag: 'moderation',
      response: Done,
      json: () => ({ ok: true }),
    },
  });
}
