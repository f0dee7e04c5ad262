/** Who somebody is, in a few lines: what stands beside a name that is pointed at. */
import { day } from '../../../shared/format.ts';
import { shorten } from '../../../shared/text.ts';
import { authorLine } from '../../platform/authors/author-line.ts';
import { faceOf } from '../../platform/authors/face.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { html, type Html } from '../../platform/http/html.ts';
import { memberPath } from '../../platform/http/paths.ts';
import { avatar } from '../../platform/layout/avatar.ts';
import { declared, staffLabel } from '../../platform/layout/author.ts';
import { textAttributes } from '../../platform/layout/parts.ts';
import { wordsFor } from '../../platform/site/queries.ts';
import { isPlainMember } from '../../rules/roles.ts';
import { authorOfProfile } from './author.ts';
import type { Profile } from './queries.ts';

const BIO_SHOWN = 140;

export function cardView(ctx: Ctx, profile: Profile): Html {
  const { m } = ctx;
  const author = authorOfProfile(wordsFor(ctx.site), profile);
  const by = authorLine(m, author, 'profile');
  const isStaff = by.label !== null;
  const bio = shorten(profile.bio, BIO_SHOWN);
  const helped = isStaff ? '' : m.thread.helped(profile.solvedCount, profile.workedCount);
  return html`<div class="hover-card">
    ${avatar(faceOf(author))}
    <div>
      <p class="hover-card__name"><a href="${memberPath(profile.slug)}" dir="auto">${by.name}</a>${isStaff && html` ${staffLabel(ctx, by)}`}${
        !isPlainMember(profile) && !isStaff && html` <span class="badge">${m.profile.roles[profile.role]}</span>`
      }</p>
      ${(by.affiliation ?? by.stake) && html`<p>${declared(ctx, by)}</p>`}
      ${bio && html`<p${textAttributes(ctx, bio)}>${bio}</p>`}
      ${helped && html`<p>${helped}</p>`}
      <p class="muted small">${m.profile.since(day(ctx.lang, profile.createdAt))}</p>
    </div>
  </div>`;
}
