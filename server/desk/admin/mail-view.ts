import type { Ctx } from '../../platform/http/context.ts';
import { html, type Html, type Part } from '../../platform/http/html.ts';
import { time } from '../../platform/layout/parts.ts';
import { shell } from '../../platform/layout/shell.ts';
import type { MailState } from './mail.ts';

type Letter = MailState['retried'][number];

const fact = (name: string, value: Part): Html => html`<div><dt>${name}</dt><dd>${value}</dd></div>`;

function letterItem(ctx: Ctx, letter: Letter, what: 'retry' | 'give-up'): Html {
  const { m } = ctx;
  const { id, template, tries, error, at } = letter;
  const when = what === 'retry' ? time(ctx, at) : html`${m.adminMail.nextTry} ${time(ctx, at, true)}`;
  return html`<li>
    <h3>${m.admin.letterOf(template ?? '')}</h3>
    <p class="muted small">${m.admin.tries(m.number(tries))} · ${when}</p>
    ${error !== null && html`<p><code>${error}</code></p>`}
    <form method="post" action="/admin/letters/${id}/${what}">
      <button class="button button--small">${what === 'retry' ? m.admin.tryAgain : m.adminMail.giveUp}</button>
    </form>
  </li>`;
}

function failures(ctx: Ctx, { retried, givenUp }: MailState): Html {
  const { m } = ctx;
  return html`<section class="section">
    <h2>${m.adminMail.failed}</h2>
    ${retried.length + givenUp.length === 0 && html`<p class="muted">${m.adminMail.noneFailed}</p>`}
    ${
      givenUp.length > 0 &&
      html`<p>${m.admin.givenUpLead}</p>
        <ul class="post-list">${givenUp.map((one) => letterItem(ctx, one, 'retry'))}</ul>`
    }
    ${
      retried.length > 0 &&
      html`<div class="section">
        <p>${m.adminMail.retriedLead}</p>
        <ul class="post-list">${retried.map((one) => letterItem(ctx, one, 'give-up'))}</ul>
      </div>`
    }
  </section>`;
}

function incoming(
  ctx: Ctx,
  { receiving: { isOn, byImap, takenAt, lookedAt, faultAt, fault, faults } }: MailState,
): Html {
  const { m } = ctx;
  const moment = (at: number | null) => (at === null ? m.adminMail.never : time(ctx, at));
  const body = isOn
    ? html`<p>${byImap ? m.adminMail.byImap : m.adminMail.byPipe}</p>
      <dl class="facts">
        ${fact(m.adminMail.takenAt, moment(takenAt))}
        ${byImap && fact(m.adminMail.lookedAt, moment(lookedAt))}
        ${byImap && faults > 0 && fact(m.adminMail.faults, m.number(faults))}
        ${faultAt !== null && fact(m.adminMail.faultAt, html`${time(ctx, faultAt)} <code>${fault}</code>`)}
      </dl>`
    : html`<p class="muted">${m.adminMail.notTaken}</p>`;
  return html`<section class="section"><h2>${m.adminMail.incoming}</h2>${body}</section>`;
}

/** How mail goes out and comes in. */
export function mailView(ctx: Ctx, state: MailState): Html {
  const { m } = ctx;
  const { waiting, oldestAt, retried, paused } = state.queue;
  return shell(ctx, {
    title: m.adminMail.title,
    width: 'read',
    noIndex: true,
    body: html`<h1>${m.adminMail.title}</h1>
      <section class="section">
        <h2>${m.adminMail.outgoing}</h2>
        <p>${state.bySmtp ? m.adminMail.bySmtp : m.adminMail.byFolder}</p>
        <dl class="facts">
          ${fact(m.adminMail.waiting, m.number(waiting))}
          ${oldestAt !== null && fact(m.adminMail.oldest, time(ctx, oldestAt))}
          ${fact(m.adminMail.retried, m.number(retried))}
          ${fact(m.adminMail.paused, m.number(paused))}
        </dl>
        <form method="post" action="/admin/mail/test">
          <p class="buttons"><button class="button button--primary">${m.adminMail.test}</button></p>
        </form>
      </section>
      <section class="section"><h2>${m.adminMail.push}</h2>
        <dl class="facts">
          ${fact(m.adminMail.devices, m.number(state.push.devices))}
          ${fact(m.adminMail.waiting, m.number(state.push.waiting))}
          ${fact(m.adminMail.retried, m.number(state.push.retried))}
        </dl>
      </section>
      ${failures(ctx, state)}
      ${incoming(ctx, state)}`,
  });
}
