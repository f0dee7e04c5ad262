import type { Change } from '../../../shared/difference.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { type FormState, valueOf } from '../../platform/http/form-state.ts';
import { html, type Html, trusted } from '../../platform/http/html.ts';
import { postPath, threadPath } from '../../platform/http/paths.ts';
import { authorTag } from '../../platform/layout/author.ts';
import { errorSummary, idempotencyKey, input, previewButton } from '../../platform/layout/fields.ts';
import { composer, withDraft } from '../../platform/layout/composer.ts';
import { changesIn } from '../../platform/layout/changes.ts';
import { cursorPager, textAttributes, notice, time } from '../../platform/layout/parts.ts';
import { shell } from '../../platform/layout/shell.ts';
import { LIMITS } from '../../../shared/limits.ts';
import type { Silence } from '../../people/accounts/silence-queries.ts';
import { unlessSilenced } from '../../people/accounts/silenced-view.ts';
import { affiliationField } from '../threads/write-box.ts';
import type { Thread } from '../threads/queries.ts';
import type { Revisions, Version } from './revisions.ts';
import type { Brought } from '../files/queries.ts';
import { filesFolded } from '../files/field.ts';
import type { Post } from '../threads/post-queries.ts';

type Kept = { at: number; values: Record<string, unknown> };
type Edit = {
  post: Post;
  thread: Thread;
  form: FormState;
  silences: Silence[];
  draft: Kept | null;
  /** Those that stand with it, and those that came with the form or its draft. */
  kept: Brought;
  /** What stands beside its words, and is changed on a page of its own. */
  poll: { question: string } | null;
  /** What was saved meanwhile. */ theirs: Post | null;
};

/** Says that a poll stands beside the words, which has a page of its own. */
const pollLine = (ctx: Ctx, postId: number, question: string): Html =>
  html`<p>${ctx.m.polls.beside} <b${textAttributes(ctx, question)}>${question}</b>
    <a href="/p/${postId}/poll">${ctx.m.polls.besideChange}</a></p>`;

function editForm(ctx: Ctx, { post, thread, form: typed, draft: before, kept, poll }: Edit): Html {
  const { m } = ctx;
  const { form, draft } = withDraft(typed, `edit:${post.id}`, before, post.markdown);
  const isOpening = post.kind === 'opening';
  return html`<form class="form" method="post" novalidate action="/p/${post.id}/edit"
    enctype="multipart/form-data">
    ${errorSummary(ctx, form)} ${idempotencyKey(form)}
    <input type="hidden" name="revision" value="${valueOf(form, 'revision')}">
    ${
      isOpening &&
      input(ctx, form, {
        name: 'title',
        label: m.ask.threadTitle,
        look: 'field--title',
        maxLength: LIMITS.title.max * 2,
      })
    }
    ${composer(ctx, form, { label: m.ask.body, rows: 12, draft })}
    ${filesFolded(ctx, form, kept, { isChange: true })}
    ${poll && pollLine(ctx, post.id, poll.question)}
    ${post.authorId !== ctx.viewer?.id && affiliationField(ctx, form)}
    ${isOpening && input(ctx, form, { name: 'tags', label: m.ask.tags, hint: m.ask.tagsHelp })}
    <div class="buttons">
      <button class="button button--primary">${m.edit.save}</button>
      ${previewButton(ctx, `/p/${post.id}/edit`)}
      <a class="button button--quiet" href="${postPath(thread, post.number)}">${m.edit.cancel}</a>
    </div>
  </form>`;
}

export function editView(ctx: Ctx, edit: Edit): Html {
  const { m } = ctx;
  const { theirs, thread } = edit;
  const conflict =
    theirs &&
    html`${notice(ctx, html`<h2>${m.edit.staleTitle}</h2><p>${m.edit.staleHelp}</p>`, 'warn')}
    <div class="versions">
      <section class="version">
        <h2>${m.edit.theirs}</h2>
        <p class="muted small">${time(ctx, theirs.editedAt ?? theirs.createdAt)}</p>
        ${theirs.kind === 'opening' && html`<p><b${textAttributes(ctx, thread.title)}>${thread.title}</b></p>`}
        <div class="prose"${textAttributes(ctx, theirs.markdown)}>${trusted(theirs.html)}</div>
        ${theirs.kind === 'opening' && thread.tagNames.length > 0 && html`<p>${m.ask.tags}: ${thread.tagNames.join(', ')}</p>`}
      </section>
      <section class="version version--mine">
        <h2>${m.edit.yours}</h2>
        ${editForm(ctx, { ...edit, form: { ...edit.form, message: null } })}
      </section>
    </div>`;
  const isOthers = ctx.viewer !== null && edit.post.authorId !== ctx.viewer.id;
  const heading = isOthers ? m.edit.improve(thread.title) : m.edit.title;
  return shell(ctx, {
    title: heading,
    width: theirs ? 'wide' : 'read',
    noIndex: true,
    body: html`<h1${isOthers && textAttributes(ctx, heading, thread.space.language)}>${heading}</h1>
    <p class="lede"${textAttributes(ctx, thread.title)}>
      <a href="${postPath(thread, edit.post.number)}">${thread.title}</a>
    </p>
    ${conflict ?? unlessSilenced(ctx, edit.silences, edit.form, editForm(ctx, edit))}`,
  });
}

type RevisionsPage = { post: Post; thread: Thread; revisions: Revisions };

function versionItem(ctx: Ctx, version: Version, isCurrent: boolean): Html {
  const { m } = ctx;
  const line = (label: string, parts: Change[] | null) => parts && html`<p><b>${label}:</b> ${changesIn(parts)}</p>`;
  return html`<li id="r-${version.number}">
<h2>${m.thread.revision(version.number)}${isCurrent && html` (${m.thread.current})`}</h2>
<p class="muted small">${authorTag(ctx, version.by, 'post')} · ${time(ctx, version.at)}</p>
${line(m.thread.titleWas, version.changed.title)}${line(m.thread.tagsWere, version.changed.tags)}
${line(m.pictures.field, version.changed.pictures)}${line(m.files.were, version.changed.files)}
<div class="diff"${textAttributes(ctx, version.markdown)}>${changesIn(version.changed.text)}</div></li>`;
}

/** Versions, the newest first, each against the one before it. */
export function revisionsView(ctx: Ctx, { post, thread, revisions }: RevisionsPage): Html {
  const { m } = ctx;
  const { versions, isNewest, next } = revisions;
  const title = m.thread.revisionsTitle(thread.title);
  return shell(ctx, {
    title,
    width: 'read',
    noIndex: true,
    body: html`<h1>${title}</h1>
    <p><a href="${post.kind === 'opening' ? threadPath(thread) : postPath(thread, post.number)}">${m.thread.wholeThread}</a></p>
    <ol class="revisions">
      ${versions.map((version, i) => versionItem(ctx, version, isNewest && i === 0))}
    </ol>
    ${cursorPager(ctx, `/p/${post.id}/revisions`, isNewest, next === null ? null : `/p/${post.id}/revisions?before=${next}`)}`,
  });
}
