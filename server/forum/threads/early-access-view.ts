/** What stands under a thread's title besides its state: when an open hour is, and whether staff may come before peers. */
import type { Ctx } from '../../platform/http/context.ts';
import { html, type Html } from '../../platform/http/html.ts';
import { icon, textAttributes } from '../../platform/layout/parts.ts';
import { limitsFrom, peersFirstUntil } from '../../rules/posting.ts';
import { mayInThread } from '../../rules/may.ts';
import { moment } from '../../../shared/format.ts';
import type { ThreadPage } from './page.ts';

type Thread = ThreadPage['thread'];

/** Both ends of an open hour, with the zone; the script adds the reader's own. */
export function openHour(ctx: Ctx, { form, opensAt, closesAt }: Thread): Html | null {
  if (form !== 'open_hour' || opensAt === null || closesAt === null) return null;
  const { m } = ctx;
  const minutes = Math.round((closesAt - opensAt) / 60_000);
  return html`<p class="open-hour">
    ${icon(ctx, 'note')}
    <b>${m.forms.open_hour.name}:</b>
    <time datetime="${new Date(opensAt).toISOString()}" data-moment>${moment(ctx.lang, opensAt)}</time>
    ·
    ${m.desk.minutes(minutes)}
  </p>`;
}

/** Says that staff were let in, or offers to let them in while peers have the first word. */
export function earlyAccess(ctx: Ctx, { thread }: ThreadPage): Html | null {
  const { m, viewer } = ctx;
  if (thread.earlyAccessBy) {
    const reason = thread.earlyAccessReason;
    const why = reason && html` <span${textAttributes(ctx, reason)}>${m.staff.because(reason)}</span>`;
    return html`<p class="door">
      ${icon(ctx, 'open')}${m.doors.open[thread.earlyAccessBy]}${why}
    </p>`;
  }
  if (!viewer || !ctx.site.hasBrands || !thread.isStanding || !mayInThread(viewer, thread).letStaffIn) return null;
  const facts = {
    form: thread.form,
    createdAt: thread.createdAt,
    peerAnswers: thread.answerCount,
    hasEarlyAccess: false,
  };
  if (peersFirstUntil(limitsFrom(ctx.site.staffLimits), facts, Date.now()) === null) return null;
  if (viewer.id !== thread.authorId)
    return html`<p class="door"><a href="/t/${thread.id}/early-access">${m.doors.letIn}</a></p>`;
  return html`<form class="door" method="post" action="/t/${thread.id}/early-access">
    <button class="button button--small">${m.doors.ask}</button>
    <span class="muted small">${m.doors.askHelp(limitsFrom(ctx.site.staffLimits).peersFirstHours)}</span>
  </form>`;
}
