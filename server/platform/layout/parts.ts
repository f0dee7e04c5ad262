/** The parts that many pages share. Data in, HTML out. */
import type { Ctx } from '../http/context.ts';
import { html, Html, type Part, when } from '../http/html.ts';
import { spacePath, tagPath } from '../http/paths.ts';
import { clockAt, day, dayAt, moment, zoneName } from '../../../shared/format.ts';
import { languageOf } from '../../../shared/text.ts';
import { type SaidState, saidStates, type StateFacts } from '../../rules/thread-state.ts';
import type { Form, Kind } from '../../../shared/words.ts';
import { USUAL_MAIL_TIMES } from '../../rules/mail-times.ts';

const SPRITE = 'client/icons/sprite.svg';

export function icon(ctx: Ctx, name: string, className = 'icon'): Html {
  return html`<svg class="${className}" aria-hidden="true"><use href="${ctx.assets.url(SPRITE)}#i-${name}"/></svg>`;
}

export function kindMark(ctx: Ctx, kind: Kind, className = 'kind-mark'): Html {
  return icon(ctx, `kind-${kind}`, className);
}

const AUTO = new Html(' dir="auto"');

/**
 * What stands with words that people wrote: their own direction, and their `lang` where it is another than the page's.
 * @param language of the space in which they were written, where it has one
 */
export function textAttributes(ctx: Ctx, text: string, language: string | null = null): Html {
  const own = languageOf(text, ctx.lang, language);
  return own && own !== ctx.lang ? html`${AUTO} lang="${own}"` : AUTO;
}

/** A time as a day; the script makes recent ones relative, the full time is on hover. */
export function time(ctx: Ctx, at: number, isWithinSentence = false): Html {
  const stays = isWithinSentence && html` data-stays`;
  return html`<time datetime="${new Date(at).toISOString()}" title="${moment(ctx.lang, at)}"${stays}>${day(ctx.lang, at)}</time>`;
}

/** Where this reader's clock is: as they chose, or their browser said. */
export const zoneOf = ({ viewer }: Ctx): string => (viewer?.mailTimes ?? USUAL_MAIL_TIMES).zone;

/** The day on which something was, where this reader is. */
export const ownDay = (ctx: Ctx, at: number): string => dayAt(ctx.lang, at, zoneOf(ctx));

/** The time of the day at which something was, where this reader is; the script makes recent ones relative. */
export function ownClock(ctx: Ctx, at: number): Html {
  const { hour, minute } = clockAt(at, zoneOf(ctx));
  const full = `${ownMoment(ctx, at)} (${zoneName(zoneOf(ctx))})`;
  return html`<time datetime="${new Date(at).toISOString()}" title="${full}">${ctx.m.clock(hour, minute)}</time>`;
}

/** A day and the time, where this reader is. */
export function ownMoment(ctx: Ctx, at: number): string {
  const { hour, minute } = clockAt(at, zoneOf(ctx));
  return `${ownDay(ctx, at)}, ${ctx.m.clock(hour, minute)}`;
}

/** The same with the time of the day. */
export const withMoment = (ctx: Ctx, sentence: string, at: number): string =>
  sentence.replace('{time}', () => ownMoment(ctx, at));

/** A sentence of the catalogue with a moment in it where it says `{time}`: as a day, which the words around it fit. */
export function withTime(ctx: Ctx, sentence: string, at: number): Html {
  const [before, after] = sentence.split('{time}');
  return html`${before}${time(ctx, at, true)}${after}`;
}

/** What is called so of a thread's state. */
export const stateWords = ({ m }: Pick<Ctx, 'm'>, state: SaidState): string =>
  state === 'closed' ? m.closed : state === 'duplicate' ? m.duplicate : m.states[state];

/** How a thread stands: the same wherever it is shown. @param solved what its being solved is called here */
export function stateTags(ctx: Ctx, thread: StateFacts, pill = false, solved = ctx.m.states.solved): Html {
  return html`${saidStates(thread).map((state) => {
    // What staff said has a look of its own, and what is closed waits for nothing.
    const isNote = state === 'noted' || state === 'settled';
    const isClosed = state === 'closed' || state === 'duplicate';
    const [look, symbol] = isNote ? ['note', 'note'] : isClosed ? ['closed', 'close'] : [state, state];
    const words = state === 'solved' ? solved : stateWords(ctx, state);
    return html`<span class="state state--${look}${pill ? ' state--pill' : ''}">${icon(ctx, symbol)}${words}</span> `;
  })}`;
}

export function tagList(ctx: Ctx, spaceSlug: string, tags: string[]): Html | null {
  if (tags.length === 0) return null;
  const link = (tag: string) => html`<li><a href="${tagPath(spaceSlug, tag)}" dir="auto">${tag}</a></li>`;
  return html`<ul class="tags" aria-label="${ctx.m.spaces.tags}">${tags.map(link)}</ul>`;
}

