/** The list of conversations, the form that begins one, and from whom one takes messages. */
import type { Ctx } from '../../platform/http/context.ts';
import type { FormState } from '../../platform/http/form-state.ts';
import { html, type Html } from '../../platform/http/html.ts';
import { authorLine } from '../../platform/authors/author-line.ts';
import { faceOf } from '../../platform/authors/face.ts';
import { faces } from '../../platform/layout/avatar.ts';
import { staffLabel } from '../../platform/layout/author.ts';
import { composer, withDraft } from '../../platform/layout/composer.ts';
import {
  choices,
  enterPreviews,
  errorSummary,
  idempotencyKey,
  input,
  previewButton,
} from '../../platform/layout/fields.ts';
import { cursorPager, empty, notice, tabs, textAttributes, time } from '../../platform/layout/parts.ts';
import { shell } from '../../platform/layout/shell.ts';
import { wordsFor } from '../../platform/site/queries.ts';
import { memberPath } from '../../platform/http/paths.ts';
import { authorOfProfile } from '../../people/profiles/author.ts';
import { type Silence } from '../../people/accounts/silence-queries.ts';
import { unlessSilenced } from '../../people/accounts/silenced-view.ts';
import { lineOf } from '../../../shared/markdown.ts';
import type { ErrorCode } from '../../../shared/faults.ts';
import { MESSAGES_FROM } from '../../../shared/words.ts';
import type { Conversation, ListPage } from './page.ts';
import type { Named } from '../cards/cards.ts';
import { wordsWithTitles } from '../cards/shown.ts';
import type { Begun } from '../drafts/begun.ts';
import { askedFor, begunNotice, placeField } from '../drafts/begun-view.ts';
import type { blockedBy } from './people-queries.ts';
import type { ParticipantRow } from '../drafts/people-queries.ts';

export const STYLE = 'client/styles/messages.css';
const EXCERPT = 140;

/** Why nobody is reached, before anything is sent. */
export const whyNotText = ({ m }: Ctx, whyNot: ErrorCode): string =>
  m.errors[whyNot]({ seconds: 0, used: 0, limit: 0, of: 0, hours: 0, text: '' });

/** Somebody who takes part, as an author. */
export const factsOf = (ctx: Ctx, person: ParticipantRow) => authorOfProfile(wordsFor(ctx.site), person);

/** A name with the label of whoever speaks for a brand. */
export function named(ctx: Ctx, person: ParticipantRow): Html {
  const by = authorLine(ctx.m, factsOf(ctx, person), 'mentioned');
  return html`<span class="person">${by.label !== null && html`${staffLabel(ctx, by)} `}<bdi>${by.name}</bdi></span>`;
}

const listed = (parts: readonly Html[]): Html => html`${parts.map((part, i) => html`${i > 0 && ', '}${part}`)}`;

/** The others of a conversation by name; oneself where nobody else is left. */
export function peopleLine(ctx: Ctx, people: readonly ParticipantRow[]): Html {
  const others = people.filter((one) => one.accountId !== ctx.viewer!.id && one.state !== 'left');
  return others.length === 0 ? html`${ctx.m.messages.onlyYou}` : listed(others.map((one) => named(ctx, one)));
}

