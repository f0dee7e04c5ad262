/** Held and flagged posts as moderators see them, each with why; and raid mode. */
import { authorLine } from '../../platform/authors/author-line.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { blankForm, type FormState, idempotencyKeyOf } from '../../platform/http/form-state.ts';
import { html, type Html, when } from '../../platform/http/html.ts';
import { memberPath, postPath } from '../../platform/http/paths.ts';
import { staffLabel } from '../../platform/layout/author.ts';
import { errorSummary, select, textarea } from '../../platform/layout/fields.ts';
import { empty, notice, textAttributes, time } from '../../platform/layout/parts.ts';
import { shell } from '../../platform/layout/shell.ts';
import { RAID_DAYS, RAID_HOURS } from '../../rules/prevention.ts';
import { moment } from '../../../shared/format.ts';
import { beginningOf } from '../../../shared/markdown.ts';
import { noneChosen, noneChosenAbove } from '../acts/choosing-view.ts';
import { actWords, reasonName } from '../acts/words.ts';
import { keyList } from '../../platform/layout/keys-view.ts';
import type { HeldQueue, Outcome } from './held.ts';
import type { WaitingPost } from './queries.ts';

const TEXT_LENGTH = 600;
/** Of a group, before it is opened. */
const SAMPLES = 3;
const SAMPLE_LENGTH = 160;

/** @param box what chooses it; null where one acts on each by itself */
function waitingPost(ctx: Ctx, post: WaitingPost, box: Html | null): Html {
  const { m } = ctx;
  const by = authorLine(m, post, 'mentioned');
  const why = post.heldWhy!;
  const text = beginningOf(post.html, TEXT_LENGTH);
  const name = html`${by.label !== null && html`${staffLabel(ctx, by)} `}<bdi>${by.name}</bdi>`;
  const said = [
    m.prevention.whys[why.why],
    why.score !== null && m.prevention.score(why.score),
    why.words.length > 0 && m.prevention.because(why.words.join(', ')),
  ].filter((one) => one !== false);
  const joined = post.joinedAt !== null && html` · ${m.prevention.joined} ${time(ctx, post.joinedAt)}`;
  const place = postPath({ id: post.threadId, slug: post.threadSlug }, post.number);
  return html`<div class="held__post" id="held-${post.id}">
    <p class="held__head">
      ${box}
      <span>${by.slug ? html`<a href="${memberPath(by.slug)}">${name}</a>` : name} ·
      <a href="${place}"${textAttributes(ctx, post.title)}>${post.title} · #${m.number(post.number)}</a></span>
    </p>
    <p class="muted small">${time(ctx, post.createdAt)} · <bdi>${post.spaceName}</bdi>${joined}</p>
    ${post.changedBy !== null && html`<p class="small">${m.prevention.changedBy} <bdi>${post.changedBy}</bdi></p>`}
    <p class="held__why">${said.join(' · ')}</p>
    <blockquote class="quote"${textAttributes(ctx, text)}><p>${text}</p></blockquote>
    ${box ? html`<p class="small"><a href="/p/${post.id}/moderate">${m.prevention.moderate}</a></p>` : flaggedButtons(ctx, post)}
  </div>`;
}

/** What was only flagged is approved by itself: what is wrong with it is a moderator's to say. */
const flaggedButtons = ({ m }: Ctx, { id }: WaitingPost): Html =>
  html`<div class="buttons">
    <form method="post" action="/p/${id}/moderate/approve">
      <button class="button button--small">${actWords(m, 'post', 'approve').name}</button>
    </form>
    <a class="button button--small button--quiet" href="/p/${id}/moderate/hide">${actWords(m, 'post', 'hide').name}</a>
    <a class="button button--small button--quiet" href="/p/${id}/moderate">${m.prevention.moderate}</a>
  </div>`;

type Chosen = { posts: ReadonlySet<string>; groups: ReadonlySet<string> };

function boxOf({ m }: Ctx, post: WaitingPost, { posts }: Chosen, isRow: boolean): Html {
  const { name } = authorLine(m, post, 'mentioned');
  return html`<input type="checkbox" name="posts" value="${post.id}"${when(posts.has(String(post.id)), 'checked')}
    ${when(isRow, 'data-key="x"')} aria-label="${m.prevention.chooseOne(name)}">`;
}

/** One post; or many that are alike: the first of them, a box for all, and each by itself for who opens them. */
function heldRow(ctx: Ctx, group: WaitingPost[], chosen: Chosen): Html {
  const { m } = ctx;
  const [first, ...others] = group as [WaitingPost, ...WaitingPost[]];
  if (others.length === 0)
    return html`<li class="held__row" data-keys>${waitingPost(ctx, first, boxOf(ctx, first, chosen, true))}</li>`;
  const ids = group.map(({ id }) => id).join(',');
  const authors = new Set(group.map(({ authorId }) => authorId)).size;
  const each = (post: WaitingPost) => html`<li>${waitingPost(ctx, post, boxOf(ctx, post, chosen, false))}</li>`;
  return html`<li class="held__row" data-keys>
    <h3><label class="check"><input type="checkbox" name="groups" value="${ids}" data-key="x"${when(chosen.groups.has(ids), 'checked')}>
      <span>${m.prevention.alike(group.length, authors)}</span></label></h3>
    ${group.slice(0, SAMPLES).map((post) => html`<blockquote class="quote"><p>${beginningOf(post.html, SAMPLE_LENGTH)}</p></blockquote>`)}
    <details><summary data-key="o">${m.prevention.eachOf(group.length)}</summary>
      <ol class="post-list">${group.map(each)}</ol></details>
  </li>`;
}