/** Who reads a space that not everybody does; null where everybody does. Its address may be a word that every object knows. */
function readersOf({ site, m }: Ctx, slug: string): string | null {
  const access = Object.hasOwn(site.closedSpaces, slug) ? site.closedSpaces[slug]! : 'public';
  return access === 'public' ? null : m.readBy[access];
}

/** A lock beside the name of a space that not everybody reads. */
function lockOf(ctx: Ctx, slug: string): Html | null {
  const readers = readersOf(ctx, slug);
  if (readers === null) return null;
  return html`<span class="lock" title="${readers}">${icon(ctx, 'lock')}<span class="visually-hidden">${readers}</span></span>`;
}

/** The same in words. */
export function readersLine(ctx: Ctx, slug: string): Html | null {
  const readers = readersOf(ctx, slug);
  return readers === null ? null : html`<p class="readers small">${icon(ctx, 'lock')}<span>${readers}</span></p>`;
}

export function spaceTag(ctx: Ctx, space: { slug: string; name: string; kind: Kind }, withMark = false): Html {
  const mark = withMark && kindMark(ctx, space.kind);
  return html`<a class="space-tag" data-kind="${space.kind}" href="${spacePath(space.slug)}">${mark}<bdi>${space.name}</bdi>${lockOf(ctx, space.slug)}</a>`;
}

export function formName(ctx: Ctx, form: Form): string {
  return ctx.m.forms[form].name;
}

export function notice(ctx: Ctx, text: Part, look: 'success' | 'warn' | 'error' | 'plain' = 'success'): Html {
  const names = { success: 'check', warn: 'warn', error: 'warn', plain: 'info' };
  return html`<div class="notice${look === 'plain' ? '' : ` notice--${look}`}" role="status">${icon(ctx, names[look])}<div>${text}</div></div>`;
}

export function empty(ctx: Ctx, symbol: string, title: string, text: Part, action: Part = null): Html {
  return html`<div class="empty">
    ${icon(ctx, symbol, '')}
    <h2>${title}</h2>
    ${text && html`<p>${text}</p>`}
    ${action && html`<p class="buttons">${action}</p>`}
  </div>`;
}

export type Tab = { href: string; text: string; isHere: boolean };

export function tabs(label: string, list: Tab[]): Html {
  return html`<nav class="tabs" aria-label="${label}">
    <ul>
      ${list.map(
        (tab) => html`<li><a href="${tab.href}"${when(tab.isHere, 'aria-current="page"')}>${tab.text}</a></li>`,
      )}
    </ul>
  </nav>`;
}

const NEAR = 2;

/** The numbers a pager shows: the ends, the neighbours, and 0 for a gap. */
function pagerNumbers(page: number, pages: number): number[] {
  const numbers: number[] = [];
  for (let number = 1; number <= pages; number++) {
    if (number === 1 || number === pages || Math.abs(number - page) <= NEAR) numbers.push(number);
    else if (numbers.at(-1) !== 0) numbers.push(0);
  }
  return numbers;
}

/** @param href the address of a page, from 1 */
export function pager(ctx: Ctx, page: number, pages: number, href: (page: number) => string): Html | null {
  if (pages < 2) return null;
  const { m } = ctx;
  const link = (number: number) => {
    if (number === 0) return html`<li><span>…</span></li>`;
    const activity = html`<span class="visually-hidden">${m.thread.page(number)}</span>`;
    const shown = html`<span aria-hidden="true">${m.number(number)}</span>`;
    return html`<li>
      <a href="${href(number)}"${when(number === page, 'aria-current="page"')}>${activity}${shown}</a>
    </li>`;
  };
  return html`<nav class="pager" aria-label="${m.thread.pages}">
${page > 1 && html`<a rel="prev" href="${href(page - 1)}">${icon(ctx, 'prev', 'icon icon--flip')}${m.thread.previous}</a>`}
<ol>${pagerNumbers(page, pages).map(link)}</ol>
${page < pages && html`<a rel="next" href="${href(page + 1)}">${m.thread.next}${icon(ctx, 'next', 'icon icon--flip')}</a>`}
</nav>`;
}

/** The pager of a list that only goes on: back to its beginning, and further. */
export function cursorPager(ctx: Ctx, path: string, isFirst: boolean, next: string | null): Html | null {
  if (isFirst && !next) return null;
  const { m } = ctx;
  return html`<nav class="pager" aria-label="${m.feeds.pages}">
${!isFirst && html`<a href="${path}">${icon(ctx, 'prev', 'icon icon--flip')}${m.feeds.first}</a>`}
${next && html`<a rel="next" href="${next}">${m.feeds.next}${icon(ctx, 'next', 'icon icon--flip')}</a>`}
</nav>`;
}