function item(ctx: Ctx, { id, people, newest, unread, lastAt }: Conversation, titles: Named): Html {
  const { m, viewer } = ctx;
  const others = people.filter((one) => one.accountId !== viewer!.id && one.state !== 'left');
  const words = newest?.takenBackAt
    ? m.messages.takenBack
    : newest
      ? lineOf(wordsWithTitles(ctx, newest.html, titles), EXCERPT)
      : '';
  const isOwn = newest !== null && newest.authorId === viewer!.id;
  return html`<li class="told conversation${unread > 0 && ' told--new'}">
    ${faces(others.slice(0, 3).map((one) => faceOf(factsOf(ctx, one))))}
    <div class="conversation__words">
      <p class="told__line"><a href="/messages/${id}${unread > 0 ? '#new' : newest && `#message-${newest.id}`}">${peopleLine(ctx, people)}</a>
        ${unread > 0 && html` <span class="told__new">${m.messages.unread(unread)}</span>`}</p>
      ${words && html`<p class="told__words">${isOwn && html`${m.messages.you} `}<span${textAttributes(ctx, words)}>${words}</span></p>`}
    </div>
    ${time(ctx, lastAt)}
  </li>`;
}

export function listView(ctx: Ctx, { conversations, titles, isRequests, isFirst, requests, next }: ListPage): Html {
  const { m } = ctx;
  const path = isRequests ? '/messages?show=requests' : '/messages';
  return shell(ctx, {
    title: m.messages.title,
    width: 'read',
    noIndex: true,
    style: STYLE,
    body: html`<header class="told-head"><h1>${m.messages.title}</h1>
      ${!ctx.may.useDesk && html`<a class="button button--small" href="/messages/new">${m.messages.begin}</a>`}</header>
      ${tabs(m.messages.title, [
        { href: '/messages', text: m.messages.all, isHere: !isRequests },
        { href: '/messages?show=requests', text: m.messages.requests(requests), isHere: isRequests },
      ])}
      ${isRequests && html`<p class="lede">${m.messages.requestsHelp}</p>`}
      ${
        conversations.length === 0
          ? empty(
              ctx,
              'mail',
              isRequests ? m.messages.noRequests : m.messages.none,
              m.messages.noneHelp,
              !isRequests &&
                requests > 0 &&
                html`<a class="button button--primary" href="/messages?show=requests">${m.messages.requestsWait(requests)}</a>`,
            )
          : html`<ul class="told-list">${conversations.map((one) => item(ctx, one, titles))}</ul>`
      }
      ${cursorPager(ctx, path, isFirst, next && `${path}${isRequests ? '&' : '?'}before=${next}`)}
      <p><a href="/messages/blocked">${m.messages.settings}</a></p>`,
  });
}

/**
 * @property begun which of the messages that were begun the form has, and the others
 * @property whyNot they would not be let through to whom they came to write to
 */
export type NewPage = { silences: Silence[]; begun: Begun; whyNot: ErrorCode | null };

/** The form that begins a conversation. */
function newForm(ctx: Ctx, begun: Begun, typed: FormState): Html {
  const { m } = ctx;
  const { form, draft } = withDraft(typed, begun.place, begun.draft);
  return html`<form class="form" method="post" novalidate action="/messages">
    ${errorSummary(ctx, form, undefined, { to: m.messages.to, body: m.messages.body })} ${idempotencyKey(form)}
    ${placeField(begun)}
    ${enterPreviews(ctx, '/messages')}
    ${begunNotice(ctx, begun, draft)}
    ${input(ctx, form, { name: 'to', label: m.messages.to, hint: m.messages.toHelp })}
    ${composer(ctx, form, {
      ...{ label: m.messages.body, hint: m.messages.bodyHelp, rows: 6, draft },
      ...{ beside: begun.beside, asked: askedFor(begun, typed, ['to']) },
    })}
    <div class="buttons"><button class="button button--primary">${m.messages.send}</button>${previewButton(ctx, '/messages')}</div>
  </form>`;
}

export function newView(ctx: Ctx, { silences, begun, whyNot }: NewPage, form: FormState): Html {
  const { m } = ctx;
  return shell(ctx, {
    title: m.messages.begin,
    width: 'read',
    noIndex: true,
    style: STYLE,
    body: html`<h1>${m.messages.begin}</h1><p class="lede">${m.messages.beginHelp}</p>
      ${whyNot && notice(ctx, whyNotText(ctx, whyNot), 'warn')}
      ${
        ctx.may.useDesk
          ? notice(ctx, m.messages.staffAnswer, 'warn')
          : unlessSilenced(ctx, silences, form, newForm(ctx, begun, form))
      }`,
  });
}

export type BlockedPage = { takesFrom: string; blocked: Awaited<ReturnType<typeof blockedBy>> };

export function blockedView(ctx: Ctx, { takesFrom, blocked }: BlockedPage, form: FormState): Html {
  const { m } = ctx;
  const own = { ...form, faults: [], message: null, values: { takesFrom } };
  return shell(ctx, {
    title: m.messages.settings,
    width: 'read',
    noIndex: true,
    body: html`<h1>${m.messages.settings}</h1>
      <form class="form" method="post" novalidate action="/messages/from">
        ${choices(ctx, own, {
          name: 'takesFrom',
          label: m.messages.takesFrom,
          options: MESSAGES_FROM.map((value) => ({ value, ...m.messages.from[value] })),
        })}
        <div class="buttons"><button class="button button--primary">${m.messages.save}</button></div>
      </form>
      <section class="section"><h2>${m.messages.blocked}</h2><p class="lede">${m.messages.blockedHelp}</p>
      ${
        blocked.length === 0
          ? html`<p class="muted">${m.messages.noneBlocked}</p>`
          : html`<ul class="followed">${blocked.map(
              ({ name, slug }) => html`<li><a href="${memberPath(slug)}" dir="auto">${name}</a>
                <form method="post" action="/messages/unblock"><input type="hidden" name="name" value="${slug}">
                <button class="button button--quiet button--small">${m.messages.unblock}<span class="visually-hidden"> ${name}</span></button></form></li>`,
            )}</ul>`
      }
      <form class="form" method="post" novalidate action="/messages/block">
        ${errorSummary(ctx, form, undefined, { name: m.messages.whom })}
        ${input(ctx, form, { name: 'name', label: m.messages.whom, hint: m.messages.whomHelp })}
        <div class="buttons"><button class="button">${m.messages.block}</button></div>
      </form></section>`,
  });
}
