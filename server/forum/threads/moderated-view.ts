/** What moderators did with a thread or a post, said where it stands; and the way to do something. */
import { seesHidden } from '../../platform/audience/audience.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { html, type Html } from '../../platform/http/html.ts';
import { icon } from '../../platform/layout/parts.ts';
import { mayInThread, mayWithPost } from '../../rules/may.ts';
import type { ThreadPage } from './page.ts';
import type { ShownPost } from './queries.ts';
import type { HeldWhy } from '../../../shared/words.ts';

/** Under the title. The asker of a question that was closed as asked before may say that it is not the same. */
export function moderatedLines(ctx: Ctx, { thread }: ThreadPage): Html | null {
  const { m, viewer } = ctx;
  const { statement, thread_: words } = m.acts;
  const line = (symbol: string, text: string, more: Html | null = null) =>
    html`<p class="moderated">${icon(ctx, symbol)}<span>${text}${more && html` ${more}`}</span></p>`;
  const isAsker = viewer !== null && viewer.id === thread.authorId;
  const isPinned = (thread.pinnedUntil ?? 0) > Date.now();
  return html`${isPinned && line('flag', words.pinned)}${thread.unlistedAt !== null && line('info', words.unlisted)}
  ${thread.hiddenAt !== null && line('warn', statement.hiddenThread, html`<a href="/t/${thread.id}/decision">${statement.see}</a>`)}
  ${thread.slowMinutes > 0 && thread.isStanding && line('clock', words.slow(thread.slowMinutes))}
  ${
    isAsker &&
    thread.closeReason === 'duplicate' &&
    html`<form method="post" action="/t/${thread.id}/not-the-same">
      <button class="button button--small">${words.notTheSame}</button>
    </form>`
  }`;
}

/** The way to act on the thread, for who may. */
export function moderateLink({ m, viewer }: Ctx, { thread, only }: ThreadPage): Html | null {
  if (viewer === null || only || !mayInThread(viewer, thread).hide) return null;
  return html`<a href="/t/${thread.id}/moderate">${m.acts.moderate}</a>`;
}

/** Why a moderator should look: said to its author and to moderators, while it is held and when it only was flagged. */
function waitingLine(ctx: Ctx, { thread }: ThreadPage, post: ShownPost, { why }: HeldWhy): Html | null {
  const { m } = ctx;
  if (!seesHidden(ctx.audience, { spaceId: thread.space.id, authorId: post.authorId })) return null;
  const text = post.heldAt === null ? m.prevention.flagged : m.prevention.beside(m.prevention.whys[why]);
  return html`<p class="moderated">${icon(ctx, post.heldAt === null ? 'flag' : 'clock')}<span>${text}</span></p>`;
}

/** Above a hidden post, for those who read it all the same. */
export function hiddenLine(ctx: Ctx, data: ThreadPage, post: ShownPost): Html | null {
  const { statement } = ctx.m.acts;
  if (post.heldWhy !== null) return waitingLine(ctx, data, post, post.heldWhy);
  if (!post.isHidden) return null;
  return html`<p class="moderated">${icon(ctx, 'warn')}<span>${post.removedAt === null ? statement.hiddenPost : statement.removed}
    <a href="/p/${post.id}/decision">${statement.see}</a></span></p>`;
}

/** Of what is hidden its author may mend the words, and a moderator may look again. */
export function hiddenFooter(ctx: Ctx, { thread }: ThreadPage, post: ShownPost): Html | null {
  const { m, viewer } = ctx;
  const isOwn = viewer !== null && viewer.id === post.authorId && post.removedAt === null;
  const may = mayWithPost(viewer, thread, post);
  if (!isOwn && !may.hide) return null;
  return html`<footer class="post__foot">
    ${isOwn && html`<a href="/p/${post.id}/edit">${m.thread.edit}</a>`}
    ${
      isOwn &&
      post.heldAt !== null &&
      html`<form method="post" action="/p/${post.id}/withdraw">
        <button class="button button--small button--quiet">${m.thread.withdraw}</button>
      </form>`
    }
    ${may.hide && html`<a href="/p/${post.id}/moderate">${m.acts.moderate}</a>`}
  </footer>`;
}
