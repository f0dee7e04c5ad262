/** Where an admin sets the reasons that moderators choose from. */
import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import type { Ctx } from '../../platform/http/context.ts';
import { blankForm, type FormState, refusedForm } from '../../platform/http/form-state.ts';
import { html, type Html } from '../../platform/http/html.ts';
import { action, page } from '../../platform/http/routes.ts';
import { Done, Line, Text } from '../../platform/http/schemas.ts';
import { check, errorSummary, input, textarea } from '../../platform/layout/fields.ts';
import { shell } from '../../platform/layout/shell.ts';
import { allReasons, type Reason, setReason } from './reasons.ts';
import { reasonName } from './words.ts';

type Refused = { slug: string; form: FormState } | null;

function reasonForm(ctx: Ctx, reason: Reason | null, reasons: Reason[], refused: Refused): Html {
  const words = ctx.m.acts.admin;
  const slug = reason?.slug ?? '';
  const own = { rule: reason?.rule ?? '', name: reason?.name ?? '', isActive: reason?.isActive ?? true };
  const form = refused?.slug === slug ? refused.form : blankForm(own);
  const id = (name: string) => `${name}-${slug}`;
  return html`<li>
    <h3>${reason ? reasonName(ctx.m, slug, reasons) : words.add}</h3>
    <form class="form" method="post" novalidate action="/admin/reasons">
      ${errorSummary(ctx, form, id, { name: words.name, rule: words.rule })}
      <input type="hidden" name="slug" value="${slug}">
      ${(!reason || reason.name !== null) && input(ctx, form, { name: 'name', id: id('name'), label: words.name })}
      ${textarea(ctx, form, { name: 'rule', id: id('rule'), label: words.rule, hint: words.ruleHelp, rows: 2 })}
      ${check('isActive', words.active, String(form.values.isActive ?? false) === 'true')}
      <div class="buttons"><button class="button button--small">${reason ? words.save : words.add}</button></div>
    </form>
  </li>`;
}

function reasonsView(ctx: Ctx, reasons: Reason[], refused: Refused = null): Html {
  const words = ctx.m.acts.admin;
  return shell(ctx, {
    title: words.title,
    width: 'read',
    noIndex: true,
    body: html`<h1>${words.title}</h1>
    <p class="lede">${words.lead}</p>
    <ol class="post-list">${[...reasons, null].map((reason) => reasonForm(ctx, reason, reasons, refused))}</ol>`,
  });
}

export function reasonRoutes(app: FastifyInstance): void {
  page(app, {
    path: '/admin/reasons',
    who: 'admin',
    query: Type.Object({ flash: Type.Optional(Type.String({ maxLength: 40 })) }),
    load: (ctx) => allReasons(ctx.adda.store.read),
    view: (ctx, reasons) => reasonsView(ctx, reasons),
  });
  action(app, {
    path: '/admin/reasons',
    who: 'admin',
    body: Type.Object({
      slug: Type.Optional(Line),
      name: Type.Optional(Line),
      rule: Text,
      isActive: Type.Optional(Type.Boolean()),
    }),
    run: (ctx, { body }) => setReason(ctx.adda, ctx.viewer, { ...body, isActive: body.isActive ?? false }),
    done: () => '/admin/reasons?flash=saved',
    redraw: async (ctx, { values, error }) =>
      reasonsView(ctx, await allReasons(ctx.adda.store.read), {
        slug: String(values.slug ?? ''),
        form: refusedForm(ctx, values, error),
      }),
    api: {
      path: '/api/v1/admin/reasons',
      summary: 'Add or change a reason that moderators can give',
      tag: 'moderation',
      response: Done,
      json: () => ({ ok: true }),
    },
  });
}
