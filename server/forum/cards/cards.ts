/** Links that stand alone in posts, or lead to a thread here by a bare address, and what pages show in their places. */
import { type Audience } from '../../platform/audience/audience.ts';
import { isOpenSpace } from '../../platform/audience/scope-queries.ts';
import { ownOrigin } from '../../platform/site/origin.ts';
import { site } from '../../platform/site/queries.ts';
import type { Conn } from '../../platform/store/store.ts';
import {
  addressOf,
  becomesCards,
  CARDS_PER_PAGE,
  CARDS_PER_POST,
  type StakedEdit,
  wasPutIn,
} from '../../rules/link-previews.ts';
import { LIMITS } from '../../../shared/limits.ts';
import { shownAddress } from '../../../shared/hosts.ts';
import { postAt } from '../../../shared/markdown.ts';
import {
  placeKey,
  placesThere,
  type PostThere,
  postsThere,
  type Preview,
  previewsAt,
  stakedEdits,
  type ThreadThere,
  threadsAt,
} from './queries.ts';

/** As the renderer writes it: the address, what the link says of itself, and its words. */
export const LINK_ALONE = /<p(?: dir="\w+")?><a href="([^"]{1,4000})" class="alone" rel="([^"]*)">[^<]*<\/a><\/p>/g;

/** Within a sentence: the address, what the link says of itself, and its words. */
export const LINK_WITHIN = /<a href="([^"]{1,4000})" rel="([^"]*)">([^<]*)<\/a>/g;
/** The same, or one that stands alone. */
export const LINK_ANYWHERE = /<a href="([^"]{1,4000})"(?: class="alone")? rel="([^"]*)">([^<]*)<\/a>/g;
/** So many threads of one post are named by their titles within sentences. */
const TITLES_PER_POST = 20;

/** Changes of posts by those who had a stake then, by post. */
type Edits = ReadonlyMap<number, readonly StakedEdit[]>;
/** The threads that links of one page lead to, by number, as far as its reader may read them. */
export type Named = {
  threads: ReadonlyMap<number, ThreadThere>;
  /** Where the posts that links name stand, by post. */
  posts: ReadonlyMap<number, PostThere>;
  /** Which of the posts are there that links name by their numbers. */
  numbered: ReadonlySet<string>;
};
/** The same with previews, by address. */
export type Cards = Named & { previews: ReadonlyMap<string, Preview>; edits: Edits };
const NOWHERE: Named = { threads: new Map(), posts: new Map(), numbered: new Set() };
const NONE: Cards = { ...NOWHERE, previews: new Map(), edits: new Map() };

type LinkingPost = {
  id: number;
  revision: number;
  html: string;
  isLabelled: boolean;
  stakes: readonly unknown[] | null;
};

/** The address that an attribute of drawn HTML holds. */
export const plainHref = (href: string): string => href.replaceAll('&amp;', '&');

/** The addresses in a post that stand alone, as far as they become cards: the first of them. */
export function linksAlone(html: string): string[] {
  if (!html.includes('class="alone"')) return [];
  const all = [...html.matchAll(LINK_ALONE)].map(([, href]) => plainHref(href!));
  return [...new Set(all)].slice(0, CARDS_PER_POST);
}

/** Whether a link has no words of its own, but says where it leads. @param words as the HTML has them */
export const isBare = (href: string, words: string): boolean => plainHref(words) === shownAddress(plainHref(href));

/** The bare addresses of threads and posts of ours within sentences of a text: the first of them. */
function threadsNamedIn(html: string, links = LINK_WITHIN): string[] {
  const own = ownOrigin();
  if (own === undefined || !html.includes(`//${new URL(own).host}/`)) return [];
  const bare = [...html.matchAll(links)].filter(([, href, , words]) => isBare(href!, words!));
  const places = bare.map(([, href]) => plainHref(href!)).filter((href) => postAt(href, own) !== null);
  return [...new Set(places)].slice(0, TITLES_PER_POST);
}

/** Those that lie elsewhere, as they are looked up; not what somebody with a stake put in. @param edits of its post */
export function addressesIn(html: string, edits: readonly StakedEdit[] = []): string[] {
  const own = ownOrigin();
  if (own === undefined) return [];
  const links = linksAlone(html).filter((href) => !wasPutIn(href, edits));
  return [...new Set(links.flatMap((href) => addressOf(href, own) ?? []))];
}

/** The thread or the post of ours that an address leads to; neither for any other. */
function placeAt(href: string): { threadId?: number; postId?: number; number?: number; page?: number } {
  const own = ownOrigin();
  const post = own === undefined ? null : postAt(href, own);
  if (!post) return {};
  if (!('threadId' in post)) return { postId: post.id };
  const { pathname, searchParams } = new URL(href, own);
  const pages = searchParams.getAll('page');
  // What leads to no page of ours is no place, however near it comes.
  const isOdd = pathname.startsWith('//') || pages.length > 1 || pages.some((page) => !/^[1-9]\d{0,5}$/.test(page));
  return isOdd || post.number < 1 ? {} : { threadId: post.threadId, number: post.number, page: Number(pages[0] ?? 1) };
}

/** A thread that a link leads to. @property number the post in it @property page of its posts, where none of them is meant */
export type ThreadMeant = { thread: ThreadThere; number: number; page: number };

/** How many pages a thread has for sure; what was withdrawn keeps its place, and may make one more. */
const pagesOf = ({ topCount }: ThreadThere): number => Math.max(1, Math.ceil(topCount / LIMITS.postsPerPage));

/** The thread of ours that a link leads to, be it by a post; null where that, or its post or page, is not there for who reads this. */
export function threadAt(href: string, { threads, posts, numbered }: Named): ThreadMeant | null {
  const { postId = 0, threadId, number = 1, page = 1 } = placeAt(href);
  const place = threadId === undefined ? posts.get(postId) : { threadId, number };
  const thread = place && threads.get(place.threadId);
  if (!thread || page > pagesOf(thread)) return null;
  if (threadId !== undefined && number > 1 && !numbered.has(placeKey({ threadId, number }))) return null;
  return { thread, number: place.number, page };
}

async function namedAt(conn: Conn, audience: Audience, hrefs: readonly string[]): Promise<Named> {
  const places = hrefs.map(placeAt);
  const postIds = [...new Set(places.flatMap(({ postId }) => postId || []))];
  const posts = postIds.length > 0 ? await postsThere(conn, audience, postIds) : NOWHERE.posts;
  const threadIds = [...places, ...posts.values()].flatMap(({ threadId }) => threadId || []);
  const threads = threadIds.length > 0 ? await threadsAt(conn, audience, [...new Set(threadIds)]) : [];
  const named = places.flatMap(({ threadId, number = 1 }) => (threadId && number > 1 ? { threadId, number } : []));
  const numbered = named.length > 0 ? await placesThere(conn, audience, named) : NOWHERE.numbered;
  return { posts, numbered, threads: new Map(threads.map((one) => [one.id, one])) };
}

/** The threads that bare addresses in these texts lead to, wherever in a text they stand, for one audience. */
export async function threadsNamed(conn: Conn, audience: Audience, texts: readonly string[]): Promise<Named> {
  const hrefs = texts.flatMap((html) => threadsNamedIn(html, LINK_ANYWHERE)).slice(0, CARDS_PER_PAGE);
  return hrefs.length > 0 ? namedAt(conn, audience, hrefs) : NOWHERE;
}

/** An address in a text as it is typed; not one that stands in brackets after words of its own. */
export const ADDRESS_TYPED = /(?<![\w(<`])https?:\/\/[^\s<>`]{0,4000}[^\s<>`.,;:!?)\]]/g;

/** The same of texts as they are typed. */
export async function threadsNamedTyped(conn: Conn, audience: Audience, texts: readonly string[]): Promise<Named> {
  const own = ownOrigin();
  const typed = own === undefined ? [] : texts.flatMap((text) => text.match(ADDRESS_TYPED) ?? []);
  const hrefs = [...new Set(typed.filter((href) => postAt(href, own!) !== null))].slice(0, CARDS_PER_PAGE);
  return hrefs.length > 0 ? namedAt(conn, audience, hrefs) : NOWHERE;
}

/** What the links of these posts lead to, for all of an audience. Most pages have none, and nothing is asked then. */
export async function cardsOf(
  conn: Conn,
  audience: Audience,
  spaceId: number,
  posts: readonly LinkingPost[],
): Promise<Cards> {
  const linking = posts.filter(({ html }) => html.includes('class="alone"'));
  const within = posts.flatMap(({ html }) => threadsNamedIn(html)).slice(0, CARDS_PER_PAGE);
  if (linking.length + within.length === 0) return NONE;
  const hrefs = [...linking.flatMap(({ html }) => linksAlone(html)).slice(0, CARDS_PER_PAGE), ...within];
  const changed = linking.flatMap(({ id, revision }) => (revision > 1 ? [id] : []));
  const edits: Edits = changed.length > 0 ? await stakedEdits(conn, changed) : new Map();
  const mayShow = linking.filter((post) => becomesCards(post, true));
  const found = mayShow.flatMap(({ id, html }) => addressesIn(html, edits.get(id)));
  const addresses = [...new Set(found)].slice(0, CARDS_PER_PAGE);
  const isShown = addresses.length > 0 && (await site(conn)).hasCards && (await isOpenSpace(conn, spaceId));
  const previews = isShown ? await previewsAt(conn, addresses) : [];
  const named = await namedAt(conn, audience, hrefs);
  return { ...named, previews: new Map(previews.map((one) => [one.address, one])), edits };
}