function heldForm(ctx: Ctx, { groups, reasons }: HeldQueue, form: FormState): Html {
  const { m } = ctx;
  const typed = (name: string) => new Set([form.values[name] ?? []].flat().map(String));
  const chosen = { posts: typed('posts'), groups: typed('groups') };
  const options = reasons.map(({ slug }) => ({ value: slug, text: reasonName(m, slug, reasons) }));
  const isSpamGiven = reasons.some(({ slug }) => slug === 'spam');
  return html`<form class="form" method="post" novalidate action="/moderation/held" data-keys>
    ${errorSummary(ctx, form, undefined, { posts: m.prevention.choose, reason: m.acts.reason, note: m.acts.note }, noneChosenAbove(ctx, form))}
    <input type="hidden" name="idempotencyKey" value="${idempotencyKeyOf(form)}">
    <ol class="post-list" id="posts">${groups.map((group) => heldRow(ctx, group, chosen))}</ol>
    ${noneChosen(ctx, form)}
    <div class="held__judge buttons" role="group" aria-label="${m.prevention.choose}">
      <button class="button button--primary" name="verb" value="approve" data-key="a">${actWords(m, 'post', 'approve').name}</button>
      ${isSpamGiven && html`<button class="button" name="verb" value="spam" data-key="d">${m.prevention.refuseSpam}</button>`}
    </div>
    <details${when(
      form.faults.some(({ field }) => field !== 'posts'),
      'open',
    )}><summary>${m.prevention.refuseElse}</summary>
      ${select(ctx, form, { name: 'reason', label: m.acts.reason, groups: [{ label: null, options }], blank: m.acts.noReason })}
      ${textarea(ctx, form, { name: 'note', label: m.acts.note, hint: m.acts.noteHelp, rows: 2 })}
      <div class="buttons"><button class="button" name="verb" value="refuse">${actWords(m, 'post', 'refuse').name}</button></div>
    </details>
    ${keyList(ctx, m.prevention.keyHelp)}
  </form>`;
}

function flaggedList(ctx: Ctx, { flagged }: HeldQueue): Html | null {
  if (flagged.length === 0) return null;
  const { m } = ctx;
  return html`<div class="section"><h3>${m.prevention.flaggedTitle}</h3><p>${m.prevention.flaggedLead}</p>
  <ol class="post-list">${flagged.map((post) => html`<li>${waitingPost(ctx, post, null)}</li>`)}</ol></div>`;
}

function raidPart(ctx: Ctx, { raid }: HeldQueue): Html | null {
  if (!raid) return null;
  const words = ctx.m.prevention.raid;
  if (raid.on)
    return notice(
      ctx,
      html`<p>${words.on(raid.on.days).replace('{time}', moment(ctx.lang, raid.on.until))}</p>
      <form method="post" action="/moderation/raid/end"><button class="button button--small">${words.end}</button></form>`,
      'warn',
    );
  const form = blankForm({ hours: 12, days: 7 });
  const options = (list: readonly number[], text: (value: number) => string) => [
    { label: null, options: list.map((value) => ({ value: String(value), text: text(value) })) },
  ];
  return html`${raid.looms && notice(ctx, html`<p>${words.looms}</p>`, 'warn')}
  <details class="section"${raid.looms && html` open`}><summary>${words.title}</summary>
    <p>${words.lead}</p>
    <form class="form" method="post" action="/moderation/raid">
      ${select(ctx, form, { name: 'hours', label: words.hours, groups: options(RAID_HOURS, words.hoursOf) })}
      ${select(ctx, form, { name: 'days', label: words.days, groups: options(RAID_DAYS, words.daysOf) })}
      <div class="buttons"><button class="button button--danger">${words.start}</button></div>
    </form>
  </details>`;
}

/** The part of the moderators' queue that is about prevention. */
export function heldSection(ctx: Ctx, queue: HeldQueue, form: FormState = blankForm()): Html {
  // What is going on now stands first; otherwise there is no hurry.
  const isUrgent = queue.raid !== null && (queue.raid.on !== null || queue.raid.looms);
  const { m } = ctx;
  return html`<section class="section" id="held">
    <h2>${m.prevention.queue}</h2>
    ${isUrgent && raidPart(ctx, queue)}
    ${
      queue.groups.length === 0
        ? html`<p class="muted">${m.prevention.noneHelp}</p>`
        : html`<p>${m.prevention.count(queue.count)}${queue.isWhole ? null : html` <a href="/moderation/held">${m.prevention.all}</a>`}</p>
          ${heldForm(ctx, queue, form)}`
    }
    ${flaggedList(ctx, queue)}
    ${!isUrgent && raidPart(ctx, queue)}
  </section>`;
}

const refusedList = ({ m }: Ctx, refused: Outcome['refused']): Html =>
  html`<p>${m.acts.bulk.refused}:</p>
  <ul>${refused.map(({ id, sentence }) => html`<li><a href="/p/${id}">${id}</a>: ${sentence}</li>`)}</ul>`;

/** A page of its own, with what came of it. */
export function heldView(ctx: Ctx, queue: HeldQueue, outcome: Outcome | null, form: FormState = blankForm()): Html {
  const { m } = ctx;
  return shell(ctx, {
    title: m.prevention.queue,
    width: 'read',
    noIndex: true,
    body: html`<h1>${m.prevention.all}</h1>
    ${
      outcome &&
      html`<div role="status"><p>${m.acts.bulk.done(outcome.done, outcome.done + outcome.refused.length)}</p>
      ${outcome.refused.length > 0 && refusedList(ctx, outcome.refused)}</div>`
    }
    ${queue.groups.length === 0 && queue.flagged.length === 0 && empty(ctx, 'solved', m.prevention.none, m.prevention.noneHelp)}
    ${heldSection(ctx, queue, form)}
    <p><a href="/moderation">${m.moderation.title}</a></p>`,
  });
}
