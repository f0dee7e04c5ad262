/** Where a message is reported by one who takes part in its conversation. */
import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import type { Ctx } from '../../platform/http/context.ts';
import { blankForm, type FormState, refusedForm } from '../../platform/http/form-state.ts';
import { html, type Html, trusted } from '../../platform/http/html.ts';
import { action, page } from '../../platform/http/routes.ts';
import { Done, Id, IdempotencyKey, ReportReasonWord, Text } from '../../platform/http/schemas.ts';
import { authorTag } from '../../platform/layout/author.ts';
import { choices, errorSummary, idempotencyKey, textarea } from '../../platform/layout/fields.ts';
import { textAttributes } from '../../platform/layout/parts.ts';
import { shell } from '../../platform/layout/shell.ts';
import { AddaError } from '../../platform/errors.ts';
import type { MessageRow } from '../../forum/messages/reading-queries.ts';
import { plainText } from '../../../shared/markdown.ts';
import { ACT_REASONS } from '../../../shared/words.ts';
import { messageToReport, reportMessage } from './message-report.ts';

const Params = Type.Object({ id: Id, message: Id });
const COMMONEST = 'unkind';

async function load(ctx: Ctx, params: { id: number; message: number }): Promise<MessageRow> {
  if (!ctx.viewer) throw new AddaError('not_found');
  const at = { conversationId: params.id, messageId: params.message };
  return messageToReport(ctx.adda.store.read, ctx.viewer.id, at);
}

function view(ctx: Ctx, message: MessageRow, typed: FormState): Html {
  const { m } = ctx;
  const form = { ...typed, values: { reason: COMMONEST, ...typed.values } };
  const reasons = ACT_REASONS.filter((value) => value !== 'duplicate' && value !== 'off_topic');
  return shell(ctx, {
    title: m.messages.reportTitle,
    width: 'read',
    noIndex: true,
    body: html`<h1>${m.messages.reportTitle}</h1>
      <p>${authorTag(ctx, message, 'mentioned')}</p>
      ${
        message.takenBackAt === null
          ? html`<blockquote class="prose"${textAttributes(ctx, plainText(message.html))}>${trusted(message.html)}</blockquote>`
          : html`<p class="muted">${m.messages.takenBack} ${m.messages.takenBackRead}</p>`
      }
      <p class="lede">${m.messages.reportHelp}</p>
      <form class="form" method="post" novalidate action="/messages/${message.conversationId}/${message.id}/report">
        ${errorSummary(ctx, form, undefined, { evidence: m.reports.evidence })} ${idempotencyKey(form)}
        ${choices(ctx, form, {
          name: 'reason',
          label: m.reports.reason,
          options: reasons.map((value) => ({ value, ...m.reports.reasons[value] })),
        })}
        ${textarea(ctx, form, { name: 'evidence', label: m.reports.evidence, hint: m.reports.evidenceHelp, rows: 4 })}
        <div class="buttons"><button class="button button--primary">${m.reports.send}</button>
          <a class="button button--quiet" href="/messages/${message.conversationId}">${m.messages.back}</a></div>
      </form>`,
  });
}

export function messageReportRoutes(app: FastifyInstance): void {
  page(app, {
    path: '/messages/:id/:message/report',
    who: 'member',
    params: Params,
    load: (ctx, { params }) => load(ctx, params),
    view: (ctx, message) => view(ctx, message, blankForm()),
  });
  action(app, {
    path: '/messages/:id/:message/report',
    who: 'member',
    params: Params,
    body: Type.Object({ reason: ReportReasonWord, evidence: Text, idempotencyKey: IdempotencyKey }),
    run: async (ctx, { params, body: { reason, evidence } }) => {
      const at = { conversationId: params.id, messageId: params.message };
      await reportMessage(ctx.adda, ctx.viewer, at, { reason, evidence });
      return params.id;
    },
    done: (_ctx, id) => `/messages/${id}?flash=message-reported`,
    redraw: async (ctx, { params, values, error }) =>
      view(ctx, await load(ctx, params), refusedForm(ctx, values, error)),
    api: {
      path: '/api/v1/messages/:id/:message/reports',
      summary:
        'Report a message of a conversation in which you take part; moderators of the forum read it and what stands around it',
      tag: 'messages',
      status: 201,
      response: Done,
      json: () => ({ ok: true }),
    },
  });
}
