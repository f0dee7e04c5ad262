import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { accountBy } from '../../people/accounts/queries.ts';
import { AddaError } from '../../platform/errors.ts';
import { blankForm, refusedForm } from '../../platform/http/form-state.ts';
import { memberPath, postPath } from '../../platform/http/paths.ts';
import { action, page } from '../../platform/http/routes.ts';
import { Id, IdParams, Text } from '../../platform/http/schemas.ts';
import { postToRead } from '../../forum/threads/access.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { claimAccount, decideClaim, isClaimable } from './claims.ts';
import { importedPost } from './claim-queries.ts';
import { claimView } from './views.ts';

const NameParams = Type.Object({ name: Type.String({ maxLength: 200 }) });

async function claimable(ctx: Ctx, slug: string) {
  const account = await accountBy(ctx.adda.store.read, { slug });
  if (!account || !isClaimable(account)) throw new AddaError('not_found');
  return account;
}

export function importRoutes(app: FastifyInstance): void {
  page(app, {
    path: '/u/:name/claim',
    who: 'member',
    params: NameParams,
    load: (ctx, { params }) => claimable(ctx, params.name),
    view: (ctx, account) => claimView(ctx, account, blankForm()),
  });

  action(app, {
    path: '/u/:name/claim',
    who: 'member',
    params: NameParams,
    body: Type.Object({ evidence: Text }),
    run: async (ctx, { params, body }) => {
      await claimAccount(ctx.adda, ctx.viewer, params.name, body);
      return params.name;
    },
    done: (_ctx, name) => `${memberPath(name)}?flash=claim-sent`,
    redraw: async (ctx, { params, values, error }) =>
      claimView(ctx, await claimable(ctx, params.name), refusedForm(ctx, values, error)),
  });

  action(app, {
    path: '/admin/claims/:id',
    who: 'admin',
    params: IdParams,
    body: Type.Object({ decision: Type.Union([Type.Literal('grant'), Type.Literal('refuse')]) }),
    run: (ctx, { params, body }) => decideClaim(ctx.adda, ctx.viewer, params.id, body.decision),
    done: () => '/admin?flash=claim-decided',
  });

  // Links from where the posts came from keep working.
  for (const path of ['/questions/:id', '/questions/:id/:title', '/q/:id', '/q/:id/:user', '/a/:id', '/a/:id/:user']) {
    page(app, {
      path,
      who: 'anyone',
      params: Type.Object({ id: Id, title: Type.Optional(Type.String()), user: Type.Optional(Type.String()) }),
      async load(ctx, { params }) {
        const post = await importedPost(ctx.adda.store.read, `p${params.id}`);
        if (!post) throw new AddaError('not_found');
        return postToRead(ctx.adda.store.read, ctx.audience, { id: post.id });
      },
      view: (_ctx, { post, thread }) => ({ redirect: postPath(thread, post.number) }),
    });
  }
}
