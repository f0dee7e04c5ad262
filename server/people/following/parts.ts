/** What pages show of following: the menu, and the list of what one follows. */
import type { Ctx } from '../../platform/http/context.ts';
import { html, type Html } from '../../platform/http/html.ts';
import { memberPath, spacePath, tagPath, threadPath } from '../../platform/http/paths.ts';
import { icon, textAttributes } from '../../platform/layout/parts.ts';
import { FOLLOW_LEVELS, type FollowLevel } from '../../../shared/words.ts';
import type { Follow, Followed } from './queries.ts';

const CHOICES = [...FOLLOW_LEVELS, 'none'] as const;

/**
 * What one is told of here, and the other choices; it works without a script.
 * @param what nothing where there is nothing to follow @param words of what, where several stand below each other
 */
export function followMenu(
  ctx: Ctx,
  what: Follow | null,
  level: FollowLevel | null,
  words = '',
  isSmall = words !== '',
): Html | null {
  if (!ctx.viewer || !what) return null;
  const { m } = ctx;
  const now = level ?? 'none';
  const named = (choice: (typeof CHOICES)[number]) =>
    choice === 'none' && now === 'muted' ? m.following.unmute : m.following.levels[choice];
  return html`<details class="menu follow" name="menu">
    <summary class="button button--quiet${isSmall && ' button--small'}">${icon(ctx, level === null ? 'plus' : level === 'muted' ? 'mute' : 'bell')}${
      m.following.now[now]
    }${words && html`<span class="visually-hidden"> ${words}</span>`}${icon(ctx, 'down')}</summary>
    <ul>${CHOICES.map(
      (choice) => html`<li><form method="post" action="/follow">
        <input type="hidden" name="kind" value="${what.kind}">
        <input type="hidden" name="targetId" value="${what.targetId}">
        <input type="hidden" name="next" value="${ctx.here}">
        <button name="level" value="${choice}" aria-pressed="${choice === now ? 'true' : 'false'}"><b>${named(choice)}</b>
          <small>${m.following.means[what.kind][choice]}</small></button>
      </form></li>`,
    )}</ul>
  </details>`;
}

function listOf(
  ctx: Ctx,
  title: string,
  kind: Follow['kind'],
  rows: { id: number; name: string; href: string; level: FollowLevel }[],
) {
  if (rows.length === 0) return null;
  return html`<section>
    <h2>${title}</h2>
    <ul class="followed">
      ${rows.map(
        ({ id, name, href, level }) => html`<li>
          <a href="${href}"${textAttributes(ctx, name)}>${name}</a>${followMenu(ctx, { kind, targetId: id }, level, name)}
        </li>`,
      )}
    </ul>
  </section>`;
}

/** Everything somebody follows, beside their feed. */
export function followedBeside(ctx: Ctx, { spaces, tags, members, threads }: Followed): Html {
  const { m } = ctx;
  return html`<aside class="side" aria-label="${m.following.title}">
${listOf(
  ctx,
  m.home.spaces,
  'space',
  spaces.map((one) => ({ ...one, href: spacePath(one.slug) })),
)}
${listOf(
  ctx,
  m.spaces.tags,
  'tag',
  tags.map(({ id, name, slug, level }) => ({ id, name: `#${name}`, href: tagPath(slug, name), level })),
)}
${listOf(
  ctx,
  m.following.people,
  'member',
  members.map((one) => ({ ...one, href: memberPath(one.slug) })),
)}
${listOf(
  ctx,
  m.following.threads,
  'thread',
  threads.map(({ id, title, slug, level }) => ({ id, name: title, href: threadPath({ id, slug }), level })),
)}
</aside>`;
}
