/** The page of a person, for moderators. */
import type { Ctx } from '../../platform/http/context.ts';
import { blankForm, type FormState } from '../../platform/http/form-state.ts';
import { html, type Html } from '../../platform/http/html.ts';
import { memberPath, spacePath } from '../../platform/http/paths.ts';
import { authorLine } from '../../platform/authors/author-line.ts';
import type { People } from '../../people/profiles/named.ts';
import { authorTag } from '../../platform/layout/author.ts';
import { errorSummary, idempotencyKey, select, textarea } from '../../platform/layout/fields.ts';
import { cursorPager, textAttributes, time, withTime } from '../../platform/layout/parts.ts';
import { shell } from '../../platform/layout/shell.ts';
import { day } from '../../../shared/format.ts';
import { actLine } from '../acts/statement-view.ts';
import type { ListedCase } from '../cases/list-queries.ts';
import { nameOf, stateOf, subjectOf } from './case-parts.ts';
import type { PersonPage } from './person-page.ts';
import type { Alike, ListedNote } from './person-queries.ts';

const pathOf = (slug: string) => `/moderation/people/${encodeURIComponent(slug)}`;

/** Somebody by address, with the label that they have. */
const named = (ctx: Ctx, people: People, slug: string | null): Html | string => {
  const who = slug === null ? undefined : people.get(slug);
  return who ? authorTag(ctx, who, 'mentioned') : (slug ?? ctx.m.cases.formerMember);
};

function noteItem(ctx: Ctx, people: People, { note, authorSlug, spaceName, spaceSlug }: ListedNote): Html {
  const { person } = ctx.m;
  const isOwn = note.authorId !== null && note.authorId === ctx.viewer?.id;
  const where =
    spaceSlug !== null && spaceName !== null
      ? html`<a href="${spacePath(spaceSlug)}"${textAttributes(ctx, spaceName)}>${spaceName}</a>`
      : person.everywhere;
  return html`<li>
    <p class="muted small">${named(ctx, people, authorSlug)} · ${where} · ${time(ctx, note.createdAt)}</p>
    <p class="case__evidence"${textAttributes(ctx, note.words)}>${note.words}</p>
    ${
      isOwn &&
      html`<form method="post" action="/moderation/notes/${note.id}/withdraw"><button class="button button--small">${person.takeBack}</button></form>`
    }
  </li>`;
}

function notesSection(ctx: Ctx, page: PersonPage, form: FormState): Html {
  const { person } = ctx.m;
  const path = pathOf(page.slug);
  const options = page.spaces.map(({ slug, name }) => ({ value: slug, text: name }));
  const isForum = ctx.viewer?.moderates === 'all';
  return html`<section class="section" id="notes"><h2>${person.notes}</h2>
    <p>${person.notesHelp}</p>
    ${
      page.notes.length === 0
        ? html`<p class="muted">${person.noNotes}</p>`
        : html`<ol class="plain-list acts">${page.notes.map((one) => noteItem(ctx, page.people, one))}</ol>`
    }
    ${cursorPager(ctx, path, page.isFirst, page.nextNote === null ? null : `${path}?before=${page.nextNote}`)}
    <form class="form" method="post" novalidate action="${path}/notes">
      ${errorSummary(ctx, form, undefined, { words: person.note, space: person.where })}
      ${idempotencyKey(form)}
      ${textarea(ctx, form, { name: 'words', label: person.note, hint: person.noteHelp, rows: 3 })}
      ${select(ctx, form, {
        ...{ name: 'space', label: person.where, groups: [{ label: null, options }] },
        ...(isForum && { blank: person.everywhere }),
      })}
      <div class="buttons"><button class="button">${person.add}</button></div>
    </form>
  </section>`;
}

function alikeSection(ctx: Ctx, { alike, people }: PersonPage): Html | null {
  if (alike === null) return null;
  const { person } = ctx.m;
  const item = ({ slug, whys }: Alike) => {
    return html`<li>${named(ctx, people, slug)} · ${whys.map((why) => person.whys[why]).join(' · ')} · <a href="${pathOf(slug)}">${person.link}</a></li>`;
  };
  return html`<section class="section"><h2>${person.alike}</h2>
    <p>${person.alikeHelp}</p>
    ${
      alike.length === 0
        ? html`<p class="muted">${ctx.m.cases.noneBefore}</p>`
        : html`<ul class="plain-list acts">${alike.map(item)}</ul>`
    }
  </section>`;
}

function casesSection(ctx: Ctx, { cases }: PersonPage): Html {
  const item = (one: ListedCase) =>
    html`<li><a href="/moderation/cases/${one.of.id}">${nameOf(ctx, one)}</a> · ${subjectOf(ctx, one)}
      ${stateOf(ctx, one)} · ${time(ctx, one.of.createdAt)}</li>`;
  return html`<section class="section"><h2>${ctx.m.person.cases}</h2>
    ${
      cases.length === 0
        ? html`<p class="muted">${ctx.m.cases.noneBefore}</p>`
        : html`<ul class="plain-list acts">${cases.map(item)}</ul>`
    }
  </section>`;
}

export function personView(ctx: Ctx, page: PersonPage, form: FormState = blankForm()): Html {
  const { cases, acts, person } = ctx.m;
  const { standing, line } = page;
  const until = standing.suspendedUntil ?? 0;
  const title = person.title(line ? authorLine(ctx.m, line, 'mentioned').text : standing.name);
  return shell(ctx, {
    title,
    width: 'read',
    noIndex: true,
    body: html`<p class="muted small"><a href="/moderation">${cases.back}</a></p>
    <h1>${title}</h1>
    <p>${line ? authorTag(ctx, line, 'mentioned') : standing.name} · ${cases.since(day(ctx.lang, standing.createdAt))} ·
      ${cases.posts(standing.posts)} · ${cases.helped(standing.solved, standing.helpful)}${
        until > Date.now() && html` · <b>${withTime(ctx, cases.suspended, until)}</b>`
      }</p>
    <p class="buttons"><a class="button button--small" href="${memberPath(page.slug)}/moderate">${acts.moderate}</a></p>
    ${notesSection(ctx, page, form)}
    ${casesSection(ctx, page)}
    <section class="section"><h2>${cases.actsBefore}</h2>
      ${
        page.acts.length === 0
          ? html`<p class="muted">${cases.noneBefore}</p>`
          : html`<ul class="plain-list acts">${page.acts.map((told) => actLine(ctx, told, page.reasons, null, true))}</ul>`
      }
    </section>
    ${alikeSection(ctx, page)}`,
  });
}
