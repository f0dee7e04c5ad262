import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { accountBy } from '../../people/accounts/queries.ts';
import { AddaError } from '../../platform/errors.ts';
import { authorOut } from '../../platform/http/presenters.ts';
import { threadPath } from '../../platform/http/paths.ts';
import { NO_LABEL } from '../../platform/authors/author-line.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { blankForm, refusedForm } from '../../platform/http/form-state.ts';
import { action, page } from '../../platform/http/routes.ts';
import { Author, Done, Id, IdParams, Nothing, Nullable } from '../../platform/http/schemas.ts';
import { listedThread } from '../../forum/threads/access.ts';
import { decline, invite, setInvitable } from './actions.ts';
import { invitationsOf, invitees } from './queries.ts';
import { questionsLike, suggestions } from './suggest.ts';
import { type Helper, invitationsView, inviteView } from './views.ts';
import { ownSilences } from '../../people/accounts/silenced-view.ts';
import { asksForAnswers } from '../../rules/thread-forms.ts';

const HELPERS_SHOWN = 12;
const INVITATIONS_SHOWN = 50;

const Because = Type.Object({
  answers: Type.Integer({ description: 'Questions they answered in the space within a year.' }),
  tag: Type.Optional(Type.String()),
  tagAnswers: Type.Optional(Type.Integer({ description: 'Those of them that have this tag.' })),
  words: Type.Optional(Type.Array(Type.String(), { description: 'What some of them were about.' })),
});

async function invitable(ctx: Ctx, id: number) {
  const conn = ctx.adda.store.read;
  const thread = await listedThread(conn, ctx.audience, id);
  if (!asksForAnswers(thread.form)) throw new AddaError('not_a_question');
  const found = (await suggestions(conn, thread, await questionsLike(ctx.adda, thread), Date.now()))
    .filter(({ id }) => id !== ctx.viewer?.id)
    .slice(0, HELPERS_SHOWN);
  const people = new Map(
    (
      await invitees(
        conn,
        thread.spaceId,
        found.map(({ id }) => id),
      )
    ).map((one) => [one.id, one]),
  );
  const helpers: Helper[] = found.flatMap(({ id, because }) => {
    const person = people.get(id);
    return person ? [{ ...person, because }] : [];
  });
  return { thread, helpers, silences: await ownSilences(ctx, thread.space.id) };
}

export function routingRoutes(app: FastifyInstance): void {
  page(app, {
    path: '/t/:id/invite',
    who: 'member',
    params: Type.Object({ id: Id }),
    load: (ctx, { params }) => invitable(ctx, params.id),
    view: (ctx, data) => inviteView(ctx, data, blankForm()),
    api: {
      path: '/api/v1/threads/:id/helpers',
      summary: 'Members who may know, the likeliest first, and why',
      tag: 'routing',
      response: Type.Object({
        helpers: Type.Array(Type.Object({ member: Author, because: Because })),
      }),
      json: ({ helpers }, { m }) => ({
        helpers: helpers.map(({ id, name, slug, affiliation, accountStakes, because }) => ({
          member: authorOut(m, {
            ...NO_LABEL,
            authorId: id,
            authorName: name,
            authorSlug: slug,
            authorRole: 'member',
            authorLabel: null,
            affiliation,
            accountStakes,
          }),
          because,
        })),
      }),
    },
  });
  action(app, {
    path: '/t/:id/invite',
    who: 'member',
    params: IdParams,
    body: Type.Object({ members: Type.Optional(Type.Array(Id, { maxItems: 50 })) }),
    run: (ctx, { params, body }) => invite(ctx.adda, ctx.viewer, params.id, { members: body.members ?? [] }),
    done: (_ctx, { threadId, threadSlug }) => `${threadPath({ id: threadId, slug: threadSlug })}?flash=invited`,
    redraw: async (ctx, { params, values, error }) =>
      inviteView(ctx, await invitable(ctx, params.id), refusedForm(ctx, values, error)),
    api: {
      path: '/api/v1/threads/:id/invitations',
      summary: 'Invite members to a question',
      tag: 'routing',
      response: Done,
      // How many got one would tell who wants none.
      json: () => ({ ok: true }),
    },
  });
  page(app, {
    path: '/invitations',
    who: 'member',
    query: Type.Object({ flash: Type.Optional(Type.String({ maxLength: 40 })) }),
    async load(ctx) {
      const conn = ctx.adda.store.read;
      const account = await accountBy(conn, { id: ctx.viewer!.id });
      return {
        invitations: await invitationsOf(conn, ctx.audience, ctx.viewer!.id, INVITATIONS_SHOWN),
        invitable: account?.invitable ?? true,
      };
    },
    view: invitationsView,
    api: {
      path: '/api/v1/invitations',
      summary: 'Your invitations',
      tag: 'routing',
      response: Type.Object({
        invitations: Type.Array(
          Type.Object({
            id: Type.Integer(),
            title: Type.String(),
            url: Type.String(),
            from: Nullable(Author),
            because: Nullable(Because),
          }),
        ),
      }),
      json: ({ invitations }, { m }) => ({
        invitations: invitations.map((one) => ({
          id: one.id,
          title: one.title,
          url: threadPath({ id: one.threadId, slug: one.threadSlug }),
          because: one.because,
          // Null: the forum invited by itself.
          from:
            one.inviterId === null
              ? null
              : authorOut(m, {
                  ...NO_LABEL,
                  ...one,
                  labelBrandNow: one.labelBrand,
                  authorId: null,
                  authorRole: null,
                  authorLabel: null,
                }),
        })),
      }),
    },
  });
  action(app, {
    path: '/invitations/:id/decline',
    who: 'member',
    params: IdParams,
    body: Nothing,
    run: (ctx, { params }) => decline(ctx.adda, ctx.viewer, params.id),
    done: () => '/invitations?flash=declined',
    api: {
      path: '/api/v1/invitations/:id/decline',
      summary: 'Decline an invitation; nobody is told',
      tag: 'routing',
      response: Done,
      json: () => ({ ok: true }),
    },
  });
  action(app, {
    path: '/invitations/wish',
    who: 'member',
    body: Type.Object({ invitable: Type.Boolean() }),
    run: (ctx, { body }) => setInvitable(ctx.adda, ctx.viewer, body.invitable),
    done: () => '/invitations?flash=saved',
  });
}
