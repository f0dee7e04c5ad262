/** What a member has helped with, and what they began, on their page. */
import type { Ctx } from '../../platform/http/context.ts';
import { html, type Html } from '../../platform/http/html.ts';
import { postPath, tagPath, threadPath } from '../../platform/http/paths.ts';
import { formName, icon, spaceTag, stateTags, textAttributes, time } from '../../platform/layout/parts.ts';
import type { Helped } from './helped-queries.ts';
import type { Profile } from './queries.ts';

export const ANSWERS_SHOWN = 5;
const TAGS_SHOWN = 8;

function figures({ m }: Ctx, profile: Profile, isHonoured: boolean): Html | null {
  const facts: [string, number][] = [
    [m.profile.solved, profile.solvedCount],
    [m.profile.worked, profile.workedCount],
    [m.profile.helpful, profile.helpfulCount],
  ];
  if (facts.every(([, count]) => count === 0))
    return isHonoured ? null : html`<p class="muted">${m.profile.nothing}</p>`;
  return html`<dl class="helped">${facts.map(([text, count]) => count > 0 && html`<div><dt>${text}</dt><dd>${m.number(count)}</dd></div>`)}</dl>`;
}

/** The tags under which their answers helped most, each of its space. */
function tagsOf({ answers }: Helped): { space: string; tag: string }[] {
  const counts = new Map<string, { space: string; tag: string; count: number }>();
  for (const { spaceSlug: space, tagNames } of answers)
    for (const tag of tagNames) {
      const one = counts.get(`${space} ${tag}`) ?? { space, tag, count: 0 };
      counts.set(`${space} ${tag}`, { ...one, count: one.count + 1 });
    }
  return [...counts.values()].sort((a, b) => b.count - a.count).slice(0, TAGS_SHOWN);
}

function honours({ m }: Ctx, { honours: all }: Helped): Html | null {
  if (all.length === 0) return null;
  return html`<ul class="honours" aria-label="${m.profile.honours}">
    ${all.map(({ honour, count }) => html`<li>${m.profile.honour[honour](count)}</li>`)}
  </ul>`;
}

function where(ctx: Ctx, helped: Helped): Html | null {
  const { m } = ctx;
  const tags = tagsOf(helped);
  if (helped.spaces.length === 0) return null;
  return html`<ul class="helped-in" aria-label="${m.profile.helpedIn}">
    ${helped.spaces.map((space) => html`<li>${spaceTag(ctx, space, true)}</li>`)}
    ${tags.map(({ space, tag }) => html`<li class="tags"><a href="${tagPath(space, tag)}" dir="auto">${tag}</a></li>`)}
  </ul>`;
}

function answers(ctx: Ctx, { answers: all }: Helped): Html | null {
  const { m } = ctx;
  if (all.length === 0) return null;
  return html`<h3>${m.profile.answersThatWorked}</h3>
    <ol class="plain-list profile-list">${all.slice(0, ANSWERS_SHOWN).map(
      (answer) => html`<li>
        <a${textAttributes(ctx, answer.title, answer.spaceLanguage)}
          href="${postPath({ id: answer.threadId, slug: answer.threadSlug }, answer.number)}">${answer.title}</a>
        <span class="muted small">${answer.acceptedAt !== null && html`<span class="state state--solved">${icon(ctx, 'solved')}${m.states.solved}</span>`}
          ${answer.workedCount > 0 && m.row.worked(answer.workedCount)}</span>
      </li>`,
    )}</ol>`;
}

/** @param isStaff what they do for a brand is no help among members */
export function helpedView(ctx: Ctx, profile: Profile, helped: Helped, isStaff: boolean): Html {
  const { m } = ctx;
  return html`${
    !isStaff &&
    html`<section class="section"><h2>${m.profile.helped}</h2>
      ${figures(ctx, profile, helped.honours.length > 0)}${honours(ctx, helped)}${where(ctx, helped)}${answers(ctx, helped)}</section>`
  }${
    helped.begun.length > 0 &&
    html`<section class="section"><h2>${m.profile.begun}</h2>
      <ol class="plain-list profile-list">${helped.begun.map(
        (thread) => html`<li>
          <a href="${threadPath(thread)}"${textAttributes(ctx, thread.title, thread.spaceLanguage)}>${thread.title}</a>
          <span class="muted small">${formName(ctx, thread.form)} ${stateTags(ctx, thread)} ${time(ctx, thread.createdAt)}</span>
        </li>`,
      )}</ol></section>`
  }`;
}
