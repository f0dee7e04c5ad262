/** Where a moderator chooses what to do, with what was done so far. */
import type { Ctx } from '../../platform/http/context.ts';
import { blankForm, type FormState } from '../../platform/http/form-state.ts';
import { html, type Html } from '../../platform/http/html.ts';
import { check, errorSummary, idempotencyKey, select, textarea } from '../../platform/layout/fields.ts';
import { textAttributes } from '../../platform/layout/parts.ts';
import { shell } from '../../platform/layout/shell.ts';
import type { ActVerb } from '../../../shared/words.ts';
import { authorLine } from '../../platform/authors/author-line.ts';
import { beginningOf } from '../../../shared/markdown.ts';
import type { Act } from './act.ts';
import { noneChosen, noneChosenAbove } from './choosing-view.ts';
import type { Chosen } from './choosing-queries.ts';
import type { Choice } from './choices.ts';
import type { Subject } from './form-view.ts';
import type { ToldAct } from './queries.ts';
import type { Reason } from './reasons.ts';
import { actLine } from './statement-view.ts';
import { canBeUndone } from './undo.ts';
import { actWords, reasonName } from './words.ts';

export type Menu = {
  title: string;
  subject: Subject;
  choices: Choice[];
  done: ToldAct[];
  reasons: Reason[];
  /** The page where several posts of the thread are chosen. */
  several: string | null;
  /** What moderators know of a person, where it is about one. */
  person: string | null;
  /** Where one acts on whoever wrote it. */
  author: string | null;
};

function choice(ctx: Ctx, { title, path, acts }: Choice): Html | null {
  if (acts.length === 0) return null;
  const link = ({ target, verb }: Act) =>
    html`<li><a class="button button--small" href="${path}/${verb}">${actWords(ctx.m, target, verb).name}</a></li>`;
  return html`<section class="section"><h2>${title}</h2><ul class="plain-list buttons">${acts.map(link)}</ul></section>`;
}

/** Whoever an appeal overruled is not offered to take that back. */
function undoLink(ctx: Ctx, { act }: ToldAct, done: ToldAct[]): Html | null {
  const isOverruled = ({ act: one, appeal }: ToldAct) =>
    one.id === act.undoesId && one.actorId === ctx.viewer!.id && appeal?.state === 'upheld';
  if (!canBeUndone(act) || done.some(isOverruled)) return null;
  return html`<p><a class="button button--small" href="/acts/${act.id}/undo">${ctx.m.acts.undo}</a></p>`;
}

export function menuView(ctx: Ctx, { title, subject, choices, done, reasons, several, person, author }: Menu): Html {
  const { m } = ctx;
  const line = (told: ToldAct) => actLine(ctx, told, reasons, undoLink(ctx, told, done), true);
  return shell(ctx, {
    title,
    width: 'read',
    noIndex: true,
    body: html`<h1>${title}</h1>
    <p class="lede"><a href="${subject.href}"${textAttributes(ctx, subject.title)}>${subject.title}</a></p>
    ${choices.every(({ acts }) => acts.length === 0) && html`<p>${m.acts.notHere}</p>`}
    ${choices.map((one) => choice(ctx, one))}
    ${person && html`<p><a href="${person}">${m.person.link}</a></p>`}
    ${author && html`<p><a href="${author}">${m.acts.withAuthor}</a></p>`}
    ${several && html`<p><a href="${several}">${m.acts.withPosts}</a></p>`}
    <section class="section"><h2>${m.acts.before}</h2>
      ${done.length === 0 ? html`<p class="muted">${m.acts.nothingBefore}</p>` : html`<ul class="plain-list acts">${done.map(line)}</ul>`}
    </section>`,
  });
}

const EXCERPT = 80;
/** Verbs that several posts can have at once. */
export const BULK_VERBS: readonly (ActVerb &
  ('hide' | 'show' | 'approve' | 'refuse' | 'remind' | 'remove' | 'split'))[] = [
  'hide',
  'show',
  'approve',
  'refuse',
  'remind',
  'split',
  'remove',
];

export type BulkPage = { subject: Subject; posts: Chosen[]; reasons: Reason[]; result: BulkResult | null };
export type BulkResult = { done: number; refused: { id: number; sentence: string }[] };

const chosenName = ({ m }: Ctx, post: Chosen): string =>
  `#${m.number(post.number)} ${authorLine(m, post, 'mentioned').text}: ${beginningOf(post.html, EXCERPT)}`;

const refusedList = ({ m }: Ctx, refused: BulkResult['refused']): Html =>
  html`<p>${m.acts.bulk.refused}:</p>
  <ul>${refused.map(({ id, sentence }) => html`<li><a href="/p/${id}">${id}</a>: ${sentence}</li>`)}</ul>`;

export function bulkView(ctx: Ctx, { subject, posts, reasons, result }: BulkPage, form: FormState = blankForm()): Html {
  const { m } = ctx;
  const chosen = new Set([form.values.posts ?? []].flat().map(String));
  const target = (verb: ActVerb) => (verb === 'split' ? 'thread' : 'post');
  const verbs = BULK_VERBS.map((value) => ({ value, text: actWords(m, target(value), value).name }));
  const options = reasons.map(({ slug }) => ({ value: slug, text: reasonName(m, slug, reasons) }));
  return shell(ctx, {
    title: m.acts.bulk.title,
    width: 'read',
    noIndex: true,
    body: html`<h1>${m.acts.bulk.title}</h1>
    <p class="lede"><a href="${subject.href}"${textAttributes(ctx, subject.title)}>${subject.title}</a></p>
    ${
      result &&
      html`<div role="status"><p>${m.acts.bulk.done(result.done, result.done + result.refused.length)}</p>
      ${result.refused.length > 0 && refusedList(ctx, result.refused)}</div>`
    }
    <form class="form" method="post" novalidate action="${subject.path}/posts">
      ${errorSummary(ctx, form, undefined, { posts: m.acts.fields.posts, reason: m.acts.reason, note: m.acts.note }, noneChosenAbove(ctx, form))}
      ${idempotencyKey(form)}
      <fieldset class="field" id="posts"><legend class="field__label">${m.acts.bulk.choose}</legend>
        ${posts.map((post) => check('posts', chosenName(ctx, post), chosen.has(String(post.id)), String(post.id)))}
      </fieldset>
      ${select(ctx, form, { name: 'verb', label: m.acts.bulk.act, groups: [{ label: null, options: verbs }] })}
      ${select(ctx, form, { name: 'reason', label: m.acts.reason, groups: [{ label: null, options }], blank: m.acts.noReason })}
      ${textarea(ctx, form, { name: 'note', label: m.acts.note, hint: m.acts.noteHelp, rows: 3 })}
      ${noneChosen(ctx, form)}
      <div class="buttons"><button class="button button--primary">${m.acts.bulk.go}</button></div>
    </form>`,
  });
}
