/** Join links, for admins: making one, those that are open or over, and who joined by each. */
import type { Ctx } from '../../platform/http/context.ts';
import { blankForm, type FormState } from '../../platform/http/form-state.ts';
import { html, type Html } from '../../platform/http/html.ts';
import { authorTag } from '../../platform/layout/author.ts';
import { errorSummary, idempotencyKey, input } from '../../platform/layout/fields.ts';
import { cursorPager, notice, tabs, textAttributes, time } from '../../platform/layout/parts.ts';
import { shell } from '../../platform/layout/shell.ts';
import type { MadeJoinLink } from '../../people/accounts/join-links.ts';
import { LIMITS } from '../../../shared/limits.ts';
import type { JoinLinksPage, ShownLink } from './page.ts';

const PATH = '/admin/join-links';
const OVER = `${PATH}?state=over`;

const named = (ctx: Ctx, people: JoinLinksPage['people'], slug: string): Html | string => {
  const who = people.get(slug);
  return who ? authorTag(ctx, who, 'mentioned') : slug;
};

function madeNotice(ctx: Ctx, { address }: MadeJoinLink): Html {
  const { m } = ctx;
  if (address === null) return notice(ctx, m.joinLinks.sent);
  return notice(ctx, html`<p>${m.joinLinks.shown}</p><p><code class="token">${address}</code></p>`);
}

function makeForm(ctx: Ctx, form: FormState): Html {
  const { m } = ctx;
  const { joinLinkUses: uses, joinLinkDays: days } = LIMITS;
  const short = { type: 'number', className: 'input--short' } as const;
  const names = { note: m.joinLinks.note, uses: m.joinLinks.uses, days: m.joinLinks.days, email: m.joinLinks.email };
  return html`<section class="section" aria-labelledby="make-t"><h2 id="make-t">${m.joinLinks.make}</h2>
    <form class="form" method="post" novalidate action="${PATH}">
      ${errorSummary(ctx, form, undefined, names)} ${idempotencyKey(form)}
      ${input(ctx, form, { name: 'note', label: names.note, hint: m.joinLinks.noteHelp, maxLength: 2 * LIMITS.joinLinkNote.max })}
      ${input(ctx, form, { ...short, name: 'uses', label: names.uses, hint: m.joinLinks.between(uses.min, uses.max) })}
      ${input(ctx, form, { ...short, name: 'days', label: names.days, hint: m.joinLinks.between(days.min, days.max) })}
      ${input(ctx, form, { name: 'email', label: names.email, hint: m.joinLinks.emailHelp, type: 'email', autocomplete: 'off' })}
      <div class="buttons"><button class="button button--primary">${m.joinLinks.make}</button></div>
    </form>
  </section>`;
}

function joinedLine(ctx: Ctx, { joined, count }: ShownLink, people: JoinLinksPage['people']): Html | null {
  const { m } = ctx;
  if (count === 0) return null;
  const rest = count - joined.length;
  return html`<p>${m.joinLinks.joined}: ${joined.map((slug, i) => html`${i > 0 && ', '}${named(ctx, people, slug)}`)}${
    rest > 0 && html`${joined.length > 0 && ', '}${m.joinLinks.others(rest)}`
  }</p>`;
}

function linkItem(ctx: Ctx, link: ShownLink, { people, look }: JoinLinksPage): Html {
  const { m } = ctx;
  const { id, note, uses, usesLeft, createdAt, expiresAt, endedAt, makerSlug } = link;
  const title = m.joinLinks.number(id);
  return html`<li>
    <h3>${title}${note && html`: <span${textAttributes(ctx, note)}>${note}</span>`}</h3>
    <p>${m.joinLinks.left(usesLeft, uses)} ·
      ${endedAt === null ? m.joinLinks.until : m.joinLinks.ended} ${time(ctx, endedAt ?? expiresAt)}</p>
    <p class="muted small">${m.joinLinks.madeAt} ${time(ctx, createdAt)} ·
      ${makerSlug === null ? m.joinLinks.byOperator : named(ctx, people, makerSlug)}</p>
    ${joinedLine(ctx, link, people)}
    ${
      look.isOpen &&
      html`<form method="post" action="${PATH}/${id}/end">
        <button class="button button--small button--danger">${m.joinLinks.end}<span class="visually-hidden">: ${title}</span></button>
      </form>`
    }
  </li>`;
}

/** @param form the form in which one is made, as it was refused */
export function joinLinksView(ctx: Ctx, data: JoinLinksPage, form: FormState | null = null): Html {
  const { m, site } = ctx;
  const { look, links, next, made } = data;
  const path = look.isOpen ? PATH : OVER;
  const setting = m.joinLinks.setting;
  return shell(ctx, {
    title: m.joinLinks.title,
    width: 'read',
    noIndex: true,
    body: html`<nav class="crumbs" aria-label="${m.shell.trail}"><ol><li><a href="/admin">${m.admin.title}</a></li></ol></nav>
    <h1>${m.joinLinks.title}</h1>
    <p class="lede">${m.joinLinks.lead}</p>
    <p>${setting.name}: <b>${setting[site.joining]}</b> · <a href="/admin/settings#s-joining-t">${m.joinLinks.change}</a></p>
    ${made && madeNotice(ctx, made)}
    ${makeForm(ctx, form ?? blankForm({ uses: '1', days: '14' }))}
    <section class="section" aria-labelledby="links-t"><h2 id="links-t">${m.joinLinks.list}</h2>
      ${tabs(m.joinLinks.list, [
        { href: PATH, text: m.joinLinks.open, isHere: look.isOpen },
        { href: OVER, text: m.joinLinks.over, isHere: !look.isOpen },
      ])}
      ${
        links.length === 0
          ? html`<p class="muted">${m.joinLinks.none}</p>`
          : html`<ul class="post-list">${links.map((one) => linkItem(ctx, one, data))}</ul>`
      }
      ${cursorPager(ctx, path, look.before === null, next === null ? null : `${path}${look.isOpen ? '?' : '&'}before=${next}`)}
    </section>`,
  });
}
