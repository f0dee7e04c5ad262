import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { type Ctx } from '../../platform/http/context.ts';
import { refusedForm } from '../../platform/http/form-state.ts';
import { action, page } from '../../platform/http/routes.ts';
import { Done, Line, SlugParams, Text, Was } from '../../platform/http/schemas.ts';
import { LIMIT_NAMES, limitsFrom } from '../../rules/posting.ts';
import { registerBrand, saveBrand, setLimits, setOperator } from '../../brands/actions.ts';
import { adminBrandsView, adminBrandView, type Refused } from './admin-views.ts';
import { type BrandPage, loadBrandPage } from './page.ts';
import { allBrands } from '../../brands/queries.ts';
import { adminBrand } from './admin-page.ts';
import { brandsView, brandView, staffRulesView } from './views.ts';

const BrandBody = Type.Object({
  name: Line,
  slug: Type.Optional(Line),
  domains: Text,
  products: Type.Optional(Text),
  contact: Line,
  was: Was,
});
const LimitsBody = Type.Object({
  ...Object.fromEntries(
    LIMIT_NAMES.map((name) => [name, Type.Optional(Type.Integer({ minimum: -1, maximum: 1_000_000 }))]),
  ),
  was: Was,
});
const LimitsOut = Type.Object(Object.fromEntries(LIMIT_NAMES.map((name) => [name, Type.Integer()])));
const BrandRef = Type.Object({ slug: Type.String(), name: Type.String(), domains: Type.Array(Type.String()) });

const Nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const BrandOut = Type.Object({
  brand: BrandRef,
  posts: Type.Object({ day: Type.Integer(), week: Type.Integer(), month: Type.Integer() }),
  shares: Type.Array(
    Type.Object({
      space: Type.String(),
      posts: Type.Integer({ description: 'All visible posts in the space in seven days' }),
      used: Type.Integer(),
      limit: Type.Integer(),
    }),
  ),
  safetyNotices: Type.Object({ used: Type.Integer(), limit: Type.Integer() }),
  limitsHit: Type.Integer({ description: 'Refusals by a limit in 30 days' }),
  grants: Type.Array(
    Type.Object({
      member: Nullable(Type.String()),
      startedAt: Nullable(Type.Integer()),
      expiresAt: Nullable(Type.Integer()),
      endedAt: Nullable(Type.Integer()),
      endedBy: Nullable(Type.String()),
    }),
  ),
  limits: LimitsOut,
});

const brandJson = ({ brand, posts, shares, safety, limits, limitsHit, grants }: BrandPage) => ({
  brand: { slug: brand.slug, name: brand.name, domains: brand.domains },
  posts,
  shares: shares.map(({ slug, posts: all, used, limit }) => ({ space: slug, posts: all, used, limit })),
  safetyNotices: { used: safety, limit: limits.safetyNotices },
  limitsHit,
  grants: grants.map(({ name, startedAt, expiresAt, endedAt, endedBy }) => ({
    member: name || null,
    startedAt,
    expiresAt,
    endedAt,
    endedBy,
  })),
  limits,
});

export function brandRoutes(app: FastifyInstance): void {
  publicRoutes(app);
  adminRoutes(app);
}

function publicRoutes(app: FastifyInstance): void {
  page(app, {
    path: '/brands',
    who: 'anyone',
    load: (ctx) => allBrands(ctx.adda.store.read),
    view: brandsView,
    api: {
      path: '/api/v1/brands',
      summary: 'The brands that take part',
      tag: 'brands',
      response: Type.Object({ brands: Type.Array(BrandRef) }),
      json: (brands) => ({ brands: brands.map(({ slug, name, domains }) => ({ slug, name, domains })) }),
    },
  });
  page(app, {
    path: '/brands/:slug',
    who: 'anyone',
    params: SlugParams,
    query: Type.Object({ flash: Type.Optional(Type.String({ maxLength: 40 })) }),
    load: (ctx, { params }) => loadBrandPage(ctx.adda.store.read, ctx.audience, params.slug),
    view: brandView,
    api: {
      path: '/api/v1/brands/:slug',
      summary: 'A brand’s use of every limit, and its grants',
      tag: 'brands',
      response: BrandOut,
      json: brandJson,
    },
  });
  // Addresses that end in .json say what they give.
  page(app, {
    path: '/brands/:slug.json',
    who: 'anyone',
    params: SlugParams,
    load: (ctx, { params }) => loadBrandPage(ctx.adda.store.read, ctx.audience, params.slug),
    view: (_ctx, { brand }) => ({ redirect: `/api/v1/brands/${encodeURIComponent(brand.slug)}` }),
  });
  page(app, {
    path: '/staff-rules',
    who: 'anyone',
    load: (ctx) => allBrands(ctx.adda.store.read),
    view: staffRulesView,
    api: {
      path: '/api/v1/staff-rules',
      summary: 'The limits on brand staff as they are here',
      tag: 'brands',
      response: Type.Object({ limits: LimitsOut }),
      json: (_brands, ctx) => ({ limits: limitsFrom(ctx.site.staffLimits) }),
    },
  });
}

