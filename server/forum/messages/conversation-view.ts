/** A conversation, read and gone on with. */
import type { Ctx } from '../../platform/http/context.ts';
import type { FormState } from '../../platform/http/form-state.ts';
import { html, type Html, trusted, when } from '../../platform/http/html.ts';
import { authorLine } from '../../platform/authors/author-line.ts';
import { faceOf } from '../../platform/authors/face.ts';
import { avatar } from '../../platform/layout/avatar.ts';
import { declared, nameTag, staffLabel } from '../../platform/layout/author.ts';
import { composer, withDraft } from '../../platform/layout/composer.ts';
import { errorSummary, idempotencyKey, input, previewButton, writerField } from '../../platform/layout/fields.ts';
import { icon, ownMoment, textAttributes } from '../../platform/layout/parts.ts';
import { shell } from '../../platform/layout/shell.ts';
import { unlessSilenced } from '../../people/accounts/silenced-view.ts';
import { mayBeReported, whyNotChange } from '../../rules/messages.ts';
import { holdsForumOffice } from '../../rules/roles.ts';
import { plainText } from '../../../shared/markdown.ts';
import type { ConversationPage } from './page.ts';
import type { MessageRow } from './reading-queries.ts';
import type { Named } from '../cards/cards.ts';
import { wordsWithTitles } from '../cards/shown.ts';
import { factsOf, named, peopleLine, STYLE, whyNotText } from './views.ts';

/** The two forms of one page that give back what was typed. */
export type ConversationForms = { write: FormState; add: FormState };

const moment = (ctx: Ctx, at: number): Html =>
  html`<time datetime="${new Date(at).toISOString()}">${ownMoment(ctx, at)}</time>`;

function said(ctx: Ctx, { authorId, takenBackAt, html: words }: MessageRow, titles: Named): Html {
  const { m } = ctx;
  if (authorId === null) return html`<p class="muted">${m.messages.wordsGone}</p>`;
  if (takenBackAt !== null) return html`<p class="muted">${m.messages.takenBack}</p>`;
  return html`<div class="prose"${textAttributes(ctx, plainText(words))}>${trusted(wordsWithTitles(ctx, words, titles))}</div>`;
}

/** What its reader may do with a message. */
function foot({ m, viewer, askedAt }: Ctx, message: MessageRow): Html | false {
  const path = `/messages/${message.conversationId}/${message.id}`;
  if (whyNotChange(message, viewer!.id, askedAt) === null)
    return html`<p class="message__foot"><a class="small" href="${path}/change">${m.messages.change}</a></p>`;
  if (message.authorId === viewer!.id || !mayBeReported(message)) return false;
  return html`<p class="message__foot"><a class="small" href="${path}/report">${m.messages.report}</a></p>`;
}

/** One message; who speaks for a brand, or from an office, is said before their words. */
function messageItem(ctx: Ctx, message: MessageRow, titles: Named, isFirstNew = false): Html {
  const { m, viewer } = ctx;
  const by = authorLine(m, message, 'post');
  const isOwn = message.authorId === viewer!.id;
  const office = holdsForumOffice(message.role) && html` <span class="badge">${m.profile.roles[message.role]}</span>`;
  return html`<li class="message${isOwn && ' message--own'}${by.label !== null && ' message--staff'}" id="message-${message.id}"
    data-id="${message.id}" data-as="${message.takenBackAt ?? message.changedAt ?? 0}">
    ${isFirstNew && html`<p class="message__new" id="new">${m.messages.newHere}</p>`}
    <div class="message__head">${avatar(faceOf(message), 'small')}
      ${by.label !== null && html`${staffLabel(ctx, by)} `}${nameTag(by)}${office}${declared(ctx, by)}
      <span class="message__at">${moment(ctx, message.createdAt)}${
        message.changedAt !== null && message.takenBackAt === null && html` · ${m.messages.changed}`
      }</span></div>
    ${said(ctx, message, titles)} ${foot(ctx, message)}
  </li>`;
}

/** What came since, for the page that is open. */
export const partView = (ctx: Ctx, { messages, named }: { messages: MessageRow[]; named: Named }): Html =>
  html`<ol>${messages.map((one) => messageItem(ctx, one, named))}</ol>`;

function request(ctx: Ctx, { id, people, me }: ConversationPage): Html {
  const { m } = ctx;
  const by = people.find((one) => one.accountId === me.addedBy);
  return html`<section class="request" aria-labelledby="request-t"><h2 id="request-t">${m.messages.isRequest}</h2>
    ${by && people.length > 2 && html`<p>${m.messages.addedBy(by.name)}</p>`}
    <p>${m.messages.requestHelp}</p>
    <div class="buttons">
      <form method="post" action="/messages/${id}/accept"><button class="button button--primary">${m.messages.accept}</button></form>
      <form method="post" action="/messages/${id}/leave"><button class="button">${m.messages.refuse}</button></form>
      ${
        by &&
        html`<form method="post" action="/messages/block"><input type="hidden" name="name" value="${by.slug}">
        <button class="button button--quiet">${m.messages.blockPerson(by.name)}</button></form>`
      }
    </div></section>`;
}

