/** "Why here?": the reasons for a thread's place in a list, in words. */
import type { Ctx } from '../../platform/http/context.ts';
import { authorLine } from '../../platform/authors/author-line.ts';
import { html, type Html, type Part } from '../../platform/http/html.ts';
import { withTime } from '../../platform/layout/parts.ts';
import type { FeedName, FeedRow } from './queries.ts';
import { NO_FACTS } from '../../rules/rank.ts';

/** What passed between members of the thread, each part a few words. */
function amongMembers(ctx: Ctx, row: FeedRow): Part[] {
  const { m } = ctx;
  const { answerers, talkers, pairs, helpful, meToo, worked, accepted } = row.rankFacts ?? NO_FACTS;
  const by = authorLine(m, row, 'row');
  const isAlone =
    by.label === null && [answerers, talkers, pairs, helpful, meToo, worked, accepted].every((count) => count === 0);
  return [
    by.label === null ? withTime(ctx, m.why.opened(by.name, row.form), row.createdAt) : m.why.openedByStaff(by.label),
    answerers > 0 && m.why.answered(answerers),
    talkers > 0 && m.why.talked(talkers),
    pairs > 0 && m.why.pairs(pairs),
    accepted > 0 && m.why.accepted,
    worked > 0 && m.why.worked(worked),
    meToo > 0 && m.why.meToo(meToo),
    helpful > 0 && m.why.helpful(helpful),
    isAlone && m.why.alone,
  ].filter(Boolean);
}

function reasons(ctx: Ctx, row: FeedRow, feed: FeedName): Part[] {
  const { m } = ctx;
  if (feed === 'new') return [withTime(ctx, m.why.new, row.createdAt)];
  if (feed === 'needs-answer')
    return [
      withTime(ctx, m.why.waits, row.createdAt),
      row.meTooCount > 0 && m.why.meToo(row.meTooCount),
      m.why.turn,
    ].filter(Boolean);
  return feed === 'following' ? [m.why.followed, ...amongMembers(ctx, row)] : amongMembers(ctx, row);
}

/** The reasons under a row of a list; they open without a script. */
export function whyHere(ctx: Ctx, row: FeedRow, feed: FeedName): Html {
  const { m } = ctx;
  const parts = reasons(ctx, row, feed);
  return html`<details class="why" name="why">
    <summary>${m.why.here}<span class="visually-hidden">: ${row.title}</span></summary>
    <p>
      ${parts.map((part, i) => html`${i > 0 && '; '}${part}`)}.${row.rankKey !== null && html` <a href="/t/${row.id}/why">${m.why.all}</a>`}
    </p>
  </details>`;
}
