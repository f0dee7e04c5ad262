import { isPlainMember } from '../../rules/roles.ts';
import type { Ctx } from '../../platform/http/context.ts';
import { followMenu } from '../following/parts.ts';
import { html, type Html } from '../../platform/http/html.ts';
import { brandPath, memberPath, postPath } from '../../platform/http/paths.ts';
import { authorLine } from '../../platform/authors/author-line.ts';
import { faceOf } from '../../platform/authors/face.ts';
import { avatar } from '../../platform/layout/avatar.ts';
import { declared, staffLabel } from '../../platform/layout/author.ts';
import { wordsFor } from '../../platform/site/queries.ts';
import { authorOfProfile } from './author.ts';
import { icon, textAttributes, spaceTag, time } from '../../platform/layout/parts.ts';
import { shell } from '../../platform/layout/shell.ts';
import { day } from '../../../shared/format.ts';
import { lineOf } from '../../../shared/markdown.ts';
import { helpedView } from './helped-view.ts';
import type { Profile } from './queries.ts';
import type { ProfilePage } from './routes.ts';

const LINE_LENGTH = 160;

function postItem(ctx: Ctx, post: ProfilePage['posts'][number]): Html {
  const { m } = ctx;
  const did = {
    opening: m.profile.started,
    answer: m.profile.answered,
    reply: m.profile.replied,
    milestone: m.profile.posted,
    update: m.profile.posted,
    post: m.profile.posted,
    note: m.staff.note,
  }[post.kind];
  const line = lineOf(post.html, LINE_LENGTH);
  return html`<li>
    <h3${textAttributes(ctx, post.title, post.spaceLanguage)}>
      <a href="${postPath({ id: post.threadId, slug: post.threadSlug }, post.number)}">${post.title}</a>
    </h3>
    <p>
      ${post.label !== null && html`${staffLabel(ctx, { label: post.label, since: null })} `}${did} ·
      ${spaceTag(ctx, { slug: post.spaceSlug, name: post.spaceName, kind: post.spaceKind })} ·
      ${time(ctx, post.createdAt)}${post.acceptedAt !== null && html` · <span class="state state--solved">${icon(ctx, 'solved')}${m.states.solved}</span>`}
    </p>
    <p${textAttributes(ctx, line, post.spaceLanguage)}>${line}</p>
  </li>`;
}

/** The way to write to them, for members. */
function writeTo(ctx: Ctx, { hasOwner, name }: Profile): Html | null {
  if (!ctx.viewer || ctx.may.useDesk || hasOwner !== 1) return null;
  const to = encodeURIComponent(name);
  return html`<a class="button button--small" href="/messages/new?to=${to}">${icon(ctx, 'mail')}${ctx.m.messages.write}</a>`;
}

export function profileView(
  ctx: Ctx,
  { profile, posts, next, level, helped }: ProfilePage & { profile: Profile },
): Html {
  const { m, viewer } = ctx;
  const isOwn = viewer?.id === profile.id;
  const by = authorLine(m, authorOfProfile(wordsFor(ctx.site), profile), 'profile');
  const isStaff = by.label !== null;
  const isUnclaimed = profile.source !== null && profile.hasOwner === 0 && profile.source !== 'demo';
  return shell(ctx, {
    title: by.text,
    width: 'read',
    description: isStaff ? [by.text, profile.bio].filter(Boolean).join(': ') : profile.bio || by.text,
    body: html`<header class="profile-head">
      ${avatar(faceOf(authorOfProfile(wordsFor(ctx.site), profile)), 'large')}
      <div class="profile-head__name"><h1>
        ${isStaff && html`${staffLabel(ctx, by)} `}${by.name}${
          !isPlainMember(profile) && !isStaff && html` <span class="badge">${m.profile.roles[profile.role]}</span>`
        }
      </h1>
      ${(by.affiliation ?? by.stake) && html`<p>${declared(ctx, by)}</p>`}
      ${isStaff && html`<p><a href="${brandPath(profile.brandSlug!)}">${m.brands.publicPage}</a></p>`}
      <p class="muted">${m.profile.since(day(ctx.lang, profile.createdAt))}</p></div>
      ${profile.bio && html`<div class="prose"${textAttributes(ctx, profile.bio)}><p>${profile.bio}</p></div>`}
    </header>
    ${
      isOwn
        ? html`<p class="buttons"><a class="button button--small" href="/settings">${m.profile.edit}</a></p>`
        : html`<div class="profile-acts">${followMenu(ctx, { kind: 'member', targetId: profile.id }, level)}${writeTo(ctx, profile)}</div>`
    }
    ${!isOwn && html`<p><a class="small" href="${memberPath(profile.slug)}/report" rel="nofollow">${m.reports.titles.member}</a></p>`}
    ${
      !isOwn &&
      ctx.may.moderate &&
      html`<p><a class="small" href="${memberPath(profile.slug)}/moderate">${m.acts.moderate}</a> ·
        <a class="small" href="/moderation/people/${encodeURIComponent(profile.slug)}">${m.person.link}</a></p>`
    }
    ${
      isUnclaimed &&
      html`<p class="muted">${m.profile.imported} <a href="${memberPath(profile.slug)}/claim">${m.profile.claim}</a></p>`
    }
    ${helped && helpedView(ctx, profile, helped, isStaff)}
    <section class="section">
      <h2>${m.profile.posts}</h2>
      ${
        posts.length === 0
          ? html`<p class="muted">${m.profile.noPosts}</p>`
          : html`<ol class="post-list">${posts.map((post) => postItem(ctx, post))}</ol>`
      }
      ${
        next &&
        html`<nav class="pager" aria-label="${m.feeds.pages}">
          <a rel="next" href="${memberPath(profile.slug)}?before=${next}">${m.profile.older}${icon(ctx, 'next', 'icon icon--flip')}</a>
        </nav>`
      }
    </section>`,
  });
}
