/** What was just done, where the page before sent word of it; with a press that takes it back, where it has one. */
import type { Ctx } from '../http/context.ts';
import { withoutFlash } from '../http/flash.ts';
import { html, type Html } from '../http/html.ts';
import { FOLLOW_KINDS, FOLLOW_LEVELS, type FollowKind, type FollowLevel } from '../../../shared/words.ts';
import { notice } from './parts.ts';

type Level = FollowLevel | 'none';
const LEVELS: readonly Level[] = [...FOLLOW_LEVELS, 'none'];
const FOLLOWED = new RegExp(
  `^follow-(${FOLLOW_KINDS.join('|')})-(\\d{1,12})-(${LEVELS.join('|')})-(${LEVELS.join('|')})$`,
);

/** What is said after somebody chose how to follow something. @param was how they did before */
export const followFlash = (kind: FollowKind, id: number, was: Level, is: Level): string =>
  `follow-${kind}-${id}-${was}-${is}`;

function followed(ctx: Ctx, flash: string): Html | null {
  const { following } = ctx.m;
  const [, kind, id, was, is] = FOLLOWED.exec(flash) ?? [];
  if (!kind) return null;
  const undo = html`<form class="flash__undo" method="post" action="/follow">
    <input type="hidden" name="kind" value="${kind}"><input type="hidden" name="targetId" value="${id}">
    <input type="hidden" name="next" value="${withoutFlash(ctx.here)}">
    <button class="button button--small" name="level" value="${was}">${following.undo}</button></form>`;
  const said = following.said[kind as FollowKind];
  return html`<p>${was === 'muted' && is === 'none' ? said.unmuted : said[is as Level]}</p>${was !== is && undo}`;
}

export function flashNotice(ctx: Ctx): Html | null {
  if (ctx.flash === null) return null;
  const sentences: Record<string, string> = ctx.m.said;
  const said = Object.hasOwn(sentences, ctx.flash)
    ? html`<p>${sentences[ctx.flash]}${ctx.flash === 'set-up' && html` <a href="/spaces/new">${ctx.m.spaces.make}</a>`}</p>`
    : followed(ctx, ctx.flash);
  return said && notice(ctx, said);
}
