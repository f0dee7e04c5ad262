import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { endAccessOf, sendResetTo, setRole } from '../../people/accounts/administer.ts';
import { type AuthorFacts, authorLine } from '../../platform/authors/author-line.ts';
import { refusedForm } from '../../platform/http/form-state.ts';
import { action, page } from '../../platform/http/routes.ts';
import { Done, Id, Line, Nothing, Nullable, Password } from '../../platform/http/schemas.ts';
import type { Messages } from '../../../shared/catalogue/index.ts';
import { ROLES } from '../../../shared/words.ts';
import { words } from '../../care/acts/fields.ts';
import { memberPage, membersPage } from './pages.ts';
import { MEMBER_STATES } from './queries.ts';
import { GIVEN_ROLES, membersView, memberView } from './view.ts';

const NameParams = Type.Object({ name: Type.String({ maxLength: 200 }) });
const Flash = Type.Optional(Type.String({ maxLength: 40 }));
const pathOf = (name: string, flash: string) => `/admin/members/${encodeURIComponent(name)}?flash=${flash}`;

const lineOf = (m: Messages, who: AuthorFacts | undefined): string | null =>
  who ? authorLine(m, who, 'mentioned').text : null;

const ok = { response: Done, json: () => ({ ok: true }) };

const MemberOut = Type.Object({
  ...{ id: Type.Integer(), name: Type.String(), role: words(ROLES) },
  ...{ createdAt: Type.Integer(), seenAt: Nullable(Type.Integer()), suspendedUntil: Nullable(Type.Integer()) },
  ...{ isImported: Type.Boolean(), isUnreached: Type.Boolean() },
  trust: Nullable(Type.String()),
});

export function memberRoutes(app: FastifyInstance): void {
  page(app, {
    path: '/admin/members',
    who: 'admin',
    query: Type.Object({
      q: Type.Optional(Line),
      role: Type.Optional(words(['', ...ROLES])),
      state: Type.Optional(words(['', ...MEMBER_STATES])),
      before: Type.Optional(Id),
      flash: Flash,
    }),
    load: (ctx, { query: { q = '', role, state, before } }) =>
      membersPage(ctx, { q, role: role || null, state: state || null }, before ?? null),
    view: membersView,
    api: {
      path: '/api/v1/admin/members',
      summary: 'Members by name or address, role and state, the newest first',
      tag: 'admin',
      response: Type.Object({
        members: Type.Array(MemberOut),
        next: Nullable(Type.Integer({ description: 'The `before` of the next page' })),
      }),
      json: ({ members, next, people }, { m }) => ({
        members: members.map(
          ({ id, slug, role, createdAt, seenAt, suspendedUntil, isImported, isUnreached, trust }) => ({
            ...{ id, role, createdAt, seenAt, suspendedUntil, isImported, isUnreached, trust: trust?.step ?? null },
            name: lineOf(m, people.get(slug)) ?? slug,
          }),
        ),
        next,
      }),
    },
  });
  page(app, {
    path: '/admin/members/:name',
    who: 'admin',
    params: NameParams,
    query: Type.Object({ flash: Flash }),
    load: (ctx, { params }) => memberPage(ctx, params.name),
    view: (ctx, data) => memberView(ctx, data),
  });
  action(app, {
    path: '/admin/members/:name/role',
    who: 'admin',
    params: NameParams,
    body: Type.Object({ role: words(GIVEN_ROLES), current: Password }),
    run: (ctx, { params, body }) => setRole(ctx.adda, ctx.viewer, params.name, body, ctx.from).then(() => params.name),
    done: (_ctx, name) => pathOf(name, 'role-given'),
    redraw: async (ctx, { params, values, error }) =>
      memberView(ctx, await memberPage(ctx, params.name), refusedForm(ctx, values, error)),
  });
  action(app, {
    path: '/admin/members/:name/sign-out',
    who: 'admin',
    params: NameParams,
    body: Nothing,
    run: (ctx, { params }) => endAccessOf(ctx.adda, ctx.viewer, params.name).then(() => params.name),
    done: (_ctx, name) => pathOf(name, 'signed-out-there'),
    api: {
      path: '/api/v1/admin/members/:name/sign-out',
      summary: 'End a member’s sessions and tokens',
      tag: 'admin',
      ...ok,
    },
  });
  action(app, {
    path: '/admin/members/:name/reset',
    who: 'admin',
    params: NameParams,
    body: Nothing,
    run: (ctx, { params }) => sendResetTo(ctx.adda, ctx.viewer, params.name).then(() => params.name),
    done: (_ctx, name) => pathOf(name, 'reset-sent'),
    api: {
      path: '/api/v1/admin/members/:name/reset',
      summary: 'Send a member a link for a new password',
      tag: 'admin',
      ...ok,
    },
  });
}
