/** What pages show of following: the button, and the list of what one follows. */
import type { Ctx } from '../../platform/http/context.ts';
import { html, type Html } from '../../platform/http/html.ts';
import { memberPath, spacePath, tagPath } from '../../platform/http/paths.ts';
import { icon, textAttributes } from '../../platform/layout/parts.ts';
import type { Follow, Followed } from './queries.ts';

/** @param what nothing where there is nothing to follow */
export function followButton(ctx: Ctx, what: Follow | null, isFollowed: boolean, words = ''): Html | null {
  if (!ctx.viewer || !what) return null;
  const { m } = ctx;
  const text = isFollowed ? m.following.stop : m.following.follow;
  return html`<form class="follow" method="post" action="/follow">
    <input type="hidden" name="kind" value="${what.kind}">
    <input type="hidden" name="targetId" value="${what.targetId}">
    <input type="hidden" name="set" value="${isFollowed ? 'false' : 'true'}">
    <input type="hidden" name="next" value="${ctx.here}">
    <button class="button button--quiet${words && ' button--small'}">${icon(ctx, isFollowed ? 'check' : 'plus')}${text}${
      words && html`<span class="visually-hidden"> ${words}</span>`
    }</button>
  </form>`;
}

function listOf(ctx: Ctx, title: string, kind: Follow['kind'], rows: { id: number; name: string; href: string }[]) {
  if (rows.length === 0) return null;
  return html`<section>
    <h2>${title}</h2>
    <ul class="followed">
      ${rows.map(
        ({ id, name, href }) => html`<li>
          <a href="${href}"${textAttributes(ctx, name)}>${name}</a>${followButton(ctx, { kind, targetId: id }, true, name)}
        </li>`,
      )}
    </ul>
  </section>`;
}

/** Everything somebody follows, beside their feed. */
export function followedBeside(ctx: Ctx, { spaces, tags, members }: Followed): Html {
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
  tags.map((one) => ({ id: one.id, name: `#${one.name}`, href: tagPath(one.slug, one.name) })),
)}
${listOf(
  ctx,
  m.following.people,
  'member',
  members.map((one) => ({ ...one, href: memberPath(one.slug) })),
)}
</aside>`;
}
