/** How a case is named, wherever one is. */
import { type AuthorFacts, NO_LABEL } from '../../platform/authors/author-line.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { html, type Html } from '../../platform/http/html.ts';
import { postPath, spacePath } from '../../platform/http/paths.ts';
import { authorTag } from '../../platform/layout/author.ts';
import { textAttributes, time } from '../../platform/layout/parts.ts';
import { isClaimedByOther } from '../../rules/cases.ts';
import { type ActReason, ACT_REASONS } from '../../../shared/words.ts';
import { actWords } from '../acts/words.ts';
import type { ListedCase } from '../cases/list-queries.ts';
import type { People } from '../../people/profiles/named.ts';

/** Whom it concerns: with the label of the post, or with the one that they have now. */
export function concernedBy(ctx: Ctx, listed: ListedCase, people: People): Html | null {
  const { of, authorName, authorLabel } = listed;
  if (of.target === 'space') return null;
  const own = of.target === 'member' && listed.authorSlug !== null ? people.get(listed.authorSlug) : undefined;
  const facts: AuthorFacts = own ?? { ...NO_LABEL, ...listed };
  return authorName === null && authorLabel === null && !own ? null : authorTag(ctx, facts, 'mentioned');
}

/** What it is about, as a link. */
export function subjectOf(ctx: Ctx, { of, title, threadId, threadSlug, number, spaceSlug, spaceName }: ListedCase) {
  if (of.target === 'space' && spaceSlug !== null)
    return html`<a href="${spacePath(spaceSlug)}"${textAttributes(ctx, spaceName!)}>${spaceName}</a>`;
  if (title === null || threadId === null || threadSlug === null) return null;
  const isPost = of.target === 'post' && number !== null;
  const href = postPath({ id: threadId, slug: threadSlug }, isPost ? number : 1);
  return html`<a href="${href}"${textAttributes(ctx, title)}>${title}${isPost && ` · #${ctx.m.number(number)}`}</a>`;
}

/** “Post · Unkind, Spam”. */
export function nameOf({ m }: Ctx, { of, reasons }: ListedCase): string {
  const given = reasons.split(',').filter((one): one is ActReason => ACT_REASONS.some((reason) => reason === one));
  const why = of.kind === 'edit' ? m.cases.edit : given.map((one) => m.reports.reasons[one].name).join(', ');
  return `${m.cases.targets[of.target]} · ${why}`;
}

/** How it was decided, and what was done about it. */
export function stateOf({ m }: Ctx, { of, actTarget, actVerb }: ListedCase): string {
  if (of.state === 'open') return m.cases.isOpen;
  const act = actTarget !== null && actVerb !== null && actWords(m, actTarget, actVerb).done;
  return [m.log.decisions[of.state], act, of.spaceAct && m.log.kept[of.spaceAct]].filter(Boolean).join(' · ');
}

const minutesLeft = (until: number): number => Math.max(1, Math.ceil((until - Date.now()) / 60_000));

/** When it was first reported, how often, by whom it is claimed. */
export function factsOf(ctx: Ctx, { of, isConflict, claimer }: ListedCase): Html {
  const { m, viewer } = ctx;
  const isOthers = isClaimedByOther(of, viewer!.id, Date.now());
  const left = minutesLeft(of.claimedUntil ?? 0);
  return html`<p class="muted small">
    ${time(ctx, of.createdAt)} · ${m.cases.reported(of.reportCount)}${isConflict && html` · <b>${m.moderation.conflict}</b>`}
  </p>
  ${isOthers && html`<p class="case__claim">${m.cases.claimed(claimer ?? '', left)}</p>`}
  ${isOwn(ctx, of) && html`<p class="case__claim">${m.cases.yours(left)}</p>`}`;
}

/** Has whoever looks taken it? */
export const isOwn = (ctx: Ctx, { claimedBy, claimedUntil }: ListedCase['of']): boolean =>
  claimedBy === ctx.viewer!.id && (claimedUntil ?? 0) > Date.now();
