import type { Ctx } from '../../platform/http/context.ts';
import { html, type Html, when } from '../../platform/http/html.ts';
import { icon } from '../../platform/layout/parts.ts';
import type { Choice, Facet, Time } from '../../rules/search-facets.ts';
import { IS_WORDS, operatorsIn, type Unread, withoutOperator } from '../../rules/search-query.ts';
import type { Form, ThreadState } from '../../../shared/words.ts';
import type { Space } from '../spaces/queries.ts';

/** @property isAll whether counts are those of all that there is @property href the page with another query, or in another order */
export type Narrowing = {
  text: string;
  facets: Facet[];
  spaces: readonly Space[];
  isAll: boolean;
  unread: readonly Unread[];
  order: 'best' | 'newest';
  href(query: string, order?: 'best' | 'newest'): string;
};

function nameOf({ m }: Ctx, { name }: Facet, { value }: Choice, spaces: readonly Space[]): string {
  if (name === 'space') return spaces.find(({ id }) => id === Number(value))?.name ?? value;
  if (name === 'form') return m.forms[value as Form].name;
  if (name === 'state') return m.states[value as ThreadState];
  return m.search.times[value as Time];
}

function facet(ctx: Ctx, one: Facet, { spaces, isAll, href }: Narrowing): Html {
  const { m } = ctx;
  const id = `facet-${one.name}`;
  return html`<div class="facet">
    <h3 id="${id}">${m.search.facets[one.name]}</h3>
    <ul aria-labelledby="${id}">
      ${one.choices.map(
        (choice) => html`<li><a class="facet__choice" href="${href(choice.query)}">
          <bdi>${nameOf(ctx, one, choice, spaces)}</bdi>${isAll && html` <span class="muted">${m.number(choice.count)}</span>`}
        </a></li>`,
      )}
    </ul>
  </div>`;
}

/** What is asked besides words; each can be taken away. */
function asked(ctx: Ctx, { text, unread, href }: Narrowing): Html | null {
  const { m } = ctx;
  const list = operatorsIn(text).filter((one) => unread.every((other) => other.text !== one.text));
  if (list.length === 0) return null;
  return html`<div class="facet">
    <h3 id="facet-asked">${m.search.asked}</h3>
    <ul aria-labelledby="facet-asked">
      ${list.map(
        (
          one,
        ) => html`<li><a class="facet__choice facet__choice--on" href="${href(withoutOperator(text, one.operator, one.value))}"
          aria-label="${m.search.drop(one.text)}"><bdi>${one.text}</bdi>${icon(ctx, 'close')}</a></li>`,
      )}
    </ul>
  </div>`;
}

function orders(ctx: Ctx, { text, order, href }: Narrowing): Html {
  const { m } = ctx;
  const link = (one: 'best' | 'newest', words: string) =>
    html`<li><a href="${href(text, one)}"${when(order === one, 'aria-current="true"')}>${words}</a></li>`;
  return html`<nav class="tabs tabs--small" aria-label="${m.search.order}">
    <ul>${link('best', m.search.best)}${link('newest', m.search.newest)}</ul>
  </nav>`;
}

/** Above the results: in which order they are, what is asked of them, and what else could be. */
export function narrowingView(ctx: Ctx, narrowing: Narrowing): Html {
  const { m } = ctx;
  const { facets } = narrowing;
  return html`${asked(ctx, narrowing)}
    ${
      facets.length > 0 &&
      html`<details class="facets"><summary>${m.search.narrow}</summary>
        ${facets.map((one) => facet(ctx, one, narrowing))}
      </details>`
    }
    ${orders(ctx, narrowing)}`;
}

/** What one may type besides words. */
export function helpView(ctx: Ctx, isOpen: boolean): Html {
  const { m } = ctx;
  const help = m.search.help;
  const row = (example: string, what: string, more: Html | null = null) =>
    html`<div><dt><code dir="ltr">${example}</code></dt><dd>${what}${more && html` ${more}`}</dd></div>`;
  const words = html`${IS_WORDS.map((word, i) => html`${i > 0 && ', '}<code dir="ltr">${word}</code>`)}`;
  return html`<details class="search-help"${when(isOpen, 'open')}>
    <summary>${help.title}</summary>
    <p>${help.lead}</p>
    <dl>
      ${row('"rear wheel"', help.phrase)}
      ${row('-tubeless', help.without)}
      ${row('title:wheel', help.title_)}
      ${row('in:wheels', help.space)}
      ${row('by:rina', help.by)}
      ${row('tag:spokes', help.tag)}
      ${row('is:solved', help.is, words)}
      ${row('before:2026 after:2025-06-15', help.time)}
    </dl>
  </details>`;
}
