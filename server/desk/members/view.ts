/** Members, for admins: looking for them, and what can be done about one. */
import type { Ctx } from '../../platform/http/context.ts';
import { blankForm, type FormState } from '../../platform/http/form-state.ts';
import { html, type Html, type Part } from '../../platform/http/html.ts';
import { memberPath } from '../../platform/http/paths.ts';
import { authorTag } from '../../platform/layout/author.ts';
import { errorSummary, input, select } from '../../platform/layout/fields.ts';
import { cursorPager, time, withTime } from '../../platform/layout/parts.ts';
import { shell } from '../../platform/layout/shell.ts';
import { whyNotHoldOffice } from '../../rules/roles.ts';
import { ROLES } from '../../../shared/words.ts';
import type { Look, MemberPage, MembersPage } from './pages.ts';
import { type ListedMember, MEMBER_STATES } from './queries.ts';

/** Brand staff are made by grants. */
export const GIVEN_ROLES = ['member', 'moderator', 'admin'] as const;

const pathOf = (slug: string) => `/admin/members/${encodeURIComponent(slug)}`;
const fact = (name: string, value: Part): Html => html`<div><dt>${name}</dt><dd>${value}</dd></div>`;

const named = (ctx: Ctx, { slug }: ListedMember, people: MembersPage['people']): Html | string => {
  const who = people.get(slug);
  return who ? authorTag(ctx, who, 'mentioned') : slug;
};

/** What is out of the ordinary about an account, in a few words. */
function marksOf(ctx: Ctx, { suspendedUntil, isImported, isUnreached }: ListedMember): Part[] {
  const { m } = ctx;
  const until = suspendedUntil ?? 0;
  return [
    until > Date.now() && html`<b>${withTime(ctx, m.cases.suspended, until)}</b>`,
    isImported && m.members.states.imported,
    isUnreached && m.members.states.unreached,
  ].filter((one) => one !== false);
}

function memberItem(ctx: Ctx, member: ListedMember, people: MembersPage['people']): Html {
  const { m } = ctx;
  const { role, trust, createdAt, seenAt, slug } = member;
  return html`<li>
    <p>${named(ctx, member, people)} · <a href="${pathOf(slug)}">${m.members.open}</a></p>
    <p class="muted small">${m.profile.roles[role]}${trust && html` · ${m.trust.steps[trust.step]}`} ·
      ${m.members.joined} ${time(ctx, createdAt)} ·
      ${seenAt === null ? m.members.notLately : html`${m.members.seen} ${time(ctx, seenAt)}`}${marksOf(ctx, member).map((one) => html` · ${one}`)}</p>
  </li>`;
}

function addressOf({ q, role, state }: Look, before: number): string {
  const query = new URLSearchParams({ ...(q && { q }), ...(role && { role }), ...(state && { state }) });
  query.set('before', String(before));
  return `/admin/members?${query}`;
}

export function membersView(ctx: Ctx, { look, members, people, isFirst, next }: MembersPage): Html {
  const { m } = ctx;
  const form = blankForm({ q: look.q, role: look.role ?? '', state: look.state ?? '' });
  const roles = ROLES.map((value) => ({ value, text: m.profile.roles[value] }));
  const states = MEMBER_STATES.map((value) => ({ value, text: m.members.states[value] }));
  return shell(ctx, {
    title: m.members.title,
    width: 'read',
    noIndex: true,
    body: html`<h1>${m.members.title}</h1>
      <form class="form form--row" method="get" action="/admin/members" role="search">
        ${input(ctx, form, { name: 'q', label: m.members.look, hint: m.members.lookHelp, type: 'search' })}
        ${select(ctx, form, { name: 'role', label: m.members.role, blank: m.members.any, groups: [{ label: null, options: roles }] })}
        ${select(ctx, form, { name: 'state', label: m.members.state, blank: m.members.any, groups: [{ label: null, options: states }] })}
        <div class="buttons"><button class="button button--primary">${m.members.find}</button></div>
      </form>
      ${
        members.length === 0
          ? html`<p class="section muted">${m.members.none}</p>`
          : html`<ul class="post-list section">${members.map((one) => memberItem(ctx, one, people))}</ul>`
      }
      ${cursorPager(ctx, '/admin/members', isFirst, next === null ? null : addressOf(look, next))}`,
  });
}

function roleSection(ctx: Ctx, { member }: MemberPage, form: FormState): Html {
  const { m } = ctx;
  const options = GIVEN_ROLES.map((value) => ({ value, text: m.profile.roles[value] }));
  return html`<section class="section" id="role"><h2>${m.members.role}</h2>
    ${
      whyNotHoldOffice(member) !== null
        ? html`<p>${m.members.staffRole} <a href="/admin/brands">${m.brands.admin}</a></p>`
        : html`<p>${m.members.roleHelp}</p>
          <form class="form" method="post" novalidate action="${pathOf(member.slug)}/role">
            ${errorSummary(ctx, form, undefined, { role: m.members.role, current: m.accounts.current })}
            ${select(ctx, form, { name: 'role', label: m.members.role, groups: [{ label: null, options }] })}
            ${input(ctx, form, { name: 'current', label: m.members.ownPassword, type: 'password', autocomplete: 'current-password' })}
            <div class="buttons"><button class="button">${m.members.giveRole}</button></div>
          </form>`
    }
  </section>`;
}

function accessSection(ctx: Ctx, { member, access }: MemberPage): Html {
  const { m } = ctx;
  const form = (what: string, text: string) =>
    html`<form method="post" action="${pathOf(member.slug)}/${what}"><button class="button">${text}</button></form>`;
  return html`<section class="section"><h2>${m.members.letIn}</h2>
    <p>${m.members.letInHelp}</p>
    <dl class="facts">
      ${fact(m.members.sessions, m.number(access.sessions))}
      ${fact(m.members.tokens, m.number(access.tokens))}
    </dl>
    <div class="buttons">
      ${form('sign-out', m.members.signOut)}
      ${member.hasAddress && form('reset', m.members.reset)}
    </div>
  </section>`;
}

export function memberView(ctx: Ctx, page: MemberPage, given: FormState | null = null): Html {
  const { m } = ctx;
  const { member, people } = page;
  const { slug, role, trust, createdAt, seenAt, id } = member;
  const isOwn = id === ctx.viewer?.id;
  return shell(ctx, {
    title: m.members.of(slug),
    width: 'read',
    noIndex: true,
    body: html`<p class="muted small"><a href="/admin/members">${m.members.back}</a></p>
      <h1>${named(ctx, member, people)}</h1>
      <dl class="facts">
        ${fact(m.members.role, m.profile.roles[role])}
        ${trust && fact(m.members.trust, m.trust.steps[trust.step])}
        ${fact(m.members.joined, time(ctx, createdAt))}
        ${fact(m.members.seen, seenAt === null ? m.members.notLately : time(ctx, seenAt))}
      </dl>
      ${marksOf(ctx, member).map((one) => html`<p class="muted">${one}</p>`)}
      <p class="buttons">
        <a class="button button--quiet" href="${memberPath(slug)}">${m.members.page}</a>
        ${
          !isOwn &&
          html`<a class="button button--quiet" href="/moderation/people/${encodeURIComponent(slug)}">${m.person.link}</a>
            <a class="button button--quiet" href="${memberPath(slug)}/moderate">${m.acts.moderate}</a>`
        }
      </p>
      ${roleSection(ctx, page, given ?? blankForm({ role }))} ${accessSection(ctx, page)}`,
  });
}
