/** What is said about a post beside its words: why staff stand here, how old it is, who gave thanks. */
import { authorLine, NO_LABEL } from '../../platform/authors/author-line.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { html, type Html } from '../../platform/http/html.ts';
import { staffLabel } from '../../platform/layout/author.ts';
import { trustLink } from '../../platform/layout/fields.ts';
import { icon, textAttributes, withTime } from '../../platform/layout/parts.ts';
import { mayWithPost } from '../../rules/may.ts';
import type { ThreadPage } from './page.ts';
import type { ShownPost } from './queries.ts';

/** Why a staff post stands here before a peer's, or what a safety notice refers to. */
export function exceptionLine(ctx: Ctx, post: ShownPost): Html | null {
  const { m } = ctx;
  const { exception, exceptionReason } = post;
  if (exception === null) return null;
  if (exception !== 'safety')
    return html`<p class="post__exception">
      ${m.staff.exceptions[exception]}${exceptionReason && html` <span${textAttributes(ctx, exceptionReason)}>${m.staff.because(exceptionReason)}</span>`}
    </p>`;
  return html`<p class="post__exception post__exception--safety">
    ${icon(ctx, 'warn')}<b>${m.staff.exceptions.safety}</b> · ${m.staff.reference}:
    <a href="${exceptionReason}" rel="${post.label !== null && 'sponsored '}ugc nofollow">${exceptionReason}</a>
  </p>`;
}

/** An answer that was right once; and how recent the confirmations are, where they are not all of the last year. */
export function ageLine(ctx: Ctx, post: ShownPost): Html | null {
  const { course } = ctx.m;
  const { outdatedAt, workedCount, workedRecent } = post;
  if (outdatedAt !== null) {
    return html`<p class="post__outdated">${icon(ctx, 'clock')}${withTime(ctx, course.outdated, outdatedAt)}</p>`;
  }
  if (workedCount === 0 || workedRecent === workedCount) return null;
  return html`<p class="muted small">${course.workedRecently(workedRecent, workedCount)}</p>`;
}

export function settledLine(ctx: Ctx, post: ShownPost): Html | null {
  return post.settledAt === null
    ? null
    : html`<p class="post__settled">${icon(ctx, 'note')}${ctx.m.states.settled}</p>`;
}

export function thanksLine(ctx: Ctx, data: ThreadPage, post: ShownPost): Html | null {
  const thanks = data.thanks.get(post.id) ?? [];
  if (thanks.length === 0) return null;
  return html`<p class="post__thanks">${ctx.m.staff.thanked} ${thanks.map(({ speaks, at, ...who }, i) => {
    const facts = { ...NO_LABEL, ...who, authorLabel: null, labelEndedAt: speaks === null ? at : null };
    const by = authorLine(ctx.m, facts, 'mentioned');
    return html`${i > 0 && ', '}${by.name} ${staffLabel(ctx, by)}`;
  })}</p>`;
}

/** Who may change it, for a member who may not yet. */
export function improversLine(ctx: Ctx, { openedTo }: ShownPost, may: { improve: boolean }): Html | null {
  const { m, trustStep } = ctx;
  if (may.improve || openedTo === null || !trustStep) return null;
  return html`${m.course.improvers[openedTo]} ${trustLink(ctx)}`;
}

/** That others than its author may change a post, and the way to do so; of an opening the head says it. */
export function openLine(ctx: Ctx, { thread }: ThreadPage, post: ShownPost): Html | null {
  const { course } = ctx.m;
  if (post.openedTo === null || post.kind === 'opening') return null;
  const may = mayWithPost(ctx.viewer, thread, post, ctx.trustStep);
  return html`<p class="muted small">${icon(ctx, 'edit')}${course.shared}
    ${post.openedBy === 'moderator' && html`(${course.openedByModerator})`}
    ${may.improve && post.authorId !== ctx.viewer?.id && html`<a href="/p/${post.id}/edit">${course.improveIt}</a>`}
    ${improversLine(ctx, post, may)}
    ${post.revision > 1 && html`<a href="/p/${post.id}/revisions">${course.versions(post.revision)}</a>`}
  </p>`;
}

/** Letting others change a post, and taking that back, for who may. */
export function openItem(ctx: Ctx, { thread }: ThreadPage, post: ShownPost): Html | null {
  const { course } = ctx.m;
  if (ctx.may.speakForBrand || !mayWithPost(ctx.viewer, thread, post).open) return null;
  const [to, words] = post.openedTo === null ? ['known', course.openIt] : ['nobody', course.closeIt];
  return html`<li>
    <form method="post" action="/p/${post.id}/open"><input type="hidden" name="to" value="${to}"><button>${words}</button></form>
  </li>`;
}
