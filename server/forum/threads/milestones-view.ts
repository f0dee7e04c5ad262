/** What a form has besides its title and text: goals, dates, who takes part, what may be done about it. */
import type { Ctx } from '../../platform/http/context.ts';
import { authorLine, NO_LABEL } from '../../platform/authors/author-line.ts';
import { html, type Html } from '../../platform/http/html.ts';
import { memberPath } from '../../platform/http/paths.ts';
import { declared } from '../../platform/layout/author.ts';
import { icon, textAttributes, withTime } from '../../platform/layout/parts.ts';
import { asksForAnswers, whyNotFinish, whyNotJoin } from '../../rules/thread-forms.ts';
import { mayWithPost } from '../../rules/may.ts';
import { isShared } from '../../rules/roles.ts';
import type { ThreadPage } from './page.ts';
import { improversLine } from './post-lines-view.ts';

const DAY = 86_400_000;

const button = (path: string, set: boolean, words: string, className = 'button button--small') =>
  html`<form method="post" action="${path}"><input type="hidden" name="set" value="${String(set)}"><button class="${className}">${words}</button></form>`;

function finishButton(ctx: Ctx, { thread }: ThreadPage): Html | null {
  if (whyNotFinish(ctx.viewer, thread)) return null;
  const { course } = ctx.m;
  const form = thread.form === 'journey' ? 'journey' : 'challenge';
  return thread.finishedAt === null
    ? button(`/t/${thread.id}/finish`, true, course.finish[form])
    : button(`/t/${thread.id}/finish`, false, course.goOn[form]);
}

function whenItIs(ctx: Ctx, { thread }: ThreadPage): Html | null {
  const { course } = ctx.m;
  const { finishedAt, opensAt, closesAt } = thread;
  if (finishedAt !== null) return withTime(ctx, course.finished, finishedAt);
  if (thread.form !== 'challenge' || opensAt === null || closesAt === null) return null;
  // The end is the first moment that is no more part of it.
  const last = closesAt - DAY;
  if (Date.now() < opensAt) return withTime(ctx, course.begins, opensAt);
  return withTime(ctx, Date.now() < closesAt ? course.runs : course.over, last);
}

function takingPart(ctx: Ctx, { thread, participants, myParticipation }: ThreadPage): Html | null {
  const { m, viewer } = ctx;
  if (thread.form !== 'challenge') return null;
  const { course } = m;
  const path = `/t/${thread.id}`;
  const mayJoin = viewer !== null && whyNotJoin(viewer, thread, Date.now()) === null;
  const people = participants.people.map((one) => {
    const facts = { ...NO_LABEL, ...one, authorName: one.name, authorSlug: one.slug, authorLabel: null };
    const by = authorLine(m, facts, 'people');
    const done = html`<span class="state state--solved">${icon(ctx, 'check')}${course.hasDone}</span>`;
    return html`<li>
      <a href="${memberPath(one.slug)}">${by.name}</a>${declared(ctx, by)}${one.finishedAt !== null && html` ${done}`}
    </li>`;
  });
  const isOpen = myParticipation?.finishedAt === null;
  const doneWords = isOpen ? course.done : course.notDone;
  const myButtons = [
    button(`${path}/done`, isOpen, doneWords, 'button button--primary button--small'),
    button(`${path}/join`, false, course.leave, 'button button--quiet button--small'),
  ];
  return html`<p class="course__counts">
    ${course.joined(participants.joined)}${participants.finished > 0 && html` · ${course.didIt(participants.finished)}`}
  </p>
  <div class="buttons">
    ${!myParticipation && mayJoin && button(`${path}/join`, true, course.join, 'button button--primary button--small')}
    ${myParticipation && myButtons}
  </div>
  <details class="help">
    <summary>${course.people}</summary>
    ${people.length > 0 ? html`<ul class="people">${people}</ul>` : html`<p>${course.nobody}</p>`}
  </details>`;
}

function sharedText(ctx: Ctx, { thread, opening }: ThreadPage): Html | null {
  if (!isShared(thread, opening)) return null;
  const { course } = ctx.m;
  const may = mayWithPost(ctx.viewer, thread, opening, ctx.trustStep);
  return html`<p>${course.shared}${opening.openedBy === 'moderator' && html` (${course.openedByModerator})`}
    ${improversLine(ctx, opening, may)}</p>
  <p class="buttons">
    ${
      may.improve &&
      html`<a class="button button--small" href="/p/${opening.id}/edit">${icon(ctx, 'edit')}${course.improveIt}</a>`
    }
    ${opening.revision > 1 && html`<a href="/p/${opening.id}/revisions">${course.versions(opening.revision)}</a>`}
  </p>`;
}

/** Under the head of a thread; nothing for forms that are only title and text. */
export function milestonesHead(ctx: Ctx, data: ThreadPage): Html | null {
  const { thread } = data;
  const { course } = ctx.m;
  const { goal, wanted } = thread.details ?? {};
  const form = thread.form === 'journey' ? 'journey' : 'challenge';
  const when = whenItIs(ctx, data);
  const parts = [
    goal && html`<p${textAttributes(ctx, goal)}><b>${course.goalHead[form]}</b> ${goal}</p>`,
    wanted && html`<p${textAttributes(ctx, wanted)}><b>${course.wantedHead}</b> ${wanted}</p>`,
    when && html`<p>${icon(ctx, thread.finishedAt === null ? 'clock' : 'check')}${when}</p>`,
    thread.form === 'problem' &&
      thread.meTooCount > 0 &&
      html`<p>${icon(ctx, 'me-too')}${course.meToo(thread.meTooCount, thread.meTooRecent)}</p>`,
    takingPart(ctx, data),
    finishButton(ctx, data),
    sharedText(ctx, data),
  ].filter(Boolean);
  return parts.length === 0 ? null : html`<div class="course">${parts}</div>`;
}

/** What the top-level posts that are no answers are called, by form. */
export function groupsOf(ctx: Ctx, { thread, posts }: ThreadPage) {
  const { m } = ctx;
  if (asksForAnswers(thread.form)) return [];
  const of = (kind: 'milestone' | 'update') => posts.filter((post) => post.kind === kind);
  const others = posts.filter((post) => post.kind !== 'milestone' && post.kind !== 'update');
  if (thread.form === 'journey') {
    const milestones = of('milestone');
    return [
      { id: 'milestones', title: m.course.milestones(milestones.length), posts: milestones, className: 'timeline' },
      { id: 'cheers', title: m.course.cheers, posts: others, className: '' },
    ];
  }
  if (thread.form === 'challenge')
    return [
      { id: 'updates', title: m.course.updates, posts: of('update'), className: '' },
      { id: 'posts', title: m.thread.more, posts: others, className: '' },
    ];
  return [{ id: 'posts', title: m.thread.postsTitle(thread.topCount + thread.replyCount), posts, className: '' }];
}
