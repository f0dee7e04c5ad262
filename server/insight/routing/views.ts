import type { Silence } from '../../people/accounts/silence-queries.ts';
import { unlessSilenced } from '../../people/accounts/silenced-view.ts';
import { authorLine, NO_LABEL } from '../../platform/authors/author-line.ts';
import type { Ctx } from '../../platform/http/context.ts';
import type { FormState } from '../../platform/http/form-state.ts';
import { html, type Html, when } from '../../platform/http/html.ts';
import { memberPath, threadPath } from '../../platform/http/paths.ts';
import { errorSummary, idempotencyKey } from '../../platform/layout/fields.ts';
import { declared, nameTag, staffLabel } from '../../platform/layout/author.ts';
import { empty, textAttributes, spaceTag, stateTags, time } from '../../platform/layout/parts.ts';
import { shell } from '../../platform/layout/shell.ts';
import { LIMITS } from '../../../shared/limits.ts';
import type { Thread } from '../../forum/threads/queries.ts';
import type { InvitationReason } from '../../../shared/words.ts';
import type { Invitation, Invitee } from './queries.ts';

export type Helper = Invitee & { because: InvitationReason };

const asAuthor = (person: Pick<Invitee, 'name' | 'slug' | 'affiliation' | 'accountStakes'>) => ({
  ...NO_LABEL,
  authorName: person.name,
  authorSlug: person.slug,
  authorLabel: null,
  affiliation: person.affiliation,
  accountStakes: person.accountStakes,
});

/** Members who may know, each with the reason why; a few may be chosen. */
export function inviteView(
  ctx: Ctx,
  { thread, helpers, silences }: { thread: Thread; helpers: Helper[]; silences: Silence[] },
  form: FormState,
): Html {
  const { m } = ctx;
  const chosen = new Set(([] as unknown[]).concat(form.values.members ?? []).map(Number));
  const fault = form.faults.length > 0;
  const option = (helper: Helper) => {
    const by = authorLine(m, asAuthor(helper), 'people');
    return html`<label class="choice">
      <input type="checkbox" name="members" value="${helper.id}"${when(chosen.has(helper.id), 'checked')}>
      <span><span class="choice__name">${by.name}${declared(ctx, by)}</span><span class="choice__what">${m.invite.because(helper.because)}</span></span>
    </label>`;
  };
  return shell(ctx, {
    title: m.invite.title,
    width: 'read',
    noIndex: true,
    body: html`<h1>${m.invite.title}</h1>
    <p class="lede"${textAttributes(ctx, thread.title)}><a href="${threadPath(thread)}">${thread.title}</a></p>
    <p>${m.invite.lead(LIMITS.invitations)}</p>
    ${
      helpers.length === 0
        ? empty(
            ctx,
            'me-too',
            m.invite.nobody,
            m.invite.nobodyHelp,
            html`<a class="button" href="${threadPath(thread)}">${m.thread.wholeThread}</a>`,
          )
        : unlessSilenced(
            ctx,
            silences,
            form,
            html`<form class="form" method="post" novalidate action="/t/${thread.id}/invite">
          ${errorSummary(ctx, form)} ${idempotencyKey(form)}
          <fieldset class="field" id="members"${when(fault, 'aria-invalid="true"')}>
            <legend class="field__label">${m.invite.who}</legend>
            <div class="choices">${helpers.map(option)}</div>
          </fieldset>
          <div class="buttons">
            <button class="button button--primary">${m.invite.send}</button>
            <a class="button button--quiet" href="${threadPath(thread)}">${m.edit.cancel}</a>
          </div>
        </form>`,
          )
    }`,
  });
}

/** The member's own invitations: who invited them, with the label that the inviter had. */
export function invitationsView(
  ctx: Ctx,
  { invitations, invitable }: { invitations: Invitation[]; invitable: boolean },
): Html {
  const { m } = ctx;
  const from = (invitation: Invitation) => {
    if (invitation.inviterId === null) return html`${m.invite.thinks(ctx.site.name)}`;
    const facts = { ...NO_LABEL, ...invitation, authorLabel: null, labelBrandNow: invitation.labelBrand };
    const by = authorLine(m, facts, 'notification');
    return html`${by.label !== null && html`${staffLabel(ctx, by)} `}${nameTag(by)}${declared(ctx, by)} ${m.invite.invitedYou}`;
  };
  const item = (invitation: Invitation) => {
    const path = threadPath({ id: invitation.threadId, slug: invitation.threadSlug });
    const space = { slug: invitation.spaceSlug, name: invitation.spaceName, kind: invitation.spaceKind };
    const why = invitation.because && m.invite.whyYou(m.invite.because(invitation.because, invitation.spaceName));
    return html`<li>
      <h2${textAttributes(ctx, invitation.title)}><a href="${path}">${invitation.title}</a></h2>
      <p>
        ${from(invitation)} · ${spaceTag(ctx, space)} · ${time(ctx, invitation.createdAt)} ·
        ${stateTags(ctx, invitation)}
      </p>
      ${why && html`<p class="muted small">${why}</p>`}
      <div class="buttons">
        ${
          invitation.closedAt === null &&
          html`<a class="button button--small button--primary" href="${path}#reply">${m.thread.yourAnswer}</a>`
        }
        <form method="post" action="/invitations/${invitation.id}/decline">
          <button class="button button--small">${m.invite.decline}</button>
        </form>
      </div>
    </li>`;
  };
  return shell(ctx, {
    title: m.invite.listTitle,
    width: 'read',
    noIndex: true,
    body: html`<h1>${m.invite.listTitle}</h1>
    <p class="lede">${m.invite.listLead}</p>
    ${
      invitations.length === 0
        ? empty(ctx, 'me-too', m.invite.none, m.invite.noneHelp)
        : html`<ol class="post-list">${invitations.map(item)}</ol>`
    }
    <section class="section">
      <h2>${m.invite.wish}</h2>
      <p>${invitable ? m.invite.open : m.invite.closed}</p>
      <form method="post" action="/invitations/wish">
        <input type="hidden" name="invitable" value="${invitable ? 'false' : 'true'}">
        <button class="button button--small">${invitable ? m.invite.stop : m.invite.allow}</button>
      </form>
    </section>
    <p><a href="${memberPath(ctx.viewer!.slug)}">${m.shell.profile}</a></p>`,
  });
}
