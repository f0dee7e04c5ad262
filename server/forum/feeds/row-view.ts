/** One thread in a list. */
import { authorLine } from '../../platform/authors/author-line.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { html, type Html } from '../../platform/http/html.ts';
import { threadPath } from '../../platform/http/paths.ts';
import { faceOf } from '../../platform/authors/face.ts';
import { avatar, faces } from '../../platform/layout/avatar.ts';
import { declared, staffLabel } from '../../platform/layout/author.ts';
import { formName, spaceTag, stateTags, tagList, textAttributes, time } from '../../platform/layout/parts.ts';
import { asksForAnswers } from '../../rules/thread-forms.ts';
import { participantsOf } from '../../rules/thread-state.ts';
import { thumbnail } from '../pictures/parts.ts';
import type { FeedRow } from './queries.ts';
import type { FeedPage } from './routes.ts';
import { whyHere } from './why-here.ts';

function counts(ctx: Ctx, row: FeedRow): string {
  const { m } = ctx;
  const said = asksForAnswers(row.form)
    ? row.answerCount > 0 && m.row.answers(row.answerCount)
    : m.row.posts(row.topCount + row.replyCount);
  const also =
    row.workedCount > 0 ? m.row.worked(row.workedCount) : row.meTooCount > 0 ? m.row.meToo(row.meTooCount) : null;
  return [also, said].filter(Boolean).join(' · ');
}

/** A thread in a list; one of a single space need not name it. */
export function threadRow(ctx: Ctx, row: FeedRow, data: FeedPage): Html {
  const { m } = ctx;
  const { feed } = data;
  const inSpace = data.space !== null;
  const fresh = data.fresh.get(row.id)?.count ?? 0;
  const space = { slug: row.spaceSlug, name: row.spaceName, kind: row.spaceKind };
  const by = authorLine(m, row, 'row');
  const joined = participantsOf(row).flatMap((id) => data.people.get(id) ?? []);
  const who = m.row.who(by.name, Math.max(0, row.participantCount - 1));
  return html`<li>
    <article class="thread-row" data-kind="${row.spaceKind}">
      ${avatar(faceOf(row))}
      <div class="thread-row__body">
        ${row.picture !== null && thumbnail(row.picture)}
        <p class="thread-row__who">
          <b dir="auto">${by.name}</b>${by.label !== null && html` ${staffLabel(ctx, by)}`}${declared(ctx, by)}
          ${faces(joined)}${who}
          ${!inSpace && html`· ${spaceTag(ctx, space, true)} `}· ${formName(ctx, row.form)}${row.poll !== null && ` · ${m.polls.title}`}
        </p>
        <h2 class="thread-row__title"${textAttributes(ctx, row.title, row.spaceLanguage)}><a href="${threadPath(row)}">${row.title}</a></h2>
        <p class="thread-row__line"${textAttributes(ctx, row.excerpt, row.spaceLanguage)}>${row.excerpt}</p>
        <div class="thread-row__foot">
          ${stateTags(ctx, row)}
          <span class="thread-row__count">${counts(ctx, row)}</span>
          ${fresh > 0 && html`<span class="fresh-count">${m.reading.fresh(fresh)}</span>`}
          ${time(ctx, row.lastPostAt)}
          ${tagList(ctx, row.spaceSlug, row.tagNames)}
          ${whyHere(ctx, row, feed)}
        </div>
      </div>
    </article>
  </li>`;
}