function writeBox(ctx: Ctx, page: ConversationPage, typed: FormState): Html {
  const { m } = ctx;
  const { id, whyNot, silences } = page;
  const { form, draft } = withDraft(typed, `message:${id}`, page.draft);
  const isTyped = typed.message !== null || typed.faults.length > 0;
  if (whyNot && whyNot !== 'accept_first' && !isTyped)
    return html`<p class="muted message-end"${when(whyNot === 'awaits_acceptance', 'data-waits')}>${icon(ctx, 'info')}${whyNotText(ctx, whyNot)}</p>`;
  return html`<section class="message-box" id="reply">${unlessSilenced(
    ctx,
    silences,
    typed,
    html`<form class="form" method="post" novalidate action="/messages/${id}/write">
    ${errorSummary(ctx, form, undefined, { body: m.messages.body })} ${idempotencyKey(form)}
    ${composer(ctx, form, { label: m.messages.body, rows: 4, draft })}
    <div class="buttons"><button class="button button--primary">${m.messages.send}</button>${previewButton(ctx, `/messages/${id}/write`)}</div>
  </form>`,
  )}</section>`;
}

function person(ctx: Ctx, { people, blocked }: ConversationPage, one: ConversationPage['people'][number]): Html {
  const { m, viewer } = ctx;
  const isBlocked = blocked.has(one.accountId);
  // Of two, one wrote to the other.
  const by = people.length > 2 && people.find(({ accountId }) => accountId === one.addedBy);
  // Who refused looks like who has not answered yet.
  const state = one.state === 'refused' ? 'requested' : one.state;
  return html`<li>${avatar(faceOf(factsOf(ctx, one)), 'small')} ${named(ctx, one)}
    ${state !== 'accepted' && html`<span class="muted">${m.messages.states[state]}</span>`}
    ${by && html`<span class="muted small">${m.messages.addedBy(by.name)}</span>`}
    ${
      one.accountId !== viewer!.id &&
      !holdsForumOffice(one.role) &&
      html`<form method="post" action="/messages/${isBlocked ? 'unblock' : 'block'}">
      <input type="hidden" name="name" value="${one.slug}">
      <button class="button button--quiet button--small">${isBlocked ? m.messages.unblock : m.messages.block}<span
        class="visually-hidden"> ${one.name}</span></button></form>`
    }</li>`;
}

function aside(ctx: Ctx, page: ConversationPage, add: FormState): Html {
  const { m } = ctx;
  const { id, me, people } = page;
  const isIn = me.state === 'accepted';
  const there = people.filter(({ state }) => state !== 'left').length;
  const isAdding = add.faults.length > 0 || add.message !== null;
  return html`<details class="message-people"${when(isAdding, 'open')}><summary>${m.messages.people(there)}</summary>
    <ul>${people.map((one) => person(ctx, page, one))}</ul>
    ${
      isIn &&
      !ctx.may.useDesk &&
      html`<form class="form" method="post" novalidate action="/messages/${id}/people">
      ${errorSummary(ctx, add, undefined, { to: m.messages.addPeople })} ${idempotencyKey(add)}${writerField(ctx)}
      ${input(ctx, add, { name: 'to', label: m.messages.addPeople, hint: m.messages.addHelp })}
      <div class="buttons"><button class="button button--small">${m.messages.add}</button></div></form>`
    }</details>
    ${
      isIn &&
      html`<details class="message-leave"><summary>${m.messages.leave}</summary><p>${m.messages.leaveHelp}</p>
      <form method="post" action="/messages/${id}/leave"><button class="button button--danger">${m.messages.leaveDo}</button></form></details>`
    }`;
}

export function conversationView(ctx: Ctx, page: ConversationPage, forms: ConversationForms): Html {
  const { m } = ctx;
  const { id, me, people, messages, older, isFirst } = page;
  const others = people.filter((one) => one.accountId !== me.accountId && one.state !== 'left');
  const title = others.map((one) => authorLine(m, factsOf(ctx, one), 'mentioned').text).join(', ');
  const firstNew = messages.find((one) => one.id > me.readId && one.authorId !== me.accountId);
  return shell(ctx, {
    title: title || m.messages.onlyYou,
    width: 'read',
    noIndex: true,
    style: STYLE,
    body: html`<p><a href="/messages">${icon(ctx, 'prev', 'icon icon--flip')}${m.messages.title}</a></p>
    <h1 class="message-title">${peopleLine(ctx, people)}</h1>
    ${older !== null && html`<p><a href="/messages/${id}?before=${older}">${m.messages.older}</a></p>`}
    <div role="log" aria-label="${m.messages.said}"><ol class="messages"${when(isFirst, `data-conversation="${id}"`)}>
      ${messages.map((one) => messageItem(ctx, one, page.named, one === firstNew))}</ol></div>
    ${messages.length === 0 && html`<p class="muted">${m.messages.nothingSince}</p>`}
    ${!isFirst && html`<p><a href="/messages/${id}">${m.messages.newest}</a></p>`}
    ${me.state === 'requested' ? request(ctx, page) : isFirst && writeBox(ctx, page, forms.write)}
    ${aside(ctx, page, forms.add)}`,
  });
}
