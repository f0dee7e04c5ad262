import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { hashSecret } from '../../platform/secrets.ts';
import { AddaError } from '../../platform/errors.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { blankForm, refusedForm } from '../../platform/http/form-state.ts';
import { action, page } from '../../platform/http/routes.ts';
import { setSession } from '../../platform/sessions/cookie.ts';
import { Done, IdParams, Line, Nothing, SlugParams } from '../../platform/http/schemas.ts';
import { adminBrand } from './admin-page.ts';
import { adminBrandView, letterView } from './admin-views.ts';
import {
  confirmByLetter,
  confirmGrant,
  endByLetter,
  endGrant,
  leaveGrant,
  proposeGrant,
  renewGrant,
} from '../../brands/grants.ts';
import { grantBy } from '../../brands/queries.ts';

const SecretParams = Type.Object({ secret: Type.String({ maxLength: 100, pattern: '^[\\w-]+$' }) });

export function grantRoutes(app: FastifyInstance): void {
  adminRoutes(app);
  letterRoutes(app);
}

function adminRoutes(app: FastifyInstance): void {
  action(app, {
    path: '/admin/brands/:slug/grants',
    who: 'admin',
    params: SlugParams,
    body: Type.Object({ member: Line, address: Line }),
    run: async (ctx, { params, body }) => ({
      ...(await proposeGrant(ctx.adda, ctx.viewer, params.slug, body)),
      slug: params.slug,
    }),
    done: (_ctx, { slug }) => `/admin/brands/${encodeURIComponent(slug)}?flash=grant-proposed`,
    redraw: async (ctx, { params, values, error }) =>
      adminBrandView(
        ctx,
        await adminBrand(ctx, params.slug, { which: 'grant', form: refusedForm(ctx, values, error) }),
      ),
    api: {
      path: '/api/v1/brands/:slug/grants',
      summary: 'Propose that a member speaks for a brand (admins)',
      tag: 'brands',
      status: 201,
      response: Type.Object({ id: Type.Integer() }),
      json: ({ id }) => ({ id }),
    },
  });
  for (const [word, summary, run] of [
    ['confirm', 'Confirm a grant that another admin proposed', confirmGrant],
    ['renew', 'Send the letter to the brand’s domain again; following it renews the grant', renewGrant],
    ['end', 'End a grant', endGrant],
  ] as const) {
    action(app, {
      path: `/admin/grants/:id/${word}`,
      who: 'admin',
      params: IdParams,
      body: Nothing,
      run: (ctx, { params }) => run(ctx.adda, ctx.viewer, params.id, ctx.from),
      done: (_ctx, { brandSlug }) => `/admin/brands/${encodeURIComponent(brandSlug)}?flash=saved`,
      api: { path: `/api/v1/grants/:id/${word}`, summary, tag: 'brands', response: Done, json: () => ({ ok: true }) },
    });
  }
  action(app, {
    path: '/desk/leave',
    who: 'member',
    body: Nothing,
    run: (ctx) => leaveGrant(ctx.adda, ctx.viewer, ctx.from),
    done(ctx, opened, reply) {
      if (opened) setSession(ctx.adda, reply, opened);
      return '/?flash=grant-left';
    },
    api: {
      path: '/api/v1/grants/leave',
      summary: 'End your own grant',
      tag: 'brands',
      response: Done,
      json: () => ({ ok: true }),
    },
  });
}

function letterRoutes(app: FastifyInstance): void {
  const confirmPage = (ctx: Ctx, secret: string, names: { name: string; brandName: string }) => ({
    title: ctx.m.brands.confirmTitle(names.brandName),
    text: ctx.m.brands.confirmText(names.name, names.brandName),
    button: ctx.m.brands.confirm,
    action: `/grants/confirm/${secret}`,
  });
  const endPage = (ctx: Ctx, secret: string, names: { name: string; brandName: string }) => ({
    title: ctx.m.brands.endTitle,
    text: ctx.m.brands.endText(names.name, names.brandName),
    button: ctx.m.brands.end,
    action: `/grants/end/${secret}`,
  });
  const grantFor = async (ctx: Ctx, by: { confirmHash: string } | { endHash: string }) => {
    const grant = await grantBy(ctx.adda.store.read, by);
    if (!grant || grant.state === 'ended') throw new AddaError('link_expired');
    return grant;
  };
  page(app, {
    path: '/grants/confirm/:secret',
    who: 'self',
    params: SecretParams,
    async load(ctx, { params }) {
      const grant = await grantFor(ctx, { confirmHash: hashSecret(params.secret) });
      if (grant.accountId !== ctx.viewer?.id) throw new AddaError('other_account');
      return { ...grant, secret: params.secret };
    },
    view: (ctx, grant) => letterView(ctx, confirmPage(ctx, grant.secret, grant), blankForm()),
  });
  action(app, {
    path: '/grants/confirm/:secret',
    who: 'self',
    params: SecretParams,
    body: Nothing,
    run: (ctx, { params }) => confirmByLetter(ctx.adda, ctx.viewer, params.secret, ctx.from),
    done(ctx, { isStaff, opened }, reply) {
      if (opened) setSession(ctx.adda, reply, opened);
      return isStaff ? '/desk?flash=grant-started' : '/?flash=grant-confirmed';
    },
  });
  page(app, {
    path: '/grants/end/:secret',
    who: 'visitor',
    params: SecretParams,
    load: async (ctx, { params }) => ({
      ...(await grantFor(ctx, { endHash: hashSecret(params.secret) })),
      secret: params.secret,
    }),
    view: (ctx, grant) => letterView(ctx, endPage(ctx, grant.secret, grant), blankForm()),
  });
  action(app, {
    path: '/grants/end/:secret',
    who: 'visitor',
    params: SecretParams,
    body: Nothing,
    run: (ctx, { params }) => endByLetter(ctx.adda, params.secret),
    done: () => '/staff-rules?flash=grant-ended',
  });
}
