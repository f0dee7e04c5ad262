/** The marks of a post: those that its reader may set, and how many of each there are. */
import type { Ctx } from '../../platform/http/context.ts';
import { html, type Html } from '../../platform/http/html.ts';
import { icon } from '../../platform/layout/parts.ts';
import { type Person, whyNotMark } from '../../rules/answers.ts';
import { whyNotAddTo } from '../../rules/memberships.ts';
import { asksForAnswers } from '../../rules/thread-forms.ts';
import type { MarkKind } from '../../../shared/words.ts';
import type { ThreadPage } from './page.ts';
import type { ShownPost } from './queries.ts';

const ICONS: Record<MarkKind, string> = {
  accept: 'check',
  settled: 'check',
  outdated: 'clock',
  worked: 'worked',
  helpful: 'helpful',
  me_too: 'me-too',
};

/** The marks that make sense on a post; who may set them is the rule book's question. */
function marksFor(data: ThreadPage, post: ShownPost): MarkKind[] {
  if (post.kind === 'opening') return asksForAnswers(data.thread.form) ? ['me_too', 'helpful'] : ['helpful'];
  if (post.kind === 'note' && asksForAnswers(data.thread.form)) return ['settled'];
  if (post.kind !== 'answer') return ['helpful'];
  return post.acceptedAt === null && post.outdatedAt === null
    ? ['accept', 'worked', 'helpful']
    : ['accept', 'worked', 'helpful', 'outdated'];
}

function countOf(data: ThreadPage, post: ShownPost, kind: MarkKind): number {
  if (kind === 'worked') return post.workedCount;
  if (kind === 'helpful') return post.helpfulCount;
  return kind === 'me_too' ? data.thread.meTooCount : 0;
}

function markButton(ctx: Ctx, data: ThreadPage, post: ShownPost, kind: MarkKind): Html | null {
  const { m, viewer } = ctx;
  const count = countOf(data, post, kind);
  const number = count > 0 && html` <span class="mark__count">${m.number(count)}</span>`;
  // A visitor sees what one can say here; the press leads to the sign-in.
  if (!viewer && (kind === 'accept' || kind === 'settled' || post.isLabelled)) return null;
  const isArchived = whyNotAddTo(data.thread.space) !== null;
  if (isArchived || (viewer && whyNotMark(kind, viewer as Person, data.thread, post))) {
    return count > 0
      ? html`<span class="mark__said">${icon(ctx, ICONS[kind])}${m.marks.count[kind](count)}</span>`
      : null;
  }
  const isSet = data.mine.get(post.id)?.has(kind) ?? false;
  return html`<adda-mark>
    <form class="mark" method="post" action="/p/${post.id}/marks/${kind}">
      <input type="hidden" name="set" value="${isSet ? 'false' : 'true'}">
      <button class="mark__btn" aria-pressed="${isSet ? 'true' : 'false'}"
        title="${isSet ? m.marks[kind].undo : m.marks[kind].do}"
        data-other="${isSet ? m.marks[kind].do : m.marks[kind].undo}">${icon(ctx, ICONS[kind])}${m.marks[kind].do}${number}</button>
    </form>
  </adda-mark>`;
}

/** A button for each mark that makes sense on a post, or what others said by it. */
export function markButtons(ctx: Ctx, data: ThreadPage, post: ShownPost): (Html | null)[] {
  return marksFor(data, post).map((kind) => markButton(ctx, data, post, kind));
}
