/** What a link leads to, as a card in its place; or within a sentence, as the title of a thread. */
import type { Ctx } from '../../platform/http/context.ts';
import { html, type Html, trusted } from '../../platform/http/html.ts';
import { formName, icon, stateTags, textAttributes } from '../../platform/layout/parts.ts';
import { ownOrigin } from '../../platform/site/origin.ts';
import { addressOf, becomesCards, CARDS_PER_POST, wasPutIn } from '../../rules/link-previews.ts';
import { asksForAnswers } from '../../rules/thread-forms.ts';
import { shownAddress } from '../../../shared/hosts.ts';
import {
  ADDRESS_TYPED,
  type Cards,
  isBare,
  LINK_ALONE,
  LINK_ANYWHERE,
  LINK_WITHIN,
  plainHref,
  threadAt,
} from './cards.ts';
import type { Named, ThreadMeant } from './cards.ts';
import type { Preview } from './queries.ts';

/** Stands for a title within a sentence; nobody types it. */
const TITLE = '\u0000';

export const previewPath = (name: string): string => `/previews/${name}`;

/** A link as it stands in the post: its address and what it says of itself go over to the card as they are. */
type Link = { href: string; rel: string };
const opening = ({ href, rel }: Link) => html`href="${trusted(href)}" rel="${trusted(rel)}"`;

/** The title of a thread, and which of its posts or pages is meant where it is not the beginning. */
function titleOf(ctx: Ctx, { thread, number, page }: ThreadMeant): { words: Html | string; attributes: Html } {
  const { title, spaceLanguage } = thread;
  const attributes = textAttributes(ctx, title, spaceLanguage);
  if (number <= 1 && page <= 1) return { words: title, attributes };
  const { m } = ctx;
  const [before, after] = (number > 1 ? m.cards.atPost(TITLE, number) : m.cards.atPage(TITLE, page)).split(TITLE);
  return { words: html`${before}<span${attributes}>${title}</span>${after}`, attributes: html`` };
}

function threadCard(ctx: Ctx, link: Link, meant: ThreadMeant): Html {
  const { m } = ctx;
  const { thread } = meant;
  const { words, attributes } = titleOf(ctx, meant);
  const posts = thread.topCount + thread.replyCount;
  const count = asksForAnswers(thread.form)
    ? thread.answerCount > 0 && m.row.answers(thread.answerCount)
    : m.row.posts(posts);
  return html`<div class="link-card link-card--thread">
    <div class="link-card__words">
      <p class="link-card__title"><a ${opening(link)}${attributes}>${words}</a></p>
      <p class="link-card__foot">${stateTags(ctx, thread)} ${formName(ctx, thread.form)}${count && html` · ${count}`} ·
        <bdi>${thread.spaceName}</bdi></p>
    </div>
  </div>`;
}

/** A host in readable letters, unless these could be taken for others. */
const hostName = (host: string): string => shownAddress(`https://${host}`).replace(/^https:\/\/(?:www\.)?/, '');

function previewCard(ctx: Ctx, link: Link, preview: Preview): Html {
  const { m } = ctx;
  const { title, line, picture, width, height, isVideo } = preview;
  const host = hostName(preview.host);
  const play =
    isVideo &&
    html`<p><a class="button button--small link-card__play" ${opening(link)}>
      ${icon(ctx, 'play')}<span>${m.cards.play(host)}</span></a></p>`;
  return html`<div class="link-card">
    ${
      picture !== null &&
      html`<img class="link-card__picture" src="${previewPath(picture)}" alt="" width="${width}" height="${height}" loading="lazy">`
    }
    <div class="link-card__words">
      <p class="link-card__title"><a ${opening(link)}${textAttributes(ctx, title)}>${title}</a></p>
      ${line && html`<p class="link-card__line"${textAttributes(ctx, line)}>${line}</p>`}
      <p class="link-card__foot"><bdi>${host}</bdi></p>${play}
    </div>
  </div>`;
}

type LinkingPost = { id: number; html: string; isLabelled: boolean; stakes: readonly unknown[] | null };

/** A bare address of a thread reads as its title, for who may read it. @param links which of them */
function withTitles(ctx: Ctx, text: string, named: Named, links: RegExp): string {
  if (named.threads.size === 0) return text;
  return text.replace(links, (whole, href: string, rel: string, said: string) => {
    const meant = isBare(href, said) ? threadAt(plainHref(href), named) : null;
    if (!meant) return whole;
    const { words, attributes } = titleOf(ctx, meant);
    return html`<a ${opening({ href, rel })}${attributes}>${words}</a>`.text;
  });
}

/** Drawn words without cards: bare addresses of threads read as titles, also those that stand alone. */
export const wordsWithTitles = (ctx: Ctx, text: string, named: Named): string =>
  withTitles(ctx, text, named, LINK_ANYWHERE);

/** The same in a text as it is typed, without links. */
export const typedWithTitles = ({ m }: Ctx, text: string, named: Named): string =>
  text.replace(ADDRESS_TYPED, (href) => {
    const meant = threadAt(href, named);
    if (!meant) return href;
    const { thread, number, page } = meant;
    if (number > 1) return m.cards.atPost(thread.title, number);
    return page > 1 ? m.cards.atPage(thread.title, page) : thread.title;
  });

/** The words of a post, as they are kept, with cards in the places of links that stand alone, and titles of threads. */
export function wordsWithCards(ctx: Ctx, post: LinkingPost, cards: Cards): string {
  const { previews, threads, edits } = cards;
  if (previews.size + threads.size === 0) return post.html;
  const mayShow = becomesCards(post, true);
  const own = ownOrigin() ?? ctx.from.origin;
  const drawn = new Set<string>();
  return withTitles(ctx, post.html, cards, LINK_WITHIN).replace(LINK_ALONE, (whole, href: string, rel: string) => {
    if (!drawn.has(href) && drawn.size >= CARDS_PER_POST) return whole;
    drawn.add(href);
    const plain = plainHref(href);
    const meant = threadAt(plain, cards);
    if (meant) return threadCard(ctx, { href, rel }, meant).text;
    const address = mayShow && !wasPutIn(plain, edits.get(post.id) ?? []) ? addressOf(plain, own) : null;
    const preview = address === null ? undefined : previews.get(address);
    return preview ? previewCard(ctx, { href, rel }, preview).text : whole;
  });
}
