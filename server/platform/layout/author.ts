/** An author's line as HTML. What it says comes from `authorLine`; here it only gets its elements. */
import { type AuthorFacts, type AuthorLine, authorLine, type Outlet } from '../authors/author-line.ts';
import type { Ctx } from '../http/context.ts';
import { html, type Html, type Part } from '../http/html.ts';
import { memberPath } from '../http/paths.ts';
import { textAttributes } from './parts.ts';

/** The label: words in a border, and what became of the brand or the grant since. Null for members. */
export function staffLabel(ctx: Ctx, line: Pick<AuthorLine, 'label' | 'since'>, id?: string): Html | null {
  if (line.label === null) return null;
  const since = line.since && html` <span class="staff-since">(${line.since})</span>`;
  const attributes = html`${id && html` id="${id}"`}${textAttributes(ctx, line.label)}`;
  return html`<span class="staff-label"${attributes}>${line.label}</span>${since}`;
}

/** The line of an author where nobody has a row of theirs: the name as a link, the label, what they declare. */
export function authorTag(ctx: Ctx, author: AuthorFacts, outlet: Outlet): Html {
  const line = authorLine(ctx.m, author, outlet);
  return html`${nameTag(line)}${line.label !== null && html` ${staffLabel(ctx, line)}`}${declared(ctx, line)}`;
}

/** The name, which leads to the person's page where there is one. */
export function nameTag(line: AuthorLine, attributes: Part = null): Html {
  return line.slug
    ? html`<a class="post__author" dir="auto"${attributes} href="${memberPath(line.slug)}">${line.name}</a>`
    : html`<span class="post__author" dir="auto"${attributes}>${line.name}</span>`;
}

/** What the forum says of former staff, and what a member declares, as what they say: beside the name, nothing like a label. */
export function declared(ctx: Ctx, line: Pick<AuthorLine, 'stake' | 'affiliation'>): Html | null {
  const { stake, affiliation } = line;
  if (!stake && !affiliation) return null;
  const [before, after] = ctx.m.affiliation.says('\n').split('\n');
  const says = affiliation && html`${before}<bdi${textAttributes(ctx, affiliation)}>${affiliation}</bdi>${after}`;
  return html` <span class="declared">${stake}${stake && says && '; '}${says}</span>`;
}