function adminRoutes(app: FastifyInstance): void {
  const list = async (ctx: Ctx, refused: Refused = null) =>
    adminBrandsView(ctx, await allBrands(ctx.adda.store.read), refused);
  page(app, {
    path: '/admin/brands',
    who: 'admin',
    load: (ctx) => allBrands(ctx.adda.store.read),
    view: (ctx, brands) => adminBrandsView(ctx, brands, null),
  });
  action(app, {
    path: '/admin/brands',
    who: 'admin',
    body: BrandBody,
    run: (ctx, { body }) => registerBrand(ctx.adda, ctx.viewer, { ...body, products: body.products ?? '' }),
    done: (_ctx, { slug }) => `/admin/brands/${encodeURIComponent(slug)}?flash=saved`,
    redraw: (ctx, { values, error }) => list(ctx, { which: 'brand', form: refusedForm(ctx, values, error) }),
    api: {
      path: '/api/v1/brands',
      summary: 'Register a brand (admins)',
      tag: 'brands',
      status: 201,
      response: BrandRef,
      json: ({ slug, name, domains }) => ({ slug, name, domains }),
    },
  });
  page(app, {
    path: '/admin/brands/:slug',
    who: 'admin',
    params: SlugParams,
    query: Type.Object({ flash: Type.Optional(Type.String({ maxLength: 40 })) }),
    load: (ctx, { params }) => adminBrand(ctx, params.slug),
    view: adminBrandView,
  });
  action(app, {
    path: '/admin/brands/:slug',
    who: 'admin',
    method: 'PATCH',
    params: SlugParams,
    body: BrandBody,
    run: (ctx, { params, body }) =>
      saveBrand(ctx.adda, ctx.viewer, params.slug, { ...body, products: body.products ?? '' }),
    done: (_ctx, { slug }) => `/admin/brands/${encodeURIComponent(slug)}?flash=saved`,
    redraw: async (ctx, { params, values, error }) =>
      adminBrandView(
        ctx,
        await adminBrand(ctx, params.slug, { which: 'brand', form: refusedForm(ctx, values, error) }),
      ),
    api: {
      path: '/api/v1/brands/:slug',
      summary: 'Change a brand (admins)',
      tag: 'brands',
      response: Type.Object({ slug: Type.String() }),
      json: (brand) => brand,
    },
  });
  action(app, {
    path: '/admin/limits',
    who: 'admin',
    method: 'PATCH',
    body: LimitsBody,
    run: (ctx, { body: { was, ...limits } }) => setLimits(ctx.adda, ctx.viewer, limits, was),
    done: () => '/admin/brands?flash=saved#limits',
    redraw: (ctx, { values, error }) => list(ctx, { which: 'limits', form: refusedForm(ctx, values, error) }),
    api: {
      path: '/api/v1/staff-rules',
      summary: 'Make limits on brand staff stricter (admins)',
      tag: 'brands',
      response: Type.Object({ limits: LimitsOut }),
      json: (limits) => ({ limits }),
    },
  });
  action(app, {
    path: '/admin/operator',
    who: 'admin',
    body: Type.Object({ operator: Type.Optional(Line), was: Was }),
    run: (ctx, { body }) => setOperator(ctx.adda, ctx.viewer, body.operator ?? '', body.was),
    done: () => '/admin/brands?flash=saved',
    redraw: (ctx, { values, error }) => list(ctx, { which: 'operator', form: refusedForm(ctx, values, error) }),
    api: {
      path: '/api/v1/operator',
      summary: 'Say which brand runs the forum (admins); empty for none',
      tag: 'brands',
      response: Done,
      json: () => ({ ok: true }),
    },
  });
}
