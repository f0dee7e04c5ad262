import { diffWordsWithSpace } from 'diff';
import type { Ctx } from '../../platform/http/context.ts';
import { type FormState, valueOf } from '../../platform/http/form-state.ts';
import { html, type Html, trusted } from '../../platform/http/html.ts';
import { postPath, threadPath } from '../../platform/http/paths.ts';
import { type AuthorFacts, NO_LABEL } from '../../platform/authors/author-line.ts';
import { authorTag } from '../../platform/layout/author.ts';
import { errorSummary, input, markdownHelp, preview, previewButton, textarea } from '../../platform/layout/fields.ts';
import { langAttribute, notice, time } from '../../platform/layout/parts.ts';
import { shell } from '../../platform/layout/shell.ts';
import { LIMITS } from '../../../shared/limits.ts';
import type { Thread } from '../threads/queries.ts';
import type { Post, revisionsOf } from '../threads/post-queries.ts';

type Edit = { post: Post; thread: Thread; form: FormState; /** What was saved meanwhile. */ theirs: Post | null };

function editForm(ctx: Ctx, { post, thread, form }: Edit): Html {
  const { m } = ctx;
  const isOpening = post.kind === 'opening';
  return html`<form class="form" method="post" novalidate action="/p/${post.id}/edit">
    ${errorSummary(ctx, form)}
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
    <adda-preview>
      ${textarea(ctx, form, { name: 'body', label: m.ask.body, rows: 12, after: markdownHelp(ctx) })}
      ${preview(ctx, form, 'body')}
    </adda-preview>
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
        ${theirs.kind === 'opening' && html`<p><b>${thread.title}</b></p>`}
        <div class="prose"${langAttribute(ctx, theirs.markdown)}>${trusted(theirs.html)}</div>
      </section>
      <section class="version version--mine">
        <h2>${m.edit.yours}</h2>
        ${editForm(ctx, { ...edit, form: { ...edit.form, message: null } })}
      </section>
    </div>`;
  return shell(ctx, {
    title: m.edit.title,
    width: theirs ? 'wide' : 'read',
    noIndex: true,
    body: html`<h1>${m.edit.title}</h1>
    <p class="lede"${langAttribute(ctx, thread.title)}>
      <a href="${postPath(thread, edit.post.number)}">${thread.title}</a>
    </p>
    ${conflict ?? editForm(ctx, edit)}`,
  });
}

type Revisions = {
  post: Post;
  thread: Thread;
  /** Who wrote the post, and every version of it but those of a shared text. */
  author: AuthorFacts;
  revisions: Awaited<ReturnType<typeof revisionsOf>>;
};
type Version = {
  number: number;
  at: number;
  title: string | null;
  tagNames: string[] | null;
  markdown: string;
};

function difference(before: string, now: string): Html[] {
  return diffWordsWithSpace(before, now).map((part) =>
    part.added ? html`<ins>${part.value}</ins>` : part.removed ? html`<del>${part.value}</del>` : html`${part.value}`,
  );
}

/** Every version, the newest first, each against the one before it. */
export function revisionsView(ctx: Ctx, { post, thread, author, revisions }: Revisions): Html {
  const { m } = ctx;
  const isOpening = post.kind === 'opening';
  // Each kept version notes who replaced it: the writer of the next.
  const byOf = (version: Version): AuthorFacts => {
    const made = revisions.find(({ number }) => number === version.number - 1);
    if (!made || made.editorId === null || made.editorId === post.authorId) return author;
    return { ...NO_LABEL, authorName: made.editorName, authorSlug: made.editorSlug, authorLabel: null };
  };
  const versions: Version[] = [
    {
      number: post.revision,
      at: post.editedAt ?? post.createdAt,
      title: isOpening ? thread.title : null,
      tagNames: isOpening ? thread.tagNames : null,
      markdown: post.markdown,
    },
    ...revisions,
  ];
  return shell(ctx, {
    title: m.thread.revisionsTitle(thread.title),
    width: 'read',
    noIndex: true,
    body: html`<h1>${m.thread.revisionsTitle(thread.title)}</h1>
    <p><a href="${isOpening ? threadPath(thread) : postPath(thread, post.number)}">${m.thread.wholeThread}</a></p>
    <ol class="revisions">
      ${versions.map((version, i) => {
        const before = versions[i + 1];
        const line = (label: string, old: string | null | undefined, now: string | null) =>
          now !== null &&
          (!before || old !== now) &&
          html`<p><b>${label}:</b> ${before ? difference(old ?? '', now) : now}</p>`;
        return html`<li id="r-${version.number}">
          <h2>${m.thread.revision(version.number)}${i === 0 && html` (${m.thread.current})`}</h2>
          <p class="muted small">${authorTag(ctx, byOf(version), 'post')} · ${time(ctx, version.at)}</p>
          ${line(m.thread.titleWas, before?.title, version.title)}${line(m.thread.tagsWere, before?.tagNames?.join(', '), version.tagNames?.join(', ') ?? null)}
          <div class="diff"${langAttribute(ctx, version.markdown)}>${before ? difference(before.markdown, version.markdown) : version.markdown}</div>
        </li>`;
      })}
    </ol>`,
  });
}
